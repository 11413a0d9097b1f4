"""The second factor: who needs one, how it is set up, given, lost and taken away, and what it keeps shut until then."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from curricle.core.terms import Role
from curricle.people import actions, entrance, queries
from curricle.people.policy import ANONYMOUS, Forbidden, may_ever
from people.second_factors import code, fresh, password_given, signed_in, with_app
from posted import posted

SECOND, SET_UP = "/sign-in/second-factor/", "/account/second-factor/"


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


# -- who needs one, and what is shut until then ------------------------------------------------------------------------


def routes(resolver: URLResolver, above: str = ""):
    """(route, its view) of every address there is."""
    for each in resolver.url_patterns:
        here = above + str(each.pattern)
        if isinstance(each, URLPattern):
            yield here, each.callback
        else:
            yield from routes(each, here)


SAMPLES = {"uuid": "2b1d5b0e-0000-4000-8000-000000000001", "int": "1", "str": "x", "slug": "x", "path": "x"}
SETTING_UP = {
    "account/confirm/",
    "account/second-factor/",
    "account/second-factor/app/",
    "account/second-factor/passkey/",
    "account/second-factor/passkey/challenge/",
    "account/recovery-codes/",
    "account/recovery-codes/file/",
}


@pytest.mark.slow
def test_staff_without_a_factor_reach_what_visitors_may_and_the_pages_that_set_one_up(alice, needed):
    """Every route there is, by GET and by POST; but for the first page, which tells what is to be done."""
    client, reached, public = password_given(alice), set(), set()
    for route, view in routes(get_resolver()):
        if route and all(may_ever(ANONYMOUS, letter, kind) for kind, letter in getattr(view, "guard", ())):
            public.add(route)
        address = "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x"), route)
        for ask in (client.get, client.post) if route != "sign-out/" else (client.get,):
            answer = ask(address)
            if (answer.status_code, answer.headers.get("Location")) != (302, SET_UP):
                reached.add(route)
    programs = {route for route in reached if route.lstrip("^").startswith("api/")}  # which look at no session
    assert reached - programs == (public | SETTING_UP) - programs


def test_help_before_the_factor_is_a_visitors_help(alice, needed):
    page = password_given(alice).get("/help/signing-in/")
    assert (page.status_code, page.wsgi_request.actor.name, page.wsgi_request.actor.roles) == (200, "Alice Archer", frozenset())


def test_set_up_page_names_its_help(alice, needed):
    assert 'href="/help/signing-in/"' in password_given(alice).get(SET_UP).content.decode()


def test_page_that_was_wanted_opens_after_the_set_up(alice, needed):
    client = password_given(alice)
    client.get("/record/?words=x")
    secret = secret_of(client.get("/account/second-factor/app/").content.decode())
    client.post("/account/second-factor/app/", {"code": code(secret)})
    page = client.get("/account/recovery-codes/").content.decode()
    assert re.search(r'href="([^"]+)"[^>]*>\s*I have kept them', page)[1] == "/record/?words=x"


def test_staff_without_a_factor_are_told_why(alice, needed):
    client = password_given(alice)
    page = client.get("/", follow=True).content.decode()
    assert ("Set up a second factor" in page, "so it needs one" in page) == (True, True)


def test_part_of_a_page_leaves_for_the_set_up(alice, needed):
    answer = password_given(alice).get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, SET_UP)


def test_apprentice_needs_none_and_may_set_one_up(apprentice, needed):
    client = password_given(apprentice)
    assert (client.get("/account/").status_code, client.get("/account/second-factor/app/").status_code) == (200, 200)


def test_apprentice_who_becomes_staff_needs_one_at_once(apprentice, bob, needed):
    client = password_given(apprentice)
    actions.add_person(by=bob.actor, email=apprentice.email, name="", role=Role.TUTOR)
    assert client.get("/account/").headers["Location"] == SET_UP


def test_staff_of_another_organisation_need_one_here_too(apprentice, world, needed):
    dora = queries.actor_by_email("dora@south.example")
    actions.add_person(by=dora, email=apprentice.email, name="", role=Role.TUTOR)
    assert password_given(apprentice).get("/account/").headers["Location"] == SET_UP


@pytest.mark.parametrize(
    ("demo", "server", "address", "host", "waived"),
    [
        (True, False, "127.0.0.1", "127.0.0.1", True),
        (True, False, "127.0.0.1", "localhost:8000", True),
        (False, False, "127.0.0.1", "127.0.0.1", False),
        (True, True, "127.0.0.1", "127.0.0.1", False),
        (True, False, "192.0.2.1", "127.0.0.1", False),
        (True, False, "127.0.0.1", "testserver", False),
    ],
)
def test_factor_is_waived_in_the_demonstration_on_this_machine_alone(rf, alice, needed, settings, demo, server, address, host, waived):
    settings.CURRICLE_DEMO, settings.SERVER = demo, server
    request = rf.get("/", REMOTE_ADDR=address, headers={"host": host})
    request.actor = alice.actor
    assert entrance.required(request) is not waived


# -- setting one up ----------------------------------------------------------------------------------------------------


def secret_of(page: str) -> str:
    return re.search(r'cu-secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def test_app_is_set_up_and_opens_the_rest(alice, needed):
    client = password_given(alice)
    secret = secret_of(client.get("/account/second-factor/app/").content.decode())
    answer = client.post("/account/second-factor/app/", {"code": code(secret)})
    assert answer.headers["Location"] == "/account/recovery-codes/"
    codes = re.findall(r"<li>(\d{4} \d{4})</li>", client.get("/account/recovery-codes/").content.decode())
    assert (len(codes), client.get("/account/").status_code) == (10, 200)
    assert verbs(alice.actor)[:3] == ["made recovery codes for", "added a second factor to", "signed in"]


def test_wrong_first_code_keeps_the_same_key(alice):
    client = fresh(alice.client)
    secret = secret_of(client.get("/account/second-factor/app/").content.decode())
    answer = client.post("/account/second-factor/app/", {"code": "000000" if code(secret) != "000000" else "000001"})
    assert (answer.status_code, secret_of(answer.content.decode())) == (422, secret)
    assert not queries.has_factor(alice.actor.person)


def test_qr_code_holds_the_key(alice):
    """Read back by its own rules: the path draws exactly the dark modules of the picture."""
    import qrcode
    from allauth.mfa.adapter import get_adapter

    from curricle.people import onetime
    from people.second_factors import person

    drawn = onetime.qr_code(person(alice), "JBSWY3DPEHPK3PXP")
    expected = qrcode.QRCode(border=onetime.QUIET)
    expected.add_data(get_adapter().build_totp_url(person(alice), "JBSWY3DPEHPK3PXP"))
    dark = {(x, y) for y, row in enumerate(expected.get_matrix()) for x, on in enumerate(row) if on}
    assert {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.path)} == dark


def test_secrets_are_not_in_the_database_as_they_are(alice):
    secret = with_app(alice)
    actions.fresh_codes(by=alice.actor)
    kept = [str(row.data) for row in Authenticator.objects.all()]
    assert (len(kept), [secret in each for each in kept]) == (2, [False, False])


def test_recovery_codes_are_shown_for_a_quarter_of_an_hour(alice, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z")
    secret = with_app(alice)
    client = signed_in(alice, secret)
    client.post("/account/recovery-codes/")
    first = queries.codes_of(alice.actor.person)[0]
    page, file = client.get("/account/recovery-codes/"), client.get("/account/recovery-codes/file/")
    assert (first[:4] in page.content.decode(), first in file.content.decode()) == (True, True)
    assert "attachment" in file.headers["Content-Disposition"]
    time_machine.move_to("2026-11-02T09:16:00Z")
    fresh(client)
    page, file = client.get("/account/recovery-codes/"), client.get("/account/recovery-codes/file/")
    assert ("10 codes left" in page.content.decode(), first[:4] in page.content.decode(), file.status_code) == (True, False, 404)


def test_new_recovery_codes_end_the_old_ones(alice):
    with_app(alice)
    old, new = actions.fresh_codes(by=alice.actor)[0], actions.fresh_codes(by=alice.actor)[0]
    from people.second_factors import person

    assert actions.try_code(person=person(alice), code=old) == ("", 0)
    assert actions.try_code(person=person(alice), code=new) == ("a recovery code", 0)


def test_recovery_codes_without_a_factor_are_refused(alice):
    with pytest.raises(Forbidden):
        actions.fresh_codes(by=alice.actor)


# -- giving it ---------------------------------------------------------------------------------------------------------


def test_right_password_of_who_has_a_factor_opens_nothing(alice):
    with_app(alice)
    client = password_given(alice)
    assert (client.get("/account/").status_code, client.get(SECOND).status_code) == (302, 200)
    assert "signed in" not in verbs(alice.actor)


def test_password_and_code_sign_in_and_lead_where_one_wanted(alice):
    secret = with_app(alice)
    client = Client()
    client.post("/sign-in/", {"email": alice.email, "password": alice.password, "next": "/record/?x=1"})
    assert client.post(SECOND, {"code": code(secret)}).headers["Location"] == "/record/?x=1"
    line = queries.events(alice.actor.organisation).lines[0]
    assert (line["verb"], line["detail"]) == ("signed in", "with: a password and an app code")


def test_blanks_in_a_code_do_no_harm(alice):
    secret = with_app(alice)
    shown = code(secret)
    assert password_given(alice).post(SECOND, {"code": f" {shown[:3]} {shown[3:]} "}).status_code == 302


def test_code_is_good_once(alice):
    secret = with_app(alice)
    signed_in(alice, secret)
    again = password_given(alice).post(SECOND, {"code": code(secret)})
    assert (again.status_code, "was used already" in again.content.decode()) == (422, True)


def test_code_of_an_hour_ago_is_wrong(alice):
    secret = with_app(alice)
    assert password_given(alice).post(SECOND, {"code": code(secret, -120)}).status_code == 422


def test_recovery_code_signs_in_once(alice):
    with_app(alice)
    one = actions.fresh_codes(by=alice.actor)[3]
    assert password_given(alice).post(SECOND, {"code": f"{one[:4]} {one[4:]}"}).status_code == 302
    assert password_given(alice).post(SECOND, {"code": one}).status_code == 422
    assert queries.factors_of(alice.actor.person).codes_left == 9


def test_guessing_codes_locks_after_ten_and_the_right_one_is_refused(alice):
    secret = with_app(alice)
    client = password_given(alice)
    wrong = {client.post(SECOND, {"code": "12345"}).status_code for _ in range(10)}
    locked = client.post(SECOND, {"code": code(secret)})
    assert (wrong, "too many tries" in locked.content.decode(), client.get("/account/").status_code) == ({422}, True, 302)
    assert verbs(alice.actor).count("gave a wrong code for") == 10


def test_second_step_dies_after_ten_minutes(alice, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z")
    secret = with_app(alice)
    client = password_given(alice)
    time_machine.move_to("2026-11-02T09:10:01Z")
    assert client.post(SECOND, {"code": code(secret)}).headers["Location"] == "/sign-in/"


def test_second_step_dies_with_a_new_password(alice):
    secret = with_app(alice)
    client = password_given(alice)
    actions.change_password(by=alice.actor, password="quiet harbour lantern")
    assert client.post(SECOND, {"code": code(secret)}).headers["Location"] == "/sign-in/"


def test_second_step_without_a_password_leads_to_the_first(client, db):
    assert client.get(SECOND).headers["Location"] == "/sign-in/"


def test_new_password_by_mail_does_not_pass_the_factor_by(alice):
    with_app(alice)
    posted("mail-new-password", email=alice.email, base="https://curricle.example")
    link = re.search(r"https://curricle\.example(\S+)", mail.outbox[-1].body)[1]
    client = Client()
    client.post(link, {"new": "quiet harbour lantern"})
    client.post("/sign-in/", {"email": alice.email, "password": "quiet harbour lantern"})
    assert client.get("/account/").status_code == 302


def test_key_of_another_installation_opens_nothing(alice, settings):
    secret = with_app(alice)
    actions.fresh_codes(by=alice.actor)
    settings.SECRET_KEY = "another-" + "y" * 50
    from people.second_factors import person

    assert actions.try_code(person=person(alice), code=code(secret)) == ("", 0)


# -- showing once more that it is you ----------------------------------------------------------------------------------


def test_grave_changes_ask_again_after_a_quarter_of_an_hour(alice, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z")
    client = password_given(alice)
    assert client.get("/account/second-factor/app/").status_code == 200
    time_machine.move_to("2026-11-02T09:15:01Z")
    where = client.get("/account/second-factor/app/").headers["Location"]
    assert where == "/account/confirm/?next=%2Faccount%2Fsecond-factor%2Fapp%2F"
    wrong = client.post("/account/confirm/", {"password": "wrong", "next": "/account/second-factor/app/"})
    right = client.post("/account/confirm/", {"password": alice.password, "next": "/account/second-factor/app/"})
    assert (wrong.status_code, right.headers["Location"]) == (422, "/account/second-factor/app/")
    assert client.get("/account/second-factor/app/").status_code == 200


def test_confirmation_leads_to_own_addresses_alone(alice):
    answer = alice.client.post("/account/confirm/", {"password": alice.password, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_confirmation_needs_something(alice):
    assert alice.client.post("/account/confirm/", {"password": ""}).status_code == 422


def test_code_confirms_too(alice):
    secret = with_app(alice)
    client = signed_in(alice, secret)
    session = client.session
    del session["fresh"]
    session.save()
    assert client.post("/account/confirm/", {"code": code(secret, 1), "next": "/account/"}).headers["Location"] == "/account/"


def test_session_without_the_factor_cannot_change_factors_by_password(alice):
    """A session begun before the factor was set up elsewhere is asked for the factor, not for the password."""
    client = fresh(alice.client)
    secret = with_app(alice)
    assert client.get("/account/second-factor/app/").headers["Location"].startswith("/account/confirm/")
    assert client.post("/account/confirm/", {"password": alice.password}).status_code == 422
    assert client.post("/account/confirm/", {"code": code(secret)}).status_code == 302
    assert client.get("/account/second-factor/app/").status_code == 200


def test_session_without_the_factor_is_shut_where_one_is_needed(alice, needed):
    client = alice.client
    secret = with_app(alice)
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/account/confirm/?next=%2F"
    client.post("/account/confirm/", {"code": code(secret)})
    assert client.get("/account/").status_code == 200


def test_pages_about_factors_cost_few_queries(alice, django_assert_num_queries):
    client = signed_in(alice, with_app(alice))
    with django_assert_num_queries(5):  # session, person, memberships, assignments, factors
        client.get(SET_UP)
