"""A lead asks somebody outside, who reads and answers without an account; the lead withdraws, and nothing opens any more."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from journeys.test_podiatry_lead import work_off

PAGE = "/programmes/WU-RAD/"
QUESTION = "Would you send your radiographers to this programme?\nWhat would keep you from it?"
ANSWER = "Yes, three of them.\nThe clinic cannot spare them on Mondays."


def newest_mail(walker, to: str) -> str:
    """The worker's turn, then the text of the newest mail to somebody."""
    work_off(walker)
    return next(each.body for each in reversed(mail.outbox) if each.to == [to])


@pytest.mark.slow
def test_outsider_reads_and_answers_until_the_link_is_withdrawn(walk, live_server):
    lead = walk("imogen").open(PAGE + "papers/").press("Make the papers")
    work_off(lead).open(PAGE + "outside/").fair("outside-empty")
    lead.follow("Share with somebody outside").fair("share")
    lead.fill("Name", "Rita Reviewer").fill("E-mail address", "rita@hospital.example")
    lead.press("Send the link")

    # Nothing was asked: the draft may only be read. The lead withdraws it and asks.
    lead.press("Withdraw it for good").follow("Share with somebody outside")
    lead.fill("Name", "Rita Reviewer").fill("E-mail address", "rita@hospital.example")
    lead.page.get_by_label("Read the draft and answer a question").check()
    lead.press("Send the link")
    assert lead.status == 422
    assert "Write the question that is to be answered" in lead.text
    lead.fair("share-without-question")
    lead.fill("Your question", QUESTION).press("Send the link")
    assert lead.part(".cu-notice").inner_text() == "The link is on its way to Rita Reviewer."

    address = re.search(rf"{live_server.url}(\S+)", newest_mail(lead, "rita@hospital.example"))[1]
    rita = walk().open(address)
    assert rita.heading == "Imogen Thwaite asks you to answer a question about the draft of a programme"
    rita.fair("link-front").press("Send me the digits")
    rita.fill("The six digits", "12").press("Open")
    assert rita.status == 422
    rita.fair("link-code-wrong")
    code = newest_mail(rita, "rita@hospital.example")[:6]
    rita.fill("The six digits", f"{code[:3]} {code[3:]}").press("Open")
    assert "Would you send your radiographers" in rita.text
    rita.fair("shared")
    assert rita.download("Programme specification")[:4] in (b"%PDF", b"PK\x03\x04")
    rita.fill("Your answer", "Perhaps.").press("Keep it, I will go on later")
    rita.fill("Your answer", ANSWER).press("Send it, I am done")
    assert "and you said that you are done" in rita.text
    rita.fair("shared-answered")

    assert "Rita Reviewer has finished answering" in newest_mail(lead, "imogen.thwaite@wharfedale.example.org")
    lead.open(PAGE + "outside/")
    answered = lead.part("article").filter(has_text="Answered on")
    assert "The clinic cannot spare them on Mondays." in answered.inner_text()
    lead.fair("outside-answered")
    lead.press("Withdraw it for good")

    for path in (rita.page.url.partition("#")[0], address):
        rita.open(path)
        assert (rita.status, rita.heading) == (410, "This link does not open anything")
    rita.fair("link-over")


@pytest.mark.slow
def test_outsider_opens_a_link_without_scripts(walk, live_server):
    lead = walk("imogen", java_script_enabled=False).open(PAGE + "outside/new/")
    lead.fill("Name", "Rita Reviewer").fill("E-mail address", "rita@hospital.example").press("Send the link")
    address = re.search(rf"{live_server.url}(\S+)", newest_mail(lead, "rita@hospital.example"))[1]
    rita = walk("", java_script_enabled=False).open(address).press("Send me the digits")
    rita.fill("The six digits", newest_mail(rita, "rita@hospital.example")[:6]).press("Open")
    assert (rita.status, rita.page.get_by_role("heading", name="What it covers").count()) == (200, 1)
