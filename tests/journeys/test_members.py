"""Somebody is invited, joins, says her profession, is checked, changes her role; somebody else complains about data."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect


def link_to(email: str) -> str:
    """The address that the mail of the open invitation holds."""
    from curricle.people import queries
    from curricle.people.models import Invitation

    facts = queries.invitation(str(Invitation.objects.get(email=email).uuid))
    return f"/invitation/{facts.uuid}/{queries.link_token(facts)}/"


def invite(administrator: Any, email: str, name: str, role: str) -> None:
    administrator.open("/people/").follow("Invite somebody").fill("E-mail address", email).fill("Name", name)
    administrator.page.get_by_label(role, exact=True).check()
    administrator.press("Send the invitation")


def test_somebody_is_invited_joins_and_says_her_profession(walk):
    colm = walk("colm").open("/people/")
    colm.follow("Invite somebody").press("Send the invitation")
    assert colm.status == 422
    colm.fair("invite-errors")
    invite(colm, "maud.teal@wharfedale.example.org", "Maud Teal", "Tutor or skills coach")
    assert colm.part(".cu-notice").inner_text() == "An invitation is on its way to maud.teal@wharfedale.example.org."
    colm.fair("people-invited")

    maud = walk().open(link_to("maud.teal@wharfedale.example.org")).fair("accept-new")
    assert "Colm Hardcastle invites you to be a tutor or skills coach at Wharfedale University (fictional)." in maud.text
    maud.fill("New password", "short").press("Accept")
    assert maud.status == 422
    maud.fair("accept-errors")
    maud.fill("New password", "violet harbour kettle moss").press("Accept")
    maud.fill("E-mail address", "maud.teal@wharfedale.example.org").fill("Password", "violet harbour kettle moss").press("Sign in")
    maud.open("/account/").follow("Enter a profession").fair("profession")
    maud.choose("Profession", "Podiatrist").fill("Registration number (may stay empty)", "PA 12345").press("Keep")
    assert "HCPC numbers of this profession begin with CH, not PA." in maud.text
    maud.fair("account-profession")
    walk().open(link_to("maud.teal@wharfedale.example.org")).fair("accept-used")

    colm.open("/people/").follow("Record a check").fair("check")
    colm.page.get_by_label("Registered", exact=True).check()
    colm.press("Record the check")
    assert colm.part(".cu-notice").inner_text() == "The check of Maud Teal's registration is recorded."
    colm.fair("people-checked")


def test_a_role_is_changed_and_the_list_tells_both(walk):
    colm = walk("colm").open("/people/")
    with colm.page.expect_navigation():
        colm.part("tr").filter(has_text="Beatrix Ngata").get_by_role("link").click()
    colm.fair("member")
    colm.page.get_by_label("Module lead", exact=True).check()
    colm.press("Give this role instead")
    lines = [row[2] for row in colm.rows("main table >> nth=0") if row[0] == "Beatrix Ngata"]
    assert lines == ["Module lead", "Tutor or skills coach (not now)"]


def test_somebody_with_an_account_is_invited_and_nobody_else_takes_it(walk):
    invite(walk("colm"), "charlie@aire.example.org", "Charlie Cole", "Programme lead")
    address = link_to("charlie@aire.example.org")
    walk().open(address).fair("accept-sign-in")
    other = walk("dora").open(address)
    assert other.status == 403
    other.fair("accept-other")
    charlie = walk("charlie").open(address).fair("accept-button")
    charlie.press("Accept")
    assert "You have the role, and now act for Wharfedale University (fictional)." in charlie.text


def test_an_administrator_sees_who_may_do_what(walk):
    colm = walk("colm").open("/people/").follow("Who may do what").fair("holders")
    colm.choose("Thing", "programme, draft").page.wait_for_url("**object=programme_draft**")
    expect(colm.part("#holders")).to_contain_text("Only: programme, draft")  # one part of that name, and in it the answer
    colm.open("/people/who-may-do-what/?by=object").fair("holders-by-thing")


@pytest.mark.slow
def test_somebody_complains_about_data_and_is_answered(walk):
    visitor = walk().open("/").follow("Complain about how data are used").press("Send the complaint")
    assert visitor.status == 422
    visitor.fair("complain-errors")
    visitor.choose("Whom it is about", "Wharfedale University (fictional)").fill("Your name", "Cora Quill")
    visitor.fill("Your e-mail address", "cora@home.example.org")
    visitor.fill("What happened, and what you would like to be done", "My marks were shown to everybody.").press("Send the complaint")
    reference = visitor.part("main strong").inner_text()
    assert reference.startswith("DP-")
    visitor.fair("complained")

    colm = walk("colm").open("/people/").follow("Complaints about data").fair("complaints").follow(reference).fair("complaint")
    colm.fill("Your answer", "We are sorry. They are hidden now.").press("Send the answer")
    assert "Answered" in colm.text
    colm.follow(reference).fair("complaint-answered")
    assert walk("imogen").open(colm.page.url).status == 404


def test_the_national_team_founds_renames_and_closes(walk):
    desmond = walk("desmond").open("/account/").follow("Organisations").fair("organisations").follow("Found an organisation").fair("found")
    desmond.fill("Name of the organisation", "University of Nidd").fill("Short code", "NIDD")
    desmond.page.get_by_label("University", exact=True).check()
    desmond.fill("E-mail address of its first administrator", "nan@nidd.example.org").fill("Name of the administrator", "Nan Nidd")
    desmond.press("Found it, and send the invitation")
    assert "University of Nidd is founded." in desmond.text
    desmond.open("/organisations/NIDD/name/").fair("rename").fill("Name", "Nidderdale University").press("Rename")
    desmond.open("/organisations/NIDD/close/").press("Close")
    assert desmond.status == 422
    desmond.fair("close").fill("Type the short code of the organisation to close it", "NIDD").press("Close")
    assert ["Nidderdale University", "NIDD", "university", "0"] in [row[:4] for row in desmond.rows("main table")]


def test_complaining_and_accepting_work_without_scripts(walk):
    invite(walk("colm"), "maud.teal@wharfedale.example.org", "Maud Teal", "Tutor or skills coach")
    maud = walk(java_script_enabled=False).open(link_to("maud.teal@wharfedale.example.org"))
    maud.page.get_by_label("New password", exact=True).fill("violet harbour kettle moss")
    maud.press("Accept")
    assert maud.heading == "Sign in"
    visitor = (
        walk(java_script_enabled=False).open("/data-complaint/").fill("Your name", "Cora").fill("Your e-mail address", "c@home.example.org")
    )
    visitor.fill("What happened, and what you would like to be done", "Kept too long.").press("Send the complaint")
    assert visitor.heading == "We have your complaint"


def test_grave_things_are_asked_for_on_a_page_first(walk):
    colm = walk("colm").open("/people/").fair("people")
    invite(colm, "maud.teal@wharfedale.example.org", "Maud Teal", "Tutor or skills coach")
    colm.open("/people/").follow("Withdraw the invitation of Maud Teal").fair("withdraw").press("Withdraw the invitation")
    assert "The invitation is withdrawn." in colm.text
    colm.follow("Change or end the role of Ines Marlow as programme lead").fair("member")
    colm.follow("End the role of Ines Marlow").fair("end-role").press("End the role of Ines Marlow")
    assert [row[4] for row in colm.rows("main table >> nth=0") if row[0] == "Ines Marlow"] == ["ended on its first day"]
    ines = walk("ines").open("/account/name/").fair("name")
    ines.fill("Your name", "Ines Marlowe").press("Change your name")
    assert ines.heading == "Your account"
