"""One's own name is one's own to change; the address is shown."""

from __future__ import annotations

import pytest

from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.policy import ANONYMOUS, Hidden


def test_the_account_shows_the_address_and_takes_another_name(alice):
    page = alice.client.get("/account/").content.decode()
    assert (alice.email in page, "an administrator invites you anew" in page) == (True, True)
    assert alice.client.post("/account/name/", {"name": "Alice Ayre"}).headers["Location"] == "/account/"
    line = queries.events(alice.actor.organisation).lines[0]
    assert (queries.actor_by_email(alice.email).name, line["verb"], line["label"]) == ("Alice Ayre", "changed the name of", "Alice Ayre")


@pytest.mark.parametrize("name", ["", " ", "a\nb"])
def test_a_name_that_is_none_is_answered_in_words(alice, name: str):
    assert alice.client.post("/account/name/", {"name": name}).status_code == 422
    with pytest.raises(BadEntry):
        actions.change_name(by=alice.actor, name=name)
    assert queries.actor_by_email(alice.email).name == "Alice Archer"


def test_the_same_name_is_no_event_and_a_visitor_has_none(alice, client):
    before = queries.events(alice.actor.organisation).total
    actions.change_name(by=alice.actor, name="Alice Archer")
    assert queries.events(alice.actor.organisation).total == before
    with pytest.raises(Hidden):
        actions.change_name(by=ANONYMOUS, name="Nobody")
    assert client.get("/account/name/").headers["Location"].startswith("/sign-in/")
