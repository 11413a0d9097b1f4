"""A purpose of the tests: something that is there as long as its label stands in THINGS."""

from __future__ import annotations

from curricle.people.link_purposes import About, LinkPurpose, link_purpose

THINGS: dict[str, str] = {}  # {uuid: label}


def about(organisation: int, thing: str) -> About:
    return About(code="IT", label=THINGS[thing])


ASK = link_purpose(
    LinkPurpose(
        name="test.ask",
        asks="say something",
        then="It is read.",
        about="people.link_kinds.about",
        page="x",
        inside="x",
        answers=True,
        files="t",
    )
)
READ = link_purpose(LinkPurpose(name="test.read", asks="read", then="Nothing.", about="people.link_kinds.about", page="x", inside="x"))
