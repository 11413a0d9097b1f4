"""The kit of links for people without an account: who may make one, when it is good, what is kept of its secrets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from curricle.people import actions, link_keys, queries
from curricle.people.actions import Opening
from curricle.people.entries import BadEntry
from curricle.people.models import LinkUse, Organisation, ShareLink
from curricle.people.policy import Forbidden, Hidden
from outsider import mailed_address, mailed_code, other_than
from people.link_kinds import ASK, READ, THINGS
from posted import posted

IT, OTHER = "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"
PLACE = "192.0.2.7"


@pytest.fixture(autouse=True)
def things():
    THINGS.update({IT: "The thing", OTHER: "Another thing"})
    yield
    THINGS.clear()


def make(by, **more) -> str:
    asked = {"purpose": ASK.name, "thing": IT, "organisation": by.actor.organisation, "name": "Rita", "email": "rita@hospital.example"}
    return actions.make_link(by=by.actor, base="https://c.example", **(asked | {"question": "What do you say?"} | more))


def opened(link: str) -> str:
    """The link, mailed and opened by its code."""
    mailed_address(link)
    assert actions.open_link(link=link, code=mailed_code(link), address=PLACE) is Opening.RIGHT
    return link


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_lead_makes_a_link_for_two_weeks(alice):
    held = queries.link(make(alice))
    assert (held.name, held.email, held.question, held.ends, held.in_force) == (
        "Rita",
        "rita@hospital.example",
        "What do you say?",
        day(14),
        True,
    )


@pytest.mark.parametrize("days", [1, 90])
def test_link_lasts_from_one_day_to_ninety(alice, days):
    assert queries.link(make(alice, ends=day(days))).ends == day(days)


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_link_lasts_no_shorter_and_no_longer(alice, days):
    with pytest.raises(BadEntry, match="between tomorrow and 90 days"):
        make(alice, ends=day(days))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": " "}, "The name is empty"),
        ({"email": "rita"}, "not in the form"),
        ({"question": ""}, "The question is empty"),
        ({"question": "x" * 2001}, "longer than 2,000 characters; it has 2,001"),
        ({"question": "What\u0007?"}, "cannot be shown"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_words(alice, wrong, says):
    with pytest.raises(BadEntry, match=says):
        make(alice, **wrong)
    assert ShareLink.objects.count() == 0


def test_link_to_read_carries_no_question(alice):
    assert queries.link(make(alice, purpose=READ.name)).question == ""


def test_organisation_other_than_the_things_makes_no_link(alice, charlie):
    with pytest.raises(Hidden):
        make(charlie, organisation=alice.actor.organisation)


def test_administrator_sees_and_withdraws_but_makes_none(alice, bob, charlie):
    with pytest.raises(Forbidden):
        make(bob)
    link = make(alice)
    for act in (actions.withdraw_link, actions.close_answer):
        with pytest.raises(Hidden):
            act(by=charlie.actor, link=link)
    with pytest.raises(Hidden):
        actions.send_link_again(by=charlie.actor, link=link, base="")
    actions.withdraw_link(by=bob.actor, link=link)
    assert queries.link(link).in_force is False


def test_nothing_is_shared_that_is_not_there(alice):
    with pytest.raises(Hidden):
        make(alice, thing="11111111-0000-4000-8000-000000000009")


def test_fifty_links_to_one_thing_are_enough(alice):
    ShareLink.objects.bulk_create(
        ShareLink(
            purpose=ASK.name, thing=IT, organisation_id=alice.actor.organisation, made_by_id=alice.actor.person, name="R", ends=day(5)
        )
        for _ in range(50)
    )
    with pytest.raises(BadEntry, match="50 links"):
        make(alice)
    assert make(alice, thing=OTHER)


def test_form_that_was_sent_twice_makes_one_link(alice):
    first, again, other = make(alice), make(alice), make(alice, question="And you?")
    assert (first == again, first == other, ShareLink.objects.count()) == (True, False, 2)
    ShareLink.objects.update(made=timezone.now() - timedelta(minutes=2))
    assert make(alice) != first


def ended_by(alice, link: str, how: str) -> None:
    if how == "withdrawn":
        actions.withdraw_link(by=alice.actor, link=link)
    elif how == "past its last day":
        ShareLink.objects.update(ends=day(-1))
    elif how == "its thing is gone":
        THINGS.pop(IT)
    elif how == "its organisation is closed":
        Organisation.objects.filter(code="north").update(closed=day(0))
    else:
        ShareLink.objects.update(wrong=30)


@pytest.mark.parametrize("how", ["withdrawn", "past its last day", "its thing is gone", "its organisation is closed", "thirty wrong codes"])
def test_link_that_has_ended_does_nothing(alice, how):
    link = opened(make(alice))
    ended_by(alice, link, how)
    held = queries.link(link)
    assert (held.in_force, held.open_for_answers) == (False, False)
    assert actions.open_link(link=link, code="000000", address=PLACE) is Opening.GONE
    assert (actions.mint_code(link=link), actions.mint_link(link=link)) == (None, None)
    for act, more in ((actions.ask_for_code, {}), (actions.answer_by_link, {"text": "x", "done": True, "base": ""})):
        with pytest.raises(Hidden):
            act(link=link, address=PLACE, **more)
    sent = len(mail.outbox)
    posted("mail-link", link=link, base="")
    posted("mail-link-code", link=link)
    assert len(mail.outbox) == sent


def test_last_day_counts(alice):
    link = make(alice)
    ShareLink.objects.update(ends=day(0))
    assert queries.link(link).in_force is True


def test_link_stays_when_its_maker_leaves(alice, bob):
    link = make(alice)
    member = next(each for each in queries.people_of(bob.actor.organisation) if each.email == alice.email)
    actions.end_role(by=bob.actor, membership=member.membership)
    assert queries.link(link).in_force is True


def test_limited_link_opens_so_often(alice):
    link = opened(make(alice, most_openings=2))
    opened(link)
    assert (queries.link(link).used_up, queries.link(link).in_force) == (True, True)
    assert (actions.mint_code(link=link), actions.open_link(link=link, code="1", address=PLACE)) == (None, Opening.GONE)
    with pytest.raises(Hidden):
        actions.ask_for_code(link=link, address=PLACE)
    with pytest.raises(BadEntry, match="no longer in force"):
        actions.send_link_again(by=alice.actor, link=link, base="")


def test_wrong_codes_are_counted_for_the_code_and_for_the_link(alice):
    link = make(alice)
    mailed_address(link)
    for _ in range(2):
        code = mailed_code(link)
        came = [actions.open_link(link=link, code=other_than(code), address=PLACE) for _ in range(5)]
        assert came == [Opening.WRONG] * 4 + [Opening.SPENT]
        assert actions.open_link(link=link, code=code, address=PLACE) is Opening.SPENT
    row = ShareLink.objects.get()
    assert (row.code_tries, row.wrong, LinkUse.objects.filter(what="gave a wrong code").count()) == (5, 10, 10)


def test_code_before_any_was_asked_for_is_spent(alice):
    link = make(alice)
    assert actions.open_link(link=link, code="000000", address=PLACE) is Opening.SPENT


@pytest.mark.slow
def test_codes_are_limited_from_one_place_over_all_links(alice):
    links = [make(alice, email=f"r{number}@h.example") for number in range(13)]
    assert [actions.ask_for_code(link=link, address=PLACE) for link in links[1:] for _ in range(5)] == [True] * 60
    assert [actions.ask_for_code(link=links[0], address=where) for where in (PLACE, "192.0.2.8")] == [False, True]


def test_digests_are_bound_to_kind_link_and_key(alice, settings):
    one = link_keys.digest("code", IT, "123456")
    others = {link_keys.digest("token", IT, "123456"), link_keys.digest("code", OTHER, "123456"), link_keys.digest("code", IT, "123457")}
    assert one not in others
    settings.SECRET_KEY = "another-" + "y" * 50
    assert link_keys.digest("code", IT, "123456") != one


def test_empty_digest_fits_no_secret_and_no_cookie():
    assert link_keys.same("token", IT, "", "") is False
    assert link_keys.cookie_fits(link_keys.cookie(IT, ""), IT, "") is False


def test_mail_names_maker_purpose_and_last_day(alice):
    link = make(alice)
    path = mailed_address(link)
    sent = mail.outbox[-1]
    assert (sent.to, sent.subject) == (["rita@hospital.example"], "Alice Archer asks you to say something")
    assert path.startswith(f"/shared/{link}/open/")
    assert f"until {day(14).day} {day(14):%B %Y}" in sent.body
    assert "What do you say?" not in sent.body


def test_link_is_sent_again_five_times_a_day(alice):
    link = make(alice)
    for _ in range(5):
        mailed_address(link)
    with pytest.raises(BadEntry, match="several times today"):
        actions.send_link_again(by=alice.actor, link=link, base="")


def test_file_of_another_thing_or_purpose_is_not_handed_out(alice, charlie):
    link = queries.link(opened(make(alice)))
    kept = {"data": b"{}", "name": "a.json"}
    ours, others, private, theirs = (
        actions.keep_file(by=alice.actor, purpose="t", thing=IT, **kept),
        actions.keep_file(by=alice.actor, purpose="t", thing=OTHER, **kept),
        actions.keep_file(by=alice.actor, purpose="u", thing=IT, **kept),
        actions.keep_file(by=charlie.actor, purpose="t", thing=IT, **kept),
    )
    assert queries.linked_file(link, ours).uuid == ours
    for each in (others, private, theirs):
        with pytest.raises(Hidden):
            queries.linked_file(link, each)
    reader = queries.link(opened(make(alice, purpose=READ.name)))
    with pytest.raises(Hidden):
        queries.linked_file(reader, ours)


def test_record_names_the_outsider_and_belongs_to_the_organisation(alice, charlie):
    link = opened(make(alice))
    actions.answer_by_link(link=link, text="Yes.", done=True, address=PLACE, base="")
    actions.withdraw_link(by=alice.actor, link=link)
    actions.withdraw_link(by=alice.actor, link=link)
    told = [(each["who"], each["verb"], each["label"]) for each in queries.events(alice.actor.organisation, words="The thing").lines]
    assert told == [
        ("Alice Archer", "withdrew a link", "The thing"),
        ("Rita, by link", "answered by link", "The thing"),
        ("Rita, by link", "opened a link", "The thing"),
        ("Alice Archer", "shared by link", "The thing"),
    ]
    assert queries.events(charlie.actor.organisation, words="The thing").lines == ()


def test_answers_to_a_link_to_read_are_refused(alice):
    link = opened(make(alice, purpose=READ.name))
    with pytest.raises(Forbidden):
        actions.answer_by_link(link=link, text="Nobody asked.", done=True, address=PLACE, base="")
