"""A second factor is removed, lost, or taken away by those who may."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from curricle.core.terms import Role
from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.models import Job
from curricle.people.policy import Forbidden, Hidden
from people.roles_sample import membership_of
from people.second_factors import fresh, password_given, signed_in, with_app
from posted import posted

SET_UP = "/account/second-factor/"


@pytest.fixture
def needed(settings):
    """Second factors are required, as in the product."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def apprentice(bob):
    """An apprentice of the same university."""
    made = actions.add_person(by=bob.actor, email="anna@north.example", name="Anna Ash", role=Role.APPRENTICE)
    return type(bob)(queries.actor_by_email(made.email), made.email, made.password)


def verbs(actor) -> list[str]:
    return [line["verb"] for line in queries.events(actor.organisation).lines]


def factor(someone) -> int:
    return queries.factors_of(someone.actor.person).factors[0].id


def test_last_factor_stays_while_it_is_needed(alice, needed):
    client = signed_in(alice, with_app(alice))
    answer = client.post(f"/account/second-factor/{factor(alice)}/remove/")
    assert (answer.status_code, queries.has_factor(alice.actor.person)) == (403, True)
    assert "add another before you remove it" in client.get("/account/").content.decode()


def test_apprentice_removes_the_last_factor_and_its_codes_go_with_it(apprentice, needed):
    secret = with_app(apprentice)
    actions.fresh_codes(by=apprentice.actor)
    client = signed_in(apprentice, secret)
    elsewhere = apprentice.client
    assert client.post(f"/account/second-factor/{factor(apprentice)}/remove/").status_code == 302
    assert Authenticator.objects.count() == 0
    assert (client.get("/account/").status_code, elsewhere.get("/account/").status_code) == (200, 302)
    assert "removed a second factor of" in verbs(apprentice.actor)


def test_factor_of_somebody_else_is_not_theirs_to_know(alice, bob):
    with_app(alice)
    client = fresh(bob.client)
    answers = [client.post(f"/account/second-factor/{factor(alice)}/{what}/", {"name": "Mine"}).status_code for what in ("remove", "name")]
    assert (answers, queries.has_factor(alice.actor.person)) == ([404, 404], True)


def membership(someone, of) -> str:
    return next(each.membership for each in queries.people_of(of.actor.organisation) if each.email == someone.email)


def test_administrator_lets_somebody_start_again(alice, bob, needed):
    secret = with_app(alice)
    theirs = signed_in(alice, secret)
    answer = signed_in(bob, with_app(bob)).post(f"/people/{membership(alice, bob)}/start-again/")
    assert (answer.headers["Location"], queries.has_factor(alice.actor.person)) == ("/people/", False)
    assert theirs.get("/account/").headers["Location"].startswith("/sign-in/")
    assert "took away the second factors of" in verbs(bob.actor)
    assert password_given(alice).get("/").headers["Location"] == SET_UP


def test_start_again_asks_who_is_there_first(alice, bob):
    with_app(alice)
    held = membership(alice, bob)
    where = bob.client.post(f"/people/{held}/start-again/").headers["Location"]
    assert (where, queries.has_factor(alice.actor.person)) == (f"/account/confirm/?next=%2Fpeople%2F{held}%2F", True)


def test_start_again_is_offered_where_there_is_a_factor_alone(alice, bob):
    client, place = signed_in(bob, with_app(bob)), f"/people/{membership(alice, bob)}/"
    before = "start-again/" in client.get(place).content.decode()
    with pytest.raises(BadEntry, match="has no second factor to take away"):
        actions.take_away_factors(by=bob.actor, membership=membership(alice, bob))
    assert "Alice Archer has no second factor" in client.post(f"{place}start-again/", follow=True).content.decode()
    with_app(alice)
    assert (before, "start-again/" in client.get(place).content.decode()) == (False, True)
    asked = client.get(f"{place}start-again/")
    assert (asked.status_code, queries.has_factor(alice.actor.person)) == (200, True)


def test_start_again_is_not_for_oneself(bob):
    with_app(bob)
    with pytest.raises(Forbidden):
        actions.take_away_factors(by=bob.actor, membership=membership(bob, bob))


def test_start_again_is_for_administrators_of_that_organisation(alice, bob, charlie):
    with_app(alice)
    dora = queries.actor_by_email("dora@south.example")
    for by in (alice.actor, charlie.actor, dora):
        with pytest.raises(Hidden):
            actions.take_away_factors(by=by, membership=membership(alice, bob))


def test_start_again_is_refused_for_who_belongs_elsewhere_too(alice, bob):
    with_app(alice)
    dora = queries.actor_by_email("dora@south.example")
    actions.add_person(by=dora, email=alice.email, name="", role=Role.TUTOR)
    with pytest.raises(Forbidden):
        actions.take_away_factors(by=bob.actor, membership=membership(alice, bob))


def test_operator_helps_whom_no_administrator_can(bob, settings, needed):
    from click.testing import CliRunner

    from curricle.cli.main import curricle

    secret = with_app(bob)
    theirs = signed_in(bob, secret)
    said = CliRunner().invoke(curricle, ["start-again", bob.email.upper()])
    assert (said.exit_code, queries.has_factor(bob.actor.person)) == (0, False), said.output
    assert theirs.get("/account/").headers["Location"].startswith("/sign-in/")
    line = queries.events(bob.actor.organisation).lines[0]
    assert (line["who"], line["verb"]) == ("the operator", "took away the second factors of")


def test_nobody_but_the_operator_starts_again_for_anybody(alice, bob):
    for by in (alice.actor, bob.actor):
        with pytest.raises(Hidden):
            actions.start_again(by=by, email=alice.email)


def test_person_is_told_by_mail(alice):
    posted("mail-notice", email=alice.email, says="A second factor was added to your account: Passkey.")
    assert (mail.outbox[-1].to, "If it was not you" in mail.outbox[-1].body) == ([alice.email], True)


def test_mail_of_a_start_again_does_not_ask_for_a_new_password(alice, bob):
    with_app(alice)
    actions.take_away_factors(by=bob.actor, membership=membership_of(alice))
    posted("mail-notice", **Job.objects.filter(kind="mail-notice").latest("pk").arguments)
    assert ("set a new password" in mail.outbox[-1].body, "tell them at once" in mail.outbox[-1].body) == (False, True)


def test_first_recovery_codes_end_none_before(alice):
    with_app(alice)
    actions.fresh_codes(by=alice.actor)
    actions.fresh_codes(by=alice.actor)
    first, second = (job.arguments["says"] for job in Job.objects.filter(kind="mail-notice").order_by("-pk")[:2][::-1])
    assert ("no longer good" in first, "no longer good" in second) == (False, True)
