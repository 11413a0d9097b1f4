"""Signing in: one answer for all who fail, a lock that doubles, safe ways back, sessions that end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, PBKDF2PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curricle.people import actions, conditions, queries
from curricle.people.models import Job, Person, SigninCount
from curricle.people.visitor import address_of, own_address
from curricle.people.worker import Worker
from people import second_factors
from posted import posted


def sign_in(client: Client, email: str, password: str, **more: str):
    return client.post("/sign-in/", {"email": email, "password": password, **more})


def test_sign_in_with_the_right_password(alice):
    client = Client()
    assert sign_in(client, alice.email.upper(), alice.password).headers["Location"] == "/"
    assert "Alice Archer" in client.get("/account/").content.decode()


def test_sign_in_gives_the_session_a_new_key(alice):
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["curricle_session"] = before = session.session_key
    sign_in(client, alice.email, alice.password)
    assert client.cookies["curricle_session"].value != before


def test_sign_in_answers_alike_for_unknown_account_and_wrong_password(alice):
    token = re.compile(r'(name="csrfmiddlewaretoken" value|nonce|value)="[^"]*"')
    known, unknown = (sign_in(Client(), email, "wrong") for email in (alice.email, "nobody@north.example"))
    assert known.status_code == unknown.status_code == 422
    assert token.sub("", known.content.decode()) == token.sub("", unknown.content.decode())


def test_sign_in_hashes_once_for_known_and_unknown_account(alice, settings):
    """The same work, hence the same time."""
    settings.PASSWORD_HASHERS = ["tests_counting_hasher.Counting"]
    import sys
    import types

    counted: list[str] = []

    class Counting(PBKDF2PasswordHasher):
        iterations = 1000

        def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
            counted.append(password)
            return super().encode(password, salt, iterations)

    module = types.ModuleType("tests_counting_hasher")
    module.Counting = Counting
    sys.modules["tests_counting_hasher"] = module
    person = Person.objects.get(email=alice.email)
    person.set_password(alice.password)
    person.save()
    work = []
    for email in (alice.email, "nobody@north.example"):
        counted.clear()
        actions.try_sign_in(email=email, password="wrong", address="198.51.100.1")
        work.append(len(counted))
    assert work == [1, 1]


def test_sign_in_locks_an_account_after_ten_tries_and_doubles_the_wait(alice, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z", tick=False)
    waits = []
    for _ in range(12):
        outcome = actions.try_sign_in(email=alice.email, password="wrong", address="198.51.100.1")
        waits.append(outcome.wait)
        if outcome.wait:
            time_machine.shift(outcome.wait + 1)
            actions.try_sign_in(email=alice.email, password="wrong", address="198.51.100.1")
    assert waits == [0] * 10 + [30, 60]


def test_sign_in_refuses_the_right_password_while_locked(alice):
    for _ in range(10):
        actions.try_sign_in(email=alice.email, password="wrong", address="198.51.100.1")
    answer = sign_in(Client(), alice.email, alice.password)
    assert (answer.status_code, "too many tries" in answer.content.decode()) == (429, True)


def test_signing_out_is_said(alice):
    assert "You are signed out." in alice.client.post("/sign-out/", follow=True).content.decode()


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1:8123", True), ("localhost:8123", False), ("testserver", False)])
def test_page_opened_by_number_says_where_passkeys_work(client, db, host: str, told: bool):
    page = client.get("/sign-in/", headers={"host": host}).content.decode()
    assert ('href="http://localhost:8123/sign-in/"' in page) is told


def test_locked_account_is_recorded_and_mailed_once(alice, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z", tick=False)
    for _ in range(12):
        actions.try_sign_in(email=alice.email.upper(), password="wrong", address="198.51.100.1")
        time_machine.shift(3601)
    jobs = Job.objects.filter(kind="mail-locked")
    posted("mail-locked", **jobs.get().arguments)
    line = queries.events(alice.actor.organisation).lines[0]
    assert (line["who"], line["verb"], line["label"], line["detail"]) == (
        "Curricle", "locked the account of", "Alice Archer", "wrong passwords: 10",
    )  # fmt: skip
    assert [(each.to, "10 wrong passwords" in each.body, "opens your account." in each.body) for each in mail.outbox] == [
        ([alice.email], True, True)
    ]


def test_locked_address_without_an_account_leaves_no_trace(alice):
    before = queries.events(alice.actor.organisation).total
    for _ in range(10):
        actions.try_sign_in(email="nobody@north.example", password="wrong", address="198.51.100.1")
    posted("mail-locked", **Job.objects.get(kind="mail-locked").arguments)
    assert (queries.events(alice.actor.organisation).total - before, mail.outbox) == (0, [])


def test_same_work_for_the_try_that_locks_whether_an_account_exists_or_not(alice):
    sign_in(Client(), "somebody@north.example", "wrong")  # the address is counted from its second try on as from its hundredth
    for email in (alice.email, "nobody@north.example"):
        for _ in range(9):
            actions.try_sign_in(email=email, password="wrong", address="198.51.100.1")
    assert len({work(lambda email=email: sign_in(Client(), email, "wrong")) for email in (alice.email, "nobody@north.example")}) == 1


def test_sign_in_locks_an_address_that_tries_many_accounts(alice):
    for number in range(60):
        actions.try_sign_in(email=f"person{number}@north.example", password="wrong", address="198.51.100.1")
    blocked = actions.try_sign_in(email=alice.email, password=alice.password, address="198.51.100.1")
    elsewhere = actions.try_sign_in(email=alice.email, password=alice.password, address="198.51.100.2")
    assert (blocked.wait > 0, elsewhere.person.email) == (True, alice.email)


def test_sign_in_counts_tell_nobody_who_tried(alice):
    actions.try_sign_in(email=alice.email, password="wrong", address="198.51.100.1")
    assert {len(key) for key in SigninCount.objects.values_list("key", flat=True)} == {64}


@pytest.mark.parametrize(("proxy", "address"), [(False, "192.0.2.1"), (True, "203.0.113.9")])
def test_address_is_what_our_own_proxy_says_and_nobody_else(rf, settings, proxy: bool, address: str):
    settings.PROXY = proxy
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9"}, REMOTE_ADDR="192.0.2.1")
    assert address_of(request) == address


def test_old_tries_are_forgotten(alice):
    actions.try_sign_in(email=alice.email, password="wrong", address="198.51.100.1")
    SigninCount.objects.update(last=timezone.now() - timedelta(days=2))
    assert (actions.forget_old_tries(), SigninCount.objects.count()) == (2, 0)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "account/"])
def test_sign_in_goes_back_to_own_addresses_alone(alice, wanted: str):
    assert sign_in(Client(), alice.email, alice.password, next=wanted).headers["Location"] == "/"


def test_sign_in_goes_back_where_it_was_asked_from(alice):
    assert sign_in(Client(), alice.email, alice.password, next="/account/?x=1").headers["Location"] == "/account/?x=1"


def test_sign_in_page_answers_to_a_look_at_its_head(client, db):
    assert client.head("/sign-in/").status_code == 200


def test_sign_out_is_by_post_and_ends_the_session(alice):
    client = alice.client
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302


def test_closed_account_is_out_at_once(alice, bob):
    client = alice.client
    actions.close_account(by=bob.actor, person=alice.actor.person)
    assert client.get("/account/").status_code == 302
    assert actions.try_sign_in(email=alice.email, password=alice.password, address="").person is None


def test_change_of_password_ends_other_sessions(alice):
    here, elsewhere = alice.client, alice.client
    answer = here.post("/account/password/", {"old": alice.password, "new": "quiet harbour lantern"})
    assert (answer.status_code, here.get("/account/").status_code, elsewhere.get("/account/").status_code) == (302, 200, 302)


def test_change_of_password_asks_for_the_old_one_and_a_good_new_one(alice):
    wrong = alice.client.post("/account/password/", {"old": "wrong", "new": "quiet harbour lantern"})
    short = alice.client.post("/account/password/", {"old": alice.password, "new": "short"})
    assert (wrong.status_code, short.status_code) == (422, 422)
    assert "not your present password" in wrong.content.decode()


def ask_for_reset(email: str) -> None:
    actions.ask_for_reset(email=email, base="https://curricle.example", address="test")
    worker = Worker()
    while worker.turn():
        pass


def reset_link_for(email: str) -> str:
    ask_for_reset(email)
    return re.search(r"https://curricle\.example(\S+)", mail.outbox[-1].body)[1]


def test_reset_link_sets_a_password_once(alice):
    link = reset_link_for(alice.email)
    assert Client().post(link, {"new": "quiet harbour lantern"}).headers["Location"] == "/sign-in/"
    assert actions.try_sign_in(email=alice.email, password="quiet harbour lantern", address="").person.email == alice.email
    assert Client().get(link).status_code == 410


def test_reset_link_dies_after_an_hour(alice, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z")
    link = reset_link_for(alice.email)
    time_machine.move_to("2026-11-02T10:00:02Z")
    assert Client().get(link).status_code == 410


@pytest.mark.parametrize("link", ["/sign-in/new-password/x/y/", "/sign-in/new-password/_-8/y/", "/sign-in/new-password/MQ/c-d/"])
def test_reset_link_of_nonsense_is_gone(db, link: str):
    assert Client().get(link).status_code == 410


def test_reset_answers_alike_and_mails_only_a_known_address(alice):
    answers = [Client().post("/sign-in/forgotten/", {"email": email}) for email in (alice.email, "nobody@north.example")]
    strip = re.compile(r'nonce="[^"]*"')
    assert len({strip.sub("", answer.content.decode()) for answer in answers}) == 1
    ask_for_reset("nobody@north.example")
    assert [each.to for each in mail.outbox] == [[alice.email]]


def test_reset_link_ignores_a_forged_host(alice):
    answer = Client().post("/sign-in/forgotten/", {"email": alice.email}, headers={"host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("server", "address", "hosts", "link"),
    [
        (False, "", (), "http://testserver"),
        (False, "https://curricle.example.ac.uk/", (), "https://curricle.example.ac.uk"),
        (True, "", ("curricle.example.ac.uk", "other.example.ac.uk"), "https://curricle.example.ac.uk"),
        (True, "https://c.example.ac.uk", ("other.example.ac.uk",), "https://c.example.ac.uk"),
    ],
)
def test_reset_link_of_a_server_never_believes_the_request(rf, settings, server: bool, address: str, hosts: tuple[str, ...], link: str):
    settings.SERVER, settings.ADDRESS, settings.HOSTS = server, address, hosts
    settings.ALLOWED_HOSTS = [*hosts, "testserver"]
    assert own_address(rf.get("/", headers={"host": hosts[-1] if hosts else "testserver"})) == link


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"SERVER": True, "HOSTS": (".example.ac.uk",)}, ["people.E002"]),
        ({"SERVER": True, "HOSTS": (".example.ac.uk",), "ADDRESS": "https://c.example.ac.uk"}, []),
        ({"SERVER": True, "HOSTS": ("c.example.ac.uk",)}, []),
        ({"OIDC_ISSUER": "https://login.example.ac.uk"}, ["people.E003"]),
        ({"OIDC_ISSUER": "http://login.example.ac.uk", "OIDC_CLIENT_ID": "c", "OIDC_CLIENT_SECRET": "s"}, ["people.E004"]),
        ({"OIDC_ISSUER": "https://login.example.ac.uk", "OIDC_CLIENT_ID": "c", "OIDC_CLIENT_SECRET": "s"}, []),
    ],
)
def test_settings_of_signing_in_that_do_not_go_together_stop_the_start(settings, changes: dict, found: list[str]):
    for name, value in changes.items():
        setattr(settings, name, value)
    assert [each.id for each in [*conditions.links_lead_here(), *conditions.outside_sign_in_is_whole()]] == found


def work(ask) -> tuple[int, int]:
    """(password hashings, database queries) of one request."""
    hashed = []
    honest = MD5PasswordHasher.encode

    def encode(self, password, salt):
        hashed.append(password)
        return honest(self, password, salt)

    MD5PasswordHasher.encode = encode
    try:
        with CaptureQueriesContext(connection) as queries_made:
            ask()
    finally:
        MD5PasswordHasher.encode = honest
    return len(hashed), len(queries_made)


def test_same_work_whether_an_account_exists_or_not(alice, bob, charlie):
    """Known, unknown, closed, with a second factor: as many hashings and queries each, so nothing is told by the time it takes."""
    second_factors.with_app(charlie)
    actions.close_account(by=bob.actor, person=alice.actor.person)
    emails = (bob.email, alice.email, charlie.email, "nobody@north.example")
    for page in ("/sign-in/", "/sign-in/forgotten/"):  # the address is counted from its second try on as from its hundredth
        Client().post(page, {"email": "somebody@north.example", "password": "wrong"})
    signing_in = {work(lambda email=email: sign_in(Client(), email, "wrong")) for email in emails}
    forgotten = {work(lambda email=email: Client().post("/sign-in/forgotten/", {"email": email})) for email in emails}
    assert (len(signing_in), len(forgotten), next(iter(signing_in))[0]) == (1, 1, 1)


def test_account_page_costs_few_queries(alice, django_assert_num_queries):
    client = alice.client
    with django_assert_num_queries(
        8
    ):  # session, person, memberships, assignments, organisations, registrations, second factors, open sessions
        client.get("/account/")


def test_person_with_two_organisations_chooses_one(alice, charlie, world):
    from curricle.core.terms import Role

    dora = queries.actor_by_email("dora@south.example")
    actions.add_person(by=dora, email=alice.email, name="Alice Archer", role=Role.TUTOR)
    client = alice.client
    assert client.post("/account/organisation/", {"code": "south"}).status_code == 302
    page = client.get("/account/").content.decode()
    assert ("University of the South" in page, "Tutor or skills coach" in page) == (True, True)
    assert charlie.client.post("/account/organisation/", {"code": "north"}).status_code == 404
