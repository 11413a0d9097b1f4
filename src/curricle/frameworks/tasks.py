"""Long work of frameworks: keeping a large import, reading a document of many pages."""

from __future__ import annotations

import uuid

from django.urls import reverse

from curricle.door.problems import Refused
from curricle.frameworks import actions
from curricle.frameworks.bases import base_for
from curricle.frameworks.document import first_recipe
from curricle.frameworks.forms import FactsForm
from curricle.frameworks.pages.bringing import base_code
from curricle.frameworks.planning import planned, question
from curricle.interop import read_framework
from curricle.interop.prose import read_document
from curricle.people import actions as people
from curricle.people.entries import BadEntry
from curricle.people.work import Done, Work, job
from curricle.ui.words import plural

STEPS = 4
EVERY = 5  # pages


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


@job("read document")
def read_long_document(work: Work) -> Done:
    """Read the file that waits, telling its pages. Run twice it begins one reading."""
    token = str(work.arguments["token"])
    waiting = people.from_quarantine(by=work.by, token=token)

    def tell(done: int, pages: int) -> None:
        if done % EVERY == 0 or done == pages:
            work.step(done, pages, f"Page {done} of {pages}")

    try:
        document = read_document(waiting.data, progress=tell)
    except Refused:
        people.release(by=work.by, token=token)  # nothing is left of what cannot be read
        raise
    recipe, like = first_recipe(document, work.by.organisation)
    about = {"token": token, "name": waiting.name, "digest": waiting.digest, "document": document, "recipe": recipe, "like": like}
    return Done(
        says=f"{document.pages} pages are read. Nothing is kept yet.",
        link=reverse("frameworks:prose", args=[token]),
        keep=lambda: actions.begin_reading(by=work.by, **about),
    )
