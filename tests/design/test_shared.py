"""What somebody without an account may do with a link to a programme's draft, and what nobody may."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curricle.design import actions
from curricle.design.models import ProgrammeRow
from curricle.people import actions as people
from curricle.people import link_keys, queries
from curricle.people.models import LinkUse, Person, ShareLink
from curricle.people.policy import Hidden
from outsider import BASE, Outsider, mailed_address, other_than
from posted import posted

QUESTION = "Would you send your podiatrists to this programme?"
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"}


def share(desk, question: str = QUESTION, email: str = "rita@hospital.example", **more) -> str:
    return actions.share_programme(
        by=desk.alice, programme=desk.row, name="Rita Reviewer", email=email, base=BASE, question=question, **more
    )


@pytest.fixture
def rita(desk) -> Outsider:
    return Outsider(share(desk))


def words(answer) -> str:
    """What a page says, without what differs from answer to answer."""
    return re.sub(r'(nonce|value)="[^"]{16,}"', "", answer.content.decode())


def one_answer_for_all(*answers) -> bool:
    return {(each.status_code, words(each)) for each in answers} == {(410, words(Client().get(f"/shared/{NEVER}/open/x/")))}


NEVER = "00000000-0000-4000-8000-000000000000"


def test_front_page_says_what_is_asked_by_whom_about_what_and_until_when(rita):
    page = rita.browser.get(rita.address)
    until = timezone.localdate() + timedelta(days=14)
    said = re.findall(r'summary-list__value">(.*?)</dd>', page.content.decode())
    assert "Alice asks you to answer a question about the draft of a programme" in page.content.decode()
    assert said[:3] == ["Alice, Wharfe", "Rita Reviewer", "WU-POD " + ProgrammeRow.objects.get().title]
    assert said[4] == f"{until.day} {until:%B %Y}"
    assert QUESTION not in page.content.decode()


def test_right_code_opens_the_draft_the_question_and_nothing_else(rita):
    answer = rita.type(rita.ask())
    assert answer.headers["Location"] == f"/shared/{rita.link}/programme/"
    page = rita.get().content.decode()
    assert (QUESTION in page, "PODI701" in page, "Your answer" in page) == (True, True, True)
    assert rita.browser.get("/programmes/WU-POD/").status_code == 302


def test_cookie_goes_to_this_link_alone_and_ends(rita):
    held = rita.type(rita.ask()).cookies[link_keys.COOKIE]
    assert (held["path"], held["httponly"], held["samesite"], held["max-age"]) == (f"/shared/{rita.link}/", True, "Lax", 12 * 3600)


def test_every_page_of_a_link_is_kept_by_nobody_and_told_to_nobody(rita):
    rita.open()
    pages = [rita.browser.get(rita.address), rita.browser.get(rita.address + "code/"), rita.get(), Client().get(f"/shared/{NEVER}/open/x/")]
    assert [{name: page.headers[name] for name in HEADERS} for page in pages] == [HEADERS] * 4
    assert [page.headers["Referrer-Policy"] for page in pages] == ["same-origin"] * 3 + ["no-referrer"]


def test_page_without_a_form_sends_no_referrer(desk):
    reader = Outsider(share(desk, question="")).open()
    assert reader.get().headers["Referrer-Policy"] == "no-referrer"
    assert "<textarea" not in reader.get().content.decode()


def test_looking_as_mail_scanners_do_changes_nothing(rita):
    before = (LinkUse.objects.count(), ShareLink.objects.values().get(), len(mail.outbox))
    for path in (rita.address, rita.address + "code/") * 3:
        assert [getattr(rita.browser, method)(path).status_code for method in ("get", "head")] == [200, 200]
    assert (LinkUse.objects.count(), ShareLink.objects.values().get(), len(mail.outbox)) == before


def test_wrong_expired_withdrawn_and_never_made_links_get_one_answer(desk, rita):
    rita.open()
    behind = f"/shared/{rita.link}/programme/"
    tampered = rita.address.removesuffix("/")[:-1] + ("A/" if rita.address[-2] != "A" else "B/")
    never = [Client().get(behind), Client().get(tampered), Client().post(tampered), Client().get(f"/shared/{NEVER}/programme/")]
    ShareLink.objects.update(ends=timezone.localdate() - timedelta(days=1))
    over = [rita.browser.get(rita.address), rita.browser.post(rita.address), rita.get(), rita.answer("Too late.")]
    ShareLink.objects.update(ends=timezone.localdate())
    assert rita.get().status_code == 200
    people.withdraw_link(by=desk.alice, link=rita.link)
    withdrawn = [rita.browser.get(rita.address), rita.browser.post(rita.address), rita.get(), rita.answer("Too late.")]
    assert one_answer_for_all(*never, *over, *withdrawn)


def test_link_ends_with_the_draft(desk, rita):
    rita.open()
    ProgrammeRow.objects.update(state="approved")
    assert one_answer_for_all(rita.get(), rita.browser.get(rita.address))
    ProgrammeRow.objects.update(state="draft", removed=timezone.now())
    assert one_answer_for_all(rita.get())


def test_withdrawal_ends_an_open_page_and_a_code_under_way(desk, rita):
    code = rita.ask()
    people.withdraw_link(by=desk.alice, link=rita.link)
    assert one_answer_for_all(rita.type(code))


def test_fifth_wrong_code_ends_the_code(rita):
    code = rita.ask()
    answers = [rita.type(other_than(code)) for _ in range(5)]
    assert [each.status_code for each in answers] == [422] * 5
    said = [re.search(r'href="#id_code"[^>]*>\s*(.*?)\s*</a>', each.content.decode())[1] for each in answers]
    assert [each[:26] for each in said] == ["These are not the digits o"] * 4 + ["These digits are no longer"]
    assert (rita.type(code).status_code, rita.get().status_code) == (422, 410)


def test_code_is_good_for_ten_minutes_and_once(rita):
    code = rita.ask()
    ShareLink.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    assert rita.type(code).status_code == 422
    again = rita.ask()
    assert [rita.type(again).status_code, rita.type(again).status_code] == [302, 422]


def test_code_of_another_link_opens_nothing(desk, rita):
    other = Outsider(share(desk, email="otto@hospital.example"))
    code = other.ask()
    rita.ask()
    assert (rita.type(code).status_code, rita.get().status_code) == (422, 410)


def test_code_that_is_no_code_is_asked_for_again_without_counting(rita):
    code = rita.ask()
    assert [rita.type(each).status_code for each in ("", "12345", "abcdef", "１２３４５６", "1234567")] == [422] * 5
    assert ShareLink.objects.get().code_tries == 0
    assert rita.type(f"{code[:3]} {code[3:]}").status_code == 302


def test_digits_are_sent_five_times_an_hour(rita):
    assert [rita.browser.post(rita.address).status_code for _ in range(6)] == [302] * 5 + [429]
    LinkUse.objects.update(at=timezone.now() - timedelta(hours=1, seconds=1))
    assert rita.browser.post(rita.address).status_code == 302


def test_cookie_of_another_link_opens_nothing(desk, rita):
    other = Outsider(share(desk, email="otto@hospital.example"), browser=rita.browser).open()
    stolen = other.browser.cookies[link_keys.COOKIE].value
    thief = Client()
    thief.cookies[link_keys.COOKIE] = stolen
    assert thief.get(f"/shared/{other.link}/programme/").status_code == 200
    assert one_answer_for_all(thief.get(f"/shared/{rita.link}/programme/"))


def test_cookie_that_was_changed_or_is_old_opens_nothing(rita, monkeypatch):
    rita.open()
    held = rita.browser.cookies[link_keys.COOKIE]
    good = held.value
    other = ("0" if good[0] != "0" else "1") + good[1:]
    held.set(held.key, other, other)
    changed = rita.get()
    held.set(held.key, good, good)
    assert rita.get().status_code == 200
    monkeypatch.setattr(link_keys, "COOKIE_SECONDS", -1)
    assert one_answer_for_all(changed, rita.get())


def test_link_to_read_does_not_answer(desk):
    reader = Outsider(share(desk, question="")).open()
    assert reader.get().status_code == 200
    assert one_answer_for_all(reader.answer("Nobody asked me."))


def test_link_that_was_opened_as_often_as_it_may_lets_no_other_browser_in(rita):
    ShareLink.objects.update(most_openings=1)
    rita.open()
    assert rita.get().status_code == 200
    assert one_answer_for_all(Client().get(rita.address), Client().post(rita.address), Client().get(rita.address + "code/"))


def test_sending_again_shuts_out_the_old_address_and_its_browser(desk, rita):
    rita.open()
    people.send_link_again(by=desk.alice, link=rita.link, base=BASE)
    fresh = mailed_address(rita.link)
    assert one_answer_for_all(rita.browser.get(rita.address), rita.get())
    assert Outsider(rita.link, address=fresh).open().get().status_code == 200


def test_answer_is_kept_changed_and_told_to_the_maker(desk, rita):
    rita.open()
    assert rita.answer("Two of them, I think.", do="keep").headers["Location"] == f"/shared/{rita.link}/programme/#answer"
    rita.answer("Three of them.\r\nFrom next year.")
    held = queries.link(rita.link).answer
    assert (held.text, bool(held.done)) == ("Three of them.\nFrom next year.", True)
    assert "Three of them." in rita.get().content.decode()
    mail.outbox.clear()
    posted("mail-link-answer", link=rita.link, base=BASE)
    assert (mail.outbox[0].to, "Three" in mail.outbox[0].body) == (["alice@wharfe.example"], False)
    assert f"{BASE}/programmes/WU-POD/outside/" in mail.outbox[0].body


def test_answer_that_is_empty_or_too_long_is_given_back(rita):
    rita.open()
    assert rita.answer(" ").status_code == 422
    long = rita.answer("word " * 2001)
    assert (long.status_code, "word word" in long.content.decode()) == (422, True)
    assert queries.link(rita.link).answer is None


def test_closed_answer_stays_and_is_shown_back(desk, rita):
    rita.open().answer("Three of them.")
    people.close_answer(by=desk.alice, link=rita.link)
    late = rita.answer("Or four?")
    assert (late.status_code, "Or four?" in late.content.decode()) == (422, True)
    assert queries.link(rita.link).answer.text == "Three of them."
    page = rita.get().content.decode()
    assert ("<textarea" in page, "Three of them." in page) == (False, True)


def made_papers(desk, data: bytes):
    """A pack of one paper; the address of its file within a link."""

    class Paper:
        name, title, media_type, pages, sha256 = "paper.json", "A paper", "application/json", 0, "0" * 64

    paper = Paper()
    paper.data = data
    pack = actions.keep_papers(by=desk.alice, programme=desk.row, digest="d" * 64, prepared=timezone.localdate(), files=[paper])
    return f"papers/{pack.papers.get().file}/"


def test_papers_of_the_newest_pack_are_handed_out_and_no_older_ones(desk, rita):
    old, new = made_papers(desk, b'{"old": 1}'), made_papers(desk, b'{"new": 1}')
    rita.open()
    assert [rita.get(new).content, rita.get(old).status_code] == [b'{"new": 1}', 404]
    assert f"/shared/{rita.link}/programme/{new}" in rita.get().content.decode()
    elsewhere = Client().get(f"/shared/{rita.link}/programme/{new}"), rita.browser.get(f"/files/{new[7:]}")
    assert [each.status_code for each in elsewhere] == [410, 302]


def test_file_of_another_programme_is_not_there(desk, rita):
    other = actions.replace_draft(by=desk.alice, programme=replace(desk.first, id=NEVER, code="WU-OTHER", modules=(), placements=()))
    desk_of_other = type("Desk", (), {"alice": desk.alice, "row": other})
    rita.open()
    assert rita.get(made_papers(desk_of_other, b'{"CANARY": 1}')).status_code == 404


def test_uses_are_recorded_without_the_address(rita):
    rita.open().answer("Three of them.")
    rita.get()
    rita.get()
    held = queries.links_of(queries.link(rita.link).organisation, ["programme.answer"], queries.link(rita.link).thing)[0]
    assert [use.what for use in reversed(held.uses)] == ["mailed", "asked for a code", "opened", "answered", "read"]
    events = queries.events(held.organisation, words="Rita Reviewer, by").lines
    assert [(each["who"], each["verb"]) for each in events] == [
        ("Rita Reviewer, by link", "read by link"),
        ("Rita Reviewer, by link", "answered by link"),
        ("Rita Reviewer, by link", "opened a link"),
    ]
    kept = " ".join(str(row) for row in (*LinkUse.objects.values(), *events))
    assert "127.0.0.1" not in kept


def test_signed_in_person_gains_nothing_by_a_link(desk, rita):
    """charlie leads elsewhere. With the link his browser reads this draft as a visitor; everything else stays shut."""
    rita.browser.force_login(Person.objects.get(pk=desk.charlie.person))
    rita.open()
    assert rita.get().status_code == 200
    assert [rita.browser.get(each).status_code for each in ("/programmes/WU-POD/", "/programmes/WU-POD/outside/")] == [404, 404]
    assert queries.events(desk.alice.organisation, words="read by link").lines[0]["who"] == "Rita Reviewer, by link"


def test_being_signed_in_opens_no_link(desk, rita):
    assert desk.browser(desk.alice).get(f"/shared/{rita.link}/programme/").status_code == 410


def test_no_secret_lies_in_the_database(desk, rita):
    code = rita.ask()
    rita.open()
    token = rita.address.split("/")[-2]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        held = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            held += [str(value) for row in cursor.fetchall() for value in row]
    assert [value[:60] for value in held if token in value or value == code] == []


def test_reading_asks_few_queries_whatever_was_shared(desk, rita):
    rita.open().get()
    with CaptureQueriesContext(
        connection,
    ) as one:
        rita.get()
    for number in range(3):
        share(desk, email=f"more{number}@hospital.example")
    with CaptureQueriesContext(connection) as three:
        rita.get()
    assert len(one) == len(three)


def test_tutor_may_not_share(desk):
    with pytest.raises(Hidden):
        actions.share_programme(by=desk.bob, programme=desk.row, name="R", email="r@h.example", base=BASE)


def test_gaps_are_listed_and_the_strip_leads_to_them_alone(desk, rita):
    html = rita.open().get().content.decode()
    listed = re.findall(r'<li class="cu-item" id="gap-([^"]+)">', html)
    assert (desk.missed in listed, sorted(re.findall(r'href="#gap-([^"]+)"', html))) == (True, sorted(listed))
    inside = re.findall(r"<main.*</main>", html, re.DOTALL)[0].split('href="')[1:]
    assert [each.split('"')[0] for each in inside if not each.startswith("#gap-")] == []
