"""Search in the items of every framework that the reader may see."""

from __future__ import annotations

import pytest

from case.stage import CANARY, GONE, Nation, schema, second_version, uuid
from curricle.core.framework import Item
from curricle.frameworks import searching
from curricle.people.policy import ANONYMOUS

pytestmark = pytest.mark.django_db
ADDRESS = "/frameworks/search/"


def found(q: str, **more) -> list[tuple[str, list[str], int]]:
    """(title and version, codes on this page, hits in all) of each framework."""
    groups = searching.search(ANONYMOUS, q=q, **more).groups
    return [(f"{each.version.title} {each.version.version}", [row.code for row in each.rows], each.total) for each in groups]


@pytest.fixture
def several(published: Nation) -> Nation:
    """Podiatry in two versions, and a second framework with sixty items."""
    published.publish(second_version())
    items = tuple(Item(id=uuid(500 + at), kind="capability", statement=f"Assesses café {at}", code=f"Q{at}") for at in range(60))
    published.publish(
        schema(id=uuid(499), line=uuid(498), code="LONG", title="Acute care", items=items, links=(), rubrics=(), kind="standard")
    )
    return published


def test_items_are_grouped_by_framework_the_newest_of_each_line(several):
    assert [(title, len(codes), total) for title, codes, total in found("assesses")] == [("Acute care 1.0", 50, 60)]
    assert [(title, len(codes), total) for title, codes, total in found("assesses", number=2)] == [
        ("Acute care 1.0", 10, 60),
        ("Podiatry 1.1", 1, 1),
    ]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"q": "CAFE 59"}, ["Q59"]),
        ({"q": "whole foot"}, ["C1"]),
        ({"q": "letters"}, []),
        ({"q": "letters", "older": True}, ["C2"]),
        ({"q": "foot", "kind": "standard"}, []),
        ({"q": "foot", "kind": "schema"}, ["C1"]),
        ({"q": "%"}, []),
        ({"q": "  "}, []),
        ({"q": CANARY}, []),
    ],
)
def test_words_are_found_as_people_type_them(several, asked, codes):
    assert [code for _, found_codes, _ in found(**asked) for code in found_codes] == codes


def test_own_drafts_are_searched_by_those_who_may_see_them(several):
    groups = searching.search(several.editor, q=CANARY).groups
    assert [each.version.title for each in groups] == [CANARY]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "Type a word"),
        ("?q=nothing+of+the+kind", "No item holds “nothing of the kind”"),
        ("?q=assesses", "61 items in 2 of 2 frameworks"),
        ("?q=assesses&page=2", "Page 2 of 2"),
        ("?q=assesses&page=99999", "Page 2 of 2"),
        ("?q=assesses&page=-1", "Page 1 of 2"),
    ],
)
def test_page_says_what_was_found(client, several, question, says):
    response = client.get(f"{ADDRESS}{question}")
    assert (response.status_code, says in response.text) == (200, True)


def test_page_of_an_empty_installation_says_what_will_be_here(client, db):
    assert "There are none yet." in client.get(ADDRESS).text


def test_page_takes_no_other_parameters(client, db):
    assert client.get(f"{ADDRESS}?version=1").status_code == 400


def test_page_asks_the_same_number_of_queries_however_much_is_found(client, several, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(ADDRESS)
    counts = []
    for q in ("letters", "assesses"):
        with CaptureQueriesContext(connection) as caught:
            client.get(f"{ADDRESS}?q={q}&older=1")
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_part_of_the_page_is_given_to_htmx(client, several):
    part = client.get(f"{ADDRESS}?q=foot", headers={"HX-Request": "true"}).text
    assert ("<h1" in part, "1 item in 1 of 2 frameworks" in part, GONE in part) == (False, True, False)
