"""`curricle audit`: is the record of what was done still the one that was written?"""

from __future__ import annotations

import re
from typing import Any

import click

from curricle.cli import answer

NOTED = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class Noted(click.ParamType):
    """NUMBER:HASH, as `audit head` prints it."""

    name = "NUMBER:HASH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        found = NOTED.fullmatch(str(value).strip().lower())
        if found is None:
            self.fail("write it as `audit head` prints it: the number, a colon, 64 signs", param, ctx)
        return int(found[1]), found[2]


@click.group("audit")
def command() -> None:
    """Verify the record of what was done, and print its head for keeping elsewhere."""


@command.command("verify")
@click.option(
    "--last", type=click.IntRange(min=1), default=None, help="Look only at so many events up to the end. Default: at all of them."
)
@click.option("--expect", type=Noted(), multiple=True, help="A head noted earlier; found even where the whole record was written anew.")
@answer.json_option
def verify(last: int | None, expect: tuple[tuple[int, str], ...], as_json: bool) -> None:
    """Name the first event that was altered, removed, moved or cut off. Exit code 3 where there is one."""
    with answer.refusals(as_json=as_json):
        state = examine(last, expect)
    if as_json:
        answer.print_json(state)
    elif state["sound"]:
        click.echo(f"The record is sound: {state['looked_at']} of {state['events']} events looked at, up to {state['head']}.")
    else:
        click.echo(f"The record is not sound: {state['says']}.", err=True)
        click.echo("Compare with a backup made before: `curricle backup list` names the event up to which each goes.", err=True)
    if not state["sound"]:
        raise SystemExit(answer.REFUSED)


@command.command("head")
@answer.json_option
def head(as_json: bool) -> None:
    """Print number and hash of the newest event. Keep them elsewhere and give them to `audit verify --expect` later."""
    with answer.refusals(as_json=as_json):
        from curricle.cli import store

        with store.reading():
            permit()
            from curricle.people.queries import record_head

            number, sealed = record_head()
    if as_json:
        answer.print_json({"number": number, "hash": sealed})
    else:
        click.echo(f"{number}:{sealed}")


def examine(last: int | None, expect: tuple[tuple[int, str], ...]) -> dict[str, Any]:
    """{sound, events, looked_at, first_bad, says, head}; `head` is NUMBER:HASH. Raises Refused where there are no data."""
    from curricle.cli import store

    with store.reading():
        permit()
        from curricle.people.queries import event_hash, record_head, verify_record

        with answer.progress("Walking the record …"):
            state = verify_record(last or 0)
        number, sealed = record_head()
        report = {
            "sound": state.sound,
            "events": state.events,
            "looked_at": min(last or state.events, state.events),
            "first_bad": state.first_bad,
            "says": state.says,
            "head": f"{number}:{sealed}",
        }
        for noted, was in expect:
            if report["sound"] and event_hash(noted) != was:
                says = f"event {noted} is not the one that was noted: the record was written anew, or cut off before it"
                report |= {"sound": False, "first_bad": noted, "says": says}
    return report


def permit() -> None:
    """The operator sees the record without its content: whether it holds, never what it says. Raises policy's Hidden."""
    from curricle.people.policy import OPERATOR, TABLE, Thing, require

    require(TABLE, OPERATOR, "v", Thing(kind="audit_event", state=frozenset({"no_content"})))
