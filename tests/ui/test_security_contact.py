"""/.well-known/security.txt, as RFC 9116 wants it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from curricle.ui.security_contact import security_txt

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def test_text_holds_what_the_standard_asks_for():
    assert security_txt(contact="security@example.ac.uk", base="https://curricle.example.ac.uk/", now=NOON) == (
        "Contact: mailto:security@example.ac.uk\n"
        "Expires: 2027-05-27T00:00:00Z\n"
        "Preferred-Languages: en\n"
        "Canonical: https://curricle.example.ac.uk/.well-known/security.txt\n"
        "Policy: https://curricle.example.ac.uk/help/security/\n"
    )


def test_contact_may_be_an_address_of_the_web():
    text = security_txt(contact="https://example.ac.uk/security", base="https://x", now=NOON)
    assert text.startswith("Contact: https://example.ac.uk/security\n")


@pytest.mark.django_db
def test_page_is_there_when_somebody_is_named(client, settings):
    settings.SECURITY_CONTACT, settings.ADDRESS = "security@example.ac.uk", "https://curricle.example.ac.uk"
    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    ends = datetime.fromisoformat(lines["Expires"])
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert timezone.now() < ends < timezone.now() + timedelta(days=365)
    assert client.get(lines["Policy"].removeprefix(settings.ADDRESS)).status_code == 200


@pytest.mark.django_db
def test_page_is_not_there_when_nobody_is_named(client):
    assert client.get("/.well-known/security.txt").status_code == 404
