"""What may be asked of the list of documents, and what is only passed over."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from case.stage import schema, uuid
from curricle.core.terms import Stage
from curricle.frameworks.case.asked import Asked, asked, read_filter
from curricle.frameworks.case.faults import Fault

ADDRESS = "/ims/case/v1p1/CFDocuments"
TITLES = ("Beta", "alpha", "Gamma", "delta's", "Epsilon")


@pytest.fixture
def five(nation):
    """Five documents; the third is retired, the fourth has no licence."""
    for number, title in enumerate(TITLES):
        then = (Stage.IMPLEMENTED, Stage.RETIRED) if number == 2 else (Stage.IMPLEMENTED,)
        framework = schema(id=uuid(100 + number), line=uuid(200 + number), code=f"S{number}", title=title, links=())
        nation.publish(framework, *then)


def titles(client, question: str = "") -> list[str]:
    return [each.get("title", "") for each in client.get(f"{ADDRESS}?{question}").json()["CFDocuments"]]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", list(TITLES)),
        ("sort=title", ["alpha", "Beta", "delta's", "Epsilon", "Gamma"]),
        ("sort=title&orderBy=desc", ["Gamma", "Epsilon", "delta's", "Beta", "alpha"]),
        ("sort=statusEndDate", ["Gamma", "Beta", "alpha", "delta's", "Epsilon"]),
        ("sort=title&limit=2&offset=1", ["Beta", "delta's"]),
        ("limit=2&offset=4", ["Epsilon"]),
        ("offset=50", []),
        ("filter=title='BETA'", ["Beta"]),
        ("filter=title~'a' AND adoptionStatus='Retired'", ["Gamma"]),
        ("filter=title='Beta' OR title='alpha' AND adoptionStatus='Retired'", ["Beta"]),
        ("filter=title='delta''s'", ["delta's"]),
        ("filter=adoptionStatus!='Implemented'", ["Gamma"]),
        ("filter=subject='health' AND title<'c'", ["Beta", "alpha"]),
        ("filter=licenseURI.title='cc by 4.0' and title>='e'", ["Gamma", "Epsilon"]),
        ("filter=title~'nothing'", []),
    ],
)
def test_list_is_filtered_sorted_and_cut(client, five, question, found):
    assert titles(client, quote(question, safe="=&")) == found


def test_pages_lead_to_one_another_and_tell_how_many_there_are(client, five):
    address, seen = f"{ADDRESS}?limit=2&sort=title", []
    links = {}
    while address:
        response = client.get(address)
        seen += [each["title"] for each in response.json()["CFDocuments"]]
        links = dict(part.strip().split("; ")[::-1] for part in response.headers["Link"].split(", "))
        assert response.headers["X-Total-Count"] == "5"
        address = links.get('rel="next"', "").strip("<>").removeprefix("http://testserver")
    assert seen == ["alpha", "Beta", "delta's", "Epsilon", "Gamma"]
    assert {name: link.strip("<>").partition("?")[2] for name, link in links.items()} == {
        'rel="first"': "sort=title&limit=2&offset=0",
        'rel="prev"': "sort=title&limit=2&offset=2",
        'rel="last"': "sort=title&limit=2&offset=4",
    }


def test_fields_are_those_that_were_asked_for(client, five):
    found = client.get(f"{ADDRESS}?fields=identifier, title&limit=1").json()["CFDocuments"]
    assert found == [{"identifier": uuid(100), "title": "Beta"}]


def test_empty_installation_has_an_empty_list(client, db):
    response = client.get(ADDRESS)
    assert (response.json(), response.headers["X-Total-Count"]) == ({"CFDocuments": []}, "0")


@pytest.mark.parametrize(
    ("question", "warning"),
    [
        ("sort=colour", '299 - "sort: a CFDocument has no field colour"'),
        ("orderBy=up", '299 - "orderBy is asc or desc"'),
        ("fields=title,colour", '299 - "fields: a CFDocument has no field colour"'),
        ("limit=999999999999999999999", '299 - "limit is from 1 to 500"'),
        ("limit=0", '299 - "limit is from 1 to 500"'),
        ("limit=-1", '299 - "limit is a whole number from 1; 100 was taken"'),
        ("offset=x", '299 - "offset is a whole number from 0; 0 was taken"'),
        ('sort=a"%0d%0aSet-Cookie: x', '299 - "sort: a CFDocument has no field a???Set-Cookie: x"'),
    ],
)
def test_what_is_not_understood_is_passed_over_with_a_warning(client, five, question, warning):
    response = client.get(f"{ADDRESS}?{question}")
    assert (response.status_code, response.headers["Warning"]) == (200, warning)
    assert len(response.json()["CFDocuments"]) > 0


@pytest.mark.parametrize(
    "text", ["title", "title='a", "title=a", "title='a' XOR title='b'", "title='a' AND", "(title='a')", "colour='a'", "=''", "x" * 3_000]
)
def test_filter_that_cannot_be_read_is_refused(text):
    with pytest.raises(Fault, match="filter"):
        read_filter(text)


def test_filter_has_no_more_conditions_than_a_person_writes():
    assert len(read_filter(" OR ".join(["title='a'"] * 20))) == 20
    with pytest.raises(Fault, match="at most 20"):
        read_filter(" OR ".join(["title='a'"] * 21))


def test_nothing_asked_is_the_first_hundred():
    assert asked({}) == Asked(limit=100)
