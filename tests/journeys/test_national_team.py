"""The national team: one brings a framework, another publishes it, and only then does anyone outside see it."""

from __future__ import annotations

from typing import Any

from curricle.core.terms import Stage


def template(walker: Any) -> bytes:
    return walker.open("/frameworks/bring/").download("Excel")


def test_a_framework_is_brought_by_one_and_published_by_another(walk):
    from curricle.frameworks import actions
    from curricle.frameworks.models import Version
    from curricle.people.queries import actor_by_email

    ffion, visitor = walk("ffion"), walk()
    before = set(Version.objects.values_list("uuid", flat=True))
    data = template(ffion)
    ffion.fair("national-bring")
    xlsx = {"name": "new.xlsx", "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "buffer": data}
    ffion.give(xlsx).press("See what is understood")
    ffion.fair("national-preview")
    ffion.press("Keep it as a draft")
    assert ffion.part(".cu-notice").inner_text() == "The framework is kept as a draft."
    ffion.fair("national-draft")
    address = ffion.page.url
    assert visitor.open(address).status == 404
    [made] = Version.objects.exclude(uuid__in=before)
    editor, publisher = (actor_by_email(f"{name}@national.example.org") for name in ("ffion.abernathy", "desmond.okonjo"))
    actions.move(by=editor, version=made, to=Stage.SUBMITTED)
    actions.move(by=publisher, version=made, to=Stage.IMPLEMENTED)
    assert visitor.open(address).status == 200
    ffion.open("/frameworks/bring/").give(xlsx).press("See what is understood").press("Keep it as a draft")
    assert ffion.part(".cu-notice").inner_text() == "This very version is here already; nothing was changed."


def test_a_file_that_is_no_framework_is_refused_in_words(walk):
    ffion = walk("ffion").open("/frameworks/bring/")
    ffion.give({"name": "list.json", "mimeType": "application/json", "buffer": b'{"items": ['}).press("See what is understood")
    assert (ffion.status, ffion.heading) == (422, "list.json was not read, and nothing is kept")
    ffion.fair("national-wrong")
