"""Sharing a programme, from inside: who may ask somebody outside, who reads the answers, who withdraws."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curricle.core.terms import Role
from curricle.design.models import ProgrammeRow
from curricle.people import queries
from curricle.people.models import Job, Organisation, ShareLink
from outsider import BASE, Outsider
from world import person

PAGE = "/programmes/WU-POD/outside/"
RITA = {"name": "Rita Reviewer", "email": "rita@hospital.example", "what": "answer", "question": "Would you send your podiatrists?"}


def until(days: int) -> dict[str, int]:
    last = timezone.localdate() + timedelta(days=days)
    return {"ends__day": last.day, "ends__month": last.month, "ends__year": last.year}


@pytest.fixture
def link(desk) -> str:
    assert desk.send(PAGE + "new/", **RITA).headers["Location"] == PAGE
    return str(ShareLink.objects.get().uuid)


@pytest.fixture
def administrator(desk):
    return person("anna", Organisation.objects.get(pk=desk.alice.organisation), Role.UNIVERSITY_ADMIN)


def page(desk, by) -> str:
    answer = desk.browser(by).get(PAGE)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def tags(html: str) -> list[str]:
    return re.findall(r'<strong class="nhsuk-tag[^>]*>(.*?)</strong>', html)


def test_empty_page_says_what_will_be_here_and_who_shares_gets_the_button(desk):
    shown = {each.name: page(desk, each) for each in (desk.alice, desk.bob)}
    assert {name: ("Nobody outside was asked yet" in html, PAGE + "new/" in html) for name, html in shown.items()} == {
        "Alice": (True, True),
        "Bob": (True, False),
    }


def test_lead_shares_for_two_weeks_unless_said_otherwise(desk, link):
    held = queries.link(link)
    assert (held.name, held.email, held.question, held.purpose) == (
        *(RITA[key] for key in ("name", "email", "question")),
        "programme.answer",
    )
    assert held.ends == timezone.localdate() + timedelta(days=14)
    desk.send(PAGE + "new/", **(RITA | {"what": "read", "question": ""} | until(90)))
    other = ShareLink.objects.exclude(uuid=link).get()
    assert (other.purpose, other.ends) == ("programme.read", timezone.localdate() + timedelta(days=90))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Fill in “Name”"),
        ({"email": "rita"}, "Enter a valid email address."),
        ({"question": ""}, "Write the question that is to be answered, or choose to have the draft read only."),
        ({"what": "read"}, "You wrote a question. Choose to have it answered, or empty it."),
        (until(91), "The last day must lie between tomorrow and 90 days from today."),
        (until(0), "The last day must lie between tomorrow and 90 days from today."),
    ],
)
def test_bad_entry_is_named_and_what_was_typed_is_kept(desk, typed, says):
    answer = desk.send(PAGE + "new/", **(RITA | typed))
    html = answer.content.decode()
    assert (answer.status_code, says in html, "rita" in html, ShareLink.objects.count()) == (422, True, True, 0)


def test_states_are_told_one_after_the_other(desk, link):
    told = [tags(page(desk, desk.alice))]
    rita = Outsider(link)
    told.append(tags(page(desk, desk.alice)))
    rita.open()
    told.append(tags(page(desk, desk.alice)))
    rita.answer("Two, I think.", do="keep")
    told.append(tags(page(desk, desk.alice)))
    rita.answer("Three.")
    told.append(tags(page(desk, desk.alice)))
    desk.browser(desk.alice).post(f"{PAGE}{link}/withdraw/")
    told.append(tags(page(desk, desk.alice)))
    today = f"{timezone.localdate().day} {timezone.localdate():%B %Y}"
    words = ["Mail not sent yet", "Not opened yet", "Opened on ", "Answer begun on ", "Answered on ", "Withdrawn on "]
    assert told == [[f"{word}{today if word.endswith(' ') else ''}"] for word in words]


def test_expired_link_is_over_and_can_be_neither_sent_nor_withdrawn(desk, link):
    ShareLink.objects.update(ends=timezone.localdate() - timedelta(days=1))
    html = page(desk, desk.alice)
    assert (tags(html), f"{link}/withdraw" in html, f"{link}/send-again" in html) == (["Over"], False, False)
    answer = desk.browser(desk.alice).post(f"{PAGE}{link}/send-again/", follow=True)
    assert "This link is no longer in force. Make a new one." in answer.content.decode()


def test_answer_is_for_those_who_work_on_the_programme(desk, link, administrator):
    Outsider(link).open().answer("CANARY three of them.")
    seen = {who.name: page(desk, who) for who in (desk.alice, desk.bob, desk.mira, administrator, desk.charlie)}
    assert {name: ("CANARY" in html, RITA["email"] in html, f"{link}/withdraw" in html) for name, html in seen.items()} == {
        "Alice": (True, True, True),
        "Bob": (True, False, False),
        "Mira": (True, False, False),
        "Anna": (True, True, True),
        "Charlie": (False, False, False),
    }
    assert seen["Charlie"] == "404"


def test_links_without_an_answer_are_for_those_who_see_links(desk, link):
    assert [RITA["name"] in page(desk, who) for who in (desk.alice, desk.bob)] == [True, False]


def test_nobody_of_another_university_reads_or_changes_anything(desk, link):
    """charlie leads there: he may share programmes of his own, and knows the addresses."""
    client = desk.browser(desk.charlie)
    asked = [client.get(PAGE), client.get(PAGE + "new/"), client.post(PAGE + "new/", RITA)]
    asked += [client.post(f"{PAGE}{link}/{act}/") for act in ("withdraw", "send-again", "close")]
    assert [each.status_code for each in asked] == [404] * 6
    assert [RITA["name"] in each.content.decode() for each in asked] == [False] * 6
    assert queries.link(link).in_force is True


def test_roles_that_may_not_share_are_refused(desk, link, administrator):
    answers = {
        who.name: [desk.browser(who).post(f"{PAGE}{link}/{act}/").status_code for act in ("send-again", "close", "withdraw")]
        for who in (desk.bob, administrator)
    }
    assert answers == {"Bob": [403, 403, 403], "Anna": [403, 302, 302]}
    assert [desk.browser(who).get(PAGE + "new/").status_code for who in (desk.bob, desk.mira, administrator)] == [403, 403, 403]


def test_link_of_another_programme_is_not_there_under_this_one(desk, link):
    ShareLink.objects.update(thing="00000000-0000-4000-8000-000000000000")
    assert desk.browser(desk.alice).post(f"{PAGE}{link}/withdraw/").status_code == 404


def test_visitor_is_sent_to_sign_in(client, desk):
    assert [client.get(PAGE + part).status_code for part in ("", "new/")] == [302, 302]


def test_list_asks_as_many_queries_for_three_links_as_for_one(desk, link):
    client = desk.browser(desk.alice)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for number in range(2):
        desk.send(PAGE + "new/", **(RITA | {"email": f"r{number}@hospital.example"}))
        Outsider(str(ShareLink.objects.first().uuid)).open().answer("Yes.")
    with CaptureQueriesContext(connection) as three:
        client.get(PAGE)
    assert len(one) == len(three)


def test_mail_leads_to_this_installation(desk, link, settings):
    settings.ADDRESS = BASE + "/"
    desk.send(PAGE + "new/", **(RITA | {"email": "otto@hospital.example"}))
    assert [each.arguments["base"] for each in Job.objects.filter(kind="mail-link").order_by("pk")] == ["http://testserver", BASE]


def test_programme_that_is_no_draft_is_not_shared(desk):
    ProgrammeRow.objects.update(state="in_review")
    assert (desk.send(PAGE + "new/", **RITA).status_code, ShareLink.objects.count()) == (403, 0)
