"""Long work of frameworks: keeping a large import."""

from __future__ import annotations

import uuid

from django.urls import reverse

from curricle.frameworks import actions
from curricle.frameworks.bases import base_for
from curricle.frameworks.forms import FactsForm
from curricle.frameworks.pages.bringing import base_code
from curricle.frameworks.planning import planned, question
from curricle.interop import read_framework
from curricle.people import actions as people
from curricle.people.entries import BadEntry
from curricle.people.work import Done, Work, job
from curricle.ui.words import plural

STEPS = 4


@job("import")
def bring_large(work: Work) -> Done:
    """Keep a framework of many items: all of it or nothing. It can be stopped until it is being written."""
    order = work.arguments
    waiting = people.from_quarantine(by=work.by, token=str(order["token"]))
    work.step(0, STEPS, f"Reading {waiting.name}")
    reading = read_framework(waiting.data, name=waiting.name)
    work.step(1, STEPS, f"Comparing {plural(len(reading.value.items), 'item')}")
    base = base_for(work.by, reading.value, str(order["onto"]))
    if base.seen != order["seen"]:
        raise BadEntry("Somebody changed it since you looked. Bring the file again; nothing was kept.")
    found = planned(reading, base, retire=bool(order["retire"]), answers=order["answers"])
    work.step(2, STEPS, "Checking what you gave")
    form = FactsForm(order["facts"], about=found.made.result, code=base_code(base), doubts=[])
    unanswered = {question(each) for each in found.doubts} - order["answers"].keys()
    if not form.is_valid() or unanswered:
        raise BadEntry("Something is still to be decided. Bring the file again; nothing was kept.")
    framework = found.under(form.said(found.made.result))
    source = actions.Source(
        name=waiting.name, digest=waiting.digest, format=reading.format, places=reading.places, problems=reading.problems
    )
    name = str(uuid.uuid4())

    def keep() -> None:
        try:
            actions.bring_plan(
                by=work.by, plan=found.made, base=base, framework=framework, source=source, token=waiting.token,
                as_draft=bool(order["as_draft"]), uuid=name,
            )  # fmt: skip
        except (actions.AlreadyHere, actions.LabelTaken, actions.StaleDraft, actions.NotWritable) as stop:
            raise BadEntry(f"{stop} Nothing was kept.") from stop

    work.step(3, STEPS, f"Writing {plural(len(framework.items), 'item')}")
    return Done(says=f"{plural(len(framework.items), 'item')} kept.", link=reverse("frameworks:import", args=[name]), keep=keep)
