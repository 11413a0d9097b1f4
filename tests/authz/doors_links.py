"""Doors of links for outsiders: from inside (share, withdraw, close) and from outside, where nobody's role adds or takes anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from authz.asked import by_link, until
from authz.cast import Asker
from authz.door import Door
from authz.doors_programme import programmes
from authz.stage import Stage
from authz.things import Thing
from curricle.people.link_keys import COOKIE

SHARE = {"name": "An Outsider", "email": "outsider@outside.example", "what": "read", "question": ""}
GONE = 410  # one answer to everybody whom no link lets in
SHOWN = ("programme", "module", "mapping", "ownframework", "schemapublished", "paper", "linkanswer", "person", "waiver")


def inside(*states: str) -> Any:
    """Links of either university, as those who made them see them."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [
            stage.things[f"{side}-uni link {state}"]
            for side in ("north", "south")
            for state in states
            if f"{side}-uni link {state}" in stage.things
        ]

    return things


def outside(*states: str) -> Any:
    """The same as they are for whoever follows them; one that is withdrawn or over holds no more."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [
            by_link(thing, good="withdrawn" not in thing.state and "over" not in thing.state) for thing in inside(*states)(stage, asker)
        ]

    return things


def without(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """A link whose digits this browser has not typed, or those of another link."""
    ours, theirs = (stage.things.get(f"{side}-uni link open") for side in ("north", "south"))
    cookies = {"no cookie": "", "another's cookie": theirs.at["cookie"] if theirs else "x"}
    return [
        by_link(
            Thing(name=f"{ours.name} with {what}", kind="share_link", place=ours.place, organisation=0, at={**ours.at, "cookie": cookie}),
            good=False,
        )
        for what, cookie in cookies.items()
    ]


def let_in(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {COOKIE: thing.at["cookie"]} if thing.at["cookie"] else {}


def share(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return SHARE | until()


def answer(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"text": "It reads well.", "do": "done"}


def digits(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"code": "000000"}


def within(name: str, kind: str, action: str, **more: Any) -> Door:
    return Door(name=f"design:{name}", asks=((kind, action),), method="POST", success=302, **more)


def linked(name: str, kind: str, action: str, **more: Any) -> Door:
    return Door(name=name, asks=((kind, action),), hidden=GONE, **{"shows": SHOWN} | more)


LINKS, JOBS = frozenset({"people_sharelink"}), frozenset({"people_job"})
EVERY = ("open", "closed", "withdrawn", "over")
DOORS = (
    Door(name="design:outside", asks=(("programme_draft", "v"), ("link_answer", "v")), things=programmes, kinds=("programme_draft",)),
    Door(name="design:share", asks=(("share_link", "c"),), things=programmes),
    within("share", "share_link", "c", things=programmes, form=share, writes=LINKS, only="draft"),
    within("withdraw_link", "share_link", "w", things=inside("open"), writes=LINKS),
    within("send_link_again", "share_link", "c", things=inside("open"), writes=JOBS),
    within("close_answer", "link_answer", "w", things=inside("open"), writes=LINKS),
    linked("people:link", "share_link", "v", things=outside(*EVERY)),
    linked("people:link", "share_link", "v", things=outside(*EVERY), method="POST", success=302, writes=JOBS),
    linked("people:link_code", "share_link", "v", things=outside(*EVERY)),
    linked("people:link_code", "share_link", "v", things=outside(*EVERY), method="POST", form=digits, success=422),
    linked("design:shared", "share_link", "v", things=outside("open", "withdrawn", "over"), cookies=let_in),
    linked("design:shared", "share_link", "v", things=without, cookies=let_in),
    linked("design:shared_paper", "share_link", "v", things=outside("open", "withdrawn", "over"), cookies=let_in, how="file"),
    linked("design:shared_paper", "share_link", "v", things=without, cookies=let_in, how="file"),
    linked(
        "design:shared_answer",
        "link_answer",
        "c",
        things=outside("open", "closed", "withdrawn", "over"),
        cookies=let_in,
        method="POST",
        form=answer,
        success=302,
        writes=frozenset({"people_linkanswer"}),
        forbidden=422,
        shows=(*SHOWN, "answered"),  # one's own answer, once it is closed
    ),
)
