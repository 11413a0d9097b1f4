"""An administrator gives a program a key; the program asks; the key is ended, and the program is refused."""

from __future__ import annotations

from django.test import Client


def asked(key: str, path: str) -> int:
    return Client(headers={"Authorization": f"Bearer {key}"}).get(f"/api/v1/{path}").status_code


def test_an_administrator_gives_a_program_a_key_and_takes_it_back(walk):
    admin = walk("colm").open("/account/").follow("Keys for programs")
    assert "The keys of your organisation will stand here" in admin.text
    admin.fair("keys-none").press("Make a key")
    assert (admin.status, "There is a problem" in admin.text) == (422, True)
    admin.fair("keys-errors")
    admin.fill("What it is for", "Timetable")
    admin.page.get_by_label("Read programmes, their coverage").check()
    admin.press("Make a key").fair("key-made")
    key = admin.part("code.cu-once").inner_text()
    assert (asked(key, "programmes"), asked(key, "people")) == (200, 403)
    admin.follow("Keys for programs", within="main").fair("keys")
    assert ("Timetable" in admin.text, key in admin.page.content(), f"{key[:8]}…" in admin.text) == (True, False, True)
    admin.press("End the key Timetable")
    assert admin.part(".cu-notice").inner_text().startswith("The key “Timetable” has ended.")
    assert asked(key, "programmes") == 401


def test_help_says_how_programs_ask(walk):
    reader = walk().open("/help/").follow("For programs", within="main")
    assert reader.heading == "For programs: the API"
    reader.fair("help-api")
