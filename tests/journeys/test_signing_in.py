"""Signing in as people do: a lead sets up a passkey or an app, comes back with it, loses it, and looks where she is signed in."""

from __future__ import annotations

import re
from typing import Any

import pytest

from journeys.walk import Walker
from people.second_factors import code

LEAD, ADMINISTRATOR = "imogen.thwaite", "colm.hardcastle"


@pytest.fixture(autouse=True)
def needed(settings: Any) -> None:
    settings.SECOND_FACTOR = True


def with_password(walker: Walker, stage: dict[str, Any], name: str = LEAD) -> Walker:
    email = next(each for each in stage["passwords"] if each.startswith(name))
    walker.open("/sign-in/").fill("E-mail address", email).fill("Password", stage["passwords"][email])
    return walker.press("Sign in")


def sign_out(walker: Walker) -> None:
    with walker.page.expect_navigation():
        walker.page.get_by_role("button", name="Sign out", exact=True).click()


def authenticator(walker: Walker) -> None:
    """The browser gets a platform authenticator that answers by itself."""
    session = walker.page.context.new_cdp_session(walker.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def secret_of(walker: Walker) -> str:
    return walker.part(".cu-secret").inner_text().replace(" ", "")


def test_lead_makes_a_passkey_and_comes_back_with_it(walk, stage):
    lead = with_password(walk(), stage)
    authenticator(lead)
    assert lead.heading == "Set up a second factor"
    lead.fair("second-factor").follow("Make a passkey").fair("passkey").fill("Name of the passkey", "Work laptop")
    lead.press("Make the passkey")
    assert (lead.heading, lead.part(".cu-codes li").count()) == ("Recovery codes", 10)
    lead.fair("recovery-codes").follow("I have kept them")
    assert lead.heading != "Set up a second factor"
    lead.open("/account/").fair("account-signing-in")
    assert lead.rows("table:has(#factors)")[0][:2] == ["Work laptop", "Passkey"]
    sign_out(lead)
    lead.open("/sign-in/?next=/account/").fair("sign-in-with-passkeys").press("Sign in with a passkey")
    assert lead.heading == "Your account"


def test_passkey_is_the_second_step_after_a_password(walk, stage):
    lead = with_password(walk(), stage)
    authenticator(lead)
    lead.follow("Make a passkey").press("Make the passkey")
    sign_out(lead)
    with_password(lead, stage)
    assert lead.heading == "Your second factor"
    lead.fair("second-step").press("Use your passkey")
    assert lead.open("/account/").heading == "Your account"


def test_browser_that_gives_no_passkey_says_so(walk, stage):
    lead = with_password(walk(), stage)
    authenticator(lead)
    lead.open("/account/second-factor/passkey/")
    lead.page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }")
    lead.page.get_by_role("button", name="Make the passkey").click()
    lead.page.wait_for_selector("[role=alert]:visible")
    assert "The browser gave no passkey" in lead.text


def test_lead_sets_up_an_app_without_scripts(walk, stage):
    lead = with_password(walk(java_script_enabled=False), stage)
    lead.follow("Set up an authenticator app").fill("Code from the app", "12")
    lead.press("Set up the app")
    assert "There is a problem" in lead.text
    secret = secret_of(lead)
    lead.fill("Code from the app", code(secret, -1)).press("Set up the app")
    codes = lead.part(".cu-codes li").all_inner_texts()
    sign_out(lead)
    with_password(lead, stage).fill("Code", code(secret)).press("Go on")
    assert lead.open("/account/").heading == "Your account"
    sign_out(lead)
    with_password(lead, stage).fill("Code", codes[0]).press("Go on")
    assert "9 left" in lead.open("/account/").text


def test_app_by_keyboard_alone(walk, stage):
    lead = with_password(walk(), stage)
    lead.open("/account/second-factor/app/").fair("app")
    secret = secret_of(lead)
    lead.tab_to("id_code")
    lead.page.keyboard.type(code(secret, -1))
    lead.enter()
    assert lead.heading == "Recovery codes"


def test_pages_with_errors_are_fair(walk, stage):
    lead = with_password(walk(), stage)
    lead.open("/account/second-factor/app/")
    lead.fill("Code from the app", "1").press("Set up the app").fair("app-error")
    secret = secret_of(lead)
    lead.fill("Code from the app", code(secret, -1)).press("Set up the app")
    sign_out(lead)
    with_password(lead, stage).fill("Code", "1").press("Go on").fair("second-step-error")
    lead.fill("Code", code(secret)).press("Go on").open("/account/confirm/").fair("confirm")
    assert lead.heading == "Is it still you?"


def test_administrator_lets_a_lead_start_again(walk, stage):
    lead = with_password(walk(), stage)
    lead.follow("Set up an authenticator app")
    lead.fill("Code from the app", code(secret_of(lead), -1)).press("Set up the app")
    admin = with_password(walk(), stage, ADMINISTRATOR)
    admin.follow("Set up an authenticator app")
    admin.fill("Code from the app", code(secret_of(admin), -1)).press("Set up the app")
    admin.open("/people/").follow("Change or end the role of Imogen Thwaite as programme lead")
    admin.follow("Let Imogen Thwaite set up a new second factor").press("Let Imogen Thwaite set up a new second factor")
    assert re.search(r"Imogen Thwaite signs in with their password now", admin.text)
    assert lead.open("/account/").heading == "Sign in"
    assert with_password(lead, stage).heading == "Set up a second factor"


def test_sessions_are_listed_and_ended(walk, stage):
    lead = with_password(walk(), stage)
    lead.follow("Set up an authenticator app")
    secret = secret_of(lead)
    lead.fill("Code from the app", code(secret, -1)).press("Set up the app")
    other = with_password(walk(), stage).fill("Code", code(secret)).press("Go on")
    lead.open("/account/")
    assert [row[-1].startswith("This one") for row in lead.rows("table:has(#open-sessions)")] == [True, False, False]
    lead.fair("sessions").press("Sign out everywhere but here")
    assert other.open("/account/").heading == "Sign in"
