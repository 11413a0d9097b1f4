"""The addresses that things keep for ever."""

from __future__ import annotations

import json

import pytest

from case.stage import CANARY, DOCUMENT, GONE, LINE, NEWER, SECOND, SECRET, schema, second_version, uuid
from curricle.core.terms import Stage
from curricle.interop.curricle import read_framework

pytestmark = pytest.mark.django_db
HTML, CASE, OURS = "text/html", "application/json", "application/vnd.curricle+json"


def ask(client, id: str, accept: str = ""):
    return client.get(f"/id/{id}", headers={"Accept": accept} if accept else {})


@pytest.mark.parametrize(
    ("id", "accept", "there"),
    [
        (DOCUMENT, HTML, f"/frameworks/{DOCUMENT}/"),
        (DOCUMENT, "", f"/frameworks/{DOCUMENT}/"),
        (DOCUMENT, CASE, f"/ims/case/v1p1/CFPackages/{DOCUMENT}"),
        (NEWER, HTML, f"/frameworks/{NEWER}/"),
        (LINE, HTML, f"/frameworks/{NEWER}/"),
        (LINE, CASE, f"/ims/case/v1p1/CFPackages/{NEWER}"),
        (SECOND, "text/html,*/*;q=0.8", f"/frameworks/{NEWER}/items/{SECOND}/"),
        (SECOND, CASE, f"/ims/case/v1p1/CFItems/{SECOND}"),
        (GONE, HTML, f"/frameworks/{DOCUMENT}/items/{GONE}/"),
        (GONE.upper(), HTML, f"/frameworks/{DOCUMENT}/items/{GONE}/"),
    ],
)
def test_address_leads_to_what_is_asked_for(client, published, id, accept, there):
    published.publish(second_version())
    response = ask(client, id, accept)
    assert (response.status_code, response.headers["Location"]) == (303, there)
    assert "Accept" in response.headers["Vary"]
    assert client.get(there).status_code == 200


def test_our_own_json_is_given_at_the_address_itself(client, published):
    version = ask(client, DOCUMENT, OURS)
    assert (version.headers["Content-Type"], read_framework(version.content).value) == (OURS, schema())
    item = json.loads(ask(client, SECOND, OURS).content)
    assert (item["item"]["statement"], len(item["links"])) == (schema().items[1].statement, 2)
    assert item["framework"]["address"] == f"http://testserver/id/{DOCUMENT}"


def test_what_nobody_offers_is_406_and_says_what_there_is(client, published):
    response = ask(client, DOCUMENT, "image/png")
    assert (response.status_code, all(each in response.text for each in (HTML, CASE, OURS))) == (406, True)


def test_retired_version_keeps_its_address(client, nation):
    nation.publish(schema(), Stage.IMPLEMENTED, Stage.RETIRED)
    assert ask(client, DOCUMENT).headers["Location"] == f"/frameworks/{DOCUMENT}/"
    assert client.get(f"/frameworks/{DOCUMENT}/").status_code == 200


@pytest.mark.parametrize("id", [SECRET, uuid(31), uuid(5), uuid(999), "x", "DEMO-POD"])
@pytest.mark.parametrize("accept", [HTML, CASE, OURS])
def test_nothing_unpublished_has_an_address(client, published, id, accept):
    response = ask(client, id, accept)
    assert (response.status_code, CANARY.encode() in response.content) == (404, False)


@pytest.mark.parametrize("id", [SECRET, uuid(31), uuid(5)])
def test_own_draft_has_its_page_alone(client, published, id):
    from curricle.people.models import Person

    client.force_login(Person.objects.get(pk=published.editor.person))
    client.session.save()
    assert ask(client, id, HTML).status_code in (303,)
    assert ask(client, id, OURS).status_code == 406


def test_page_of_an_item_names_its_address(client, published):
    assert f"http://testserver/id/{SECOND}" in client.get(f"/frameworks/{DOCUMENT}/items/{SECOND}/").text


def test_page_of_an_item_shows_its_levels(client, published):
    page = client.get(f"/frameworks/{DOCUMENT}/items/{SECOND}/").text
    assert [word in page for word in ("Levels: Levels", "enhanced", "2.5")] == [True, True, True]
    assert "Levels: Levels" not in client.get(f"/frameworks/{DOCUMENT}/items/{GONE}/").text
