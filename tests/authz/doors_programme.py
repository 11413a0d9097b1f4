"""Doors of one programme: reading, changing, waiving, papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

from authz.asking import browser_of
from authz.cast import Asker
from authz.door import Door, Form
from authz.stage import Stage
from authz.things import Thing
from curricle.core.findings import Finding
from curricle.core.terms import Role
from curricle.design import queries
from curricle.design.models import ProgrammeRow, WaiverRow
from curricle.design.snapshot import snapshot
from form_of import form_of

CHANGES = frozenset({"design_change"})
PROGRAMME, MODULE, MAPPING, PAPER, WAIVER = "programme_draft", "module", "mapping", "paper", "waiver"
ROW = "11111111-1111-4111-8111-111111111111"  # a new row of a form


def programmes(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """A draft of ours and one of theirs; whoever could change one also asks for ours in review and ours taken away, at full all do."""
    ours = [each for each in stage.of(PROGRAMME) if each.place == f"{asker.side or 'north'}-uni"]
    theirs = [each for each in stage.of(PROGRAMME) if each not in ours]
    every = stage.full or asker.role is Role.LEAD or bool(asker.assigned)
    return [*(ours if every else ours[:1]), *theirs[:1]]


def gone(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return stage.of("programme_draft")


def page_form(door: str, **changed: Any) -> Form:
    """The form of the page as the lead of the programme sees it on a draft, with fields changed: `other` stands for a hyphen in `__`."""
    more = {name.replace("__", "-"): value for name, value in changed.items()}

    def form(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
        draft = thing if "draft" in thing.state and thing.there else stage.things[f"{thing.place} programme draft"]
        key = f"{door} {draft.name}"
        if key not in stage.kept:
            address = Door(name=f"design:{door}", asks=()).address(draft)
            stage.kept[key] = form_of(browser_of(stage.who(f"{draft.place} lead")).get(address).content.decode())
        return stage.kept[key] | more

    return form


def row_of(thing: Thing) -> ProgrammeRow:
    return ProgrammeRow.objects.select_related("roll_up").get(organisation=thing.organisation, code=thing.at["code"])


def revision(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"revision": str(row_of(thing).revision)}


def open_finding(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    found = stage.kept.get(f"finding of {thing.name}") or finding(thing)
    stage.kept[f"finding of {thing.name}"] = found
    return {"rule": found.rule, "place": found.at[0].id, "facts": found.facts, "reason": "Both panels asked for it."}


def finding(thing: Thing) -> Finding:
    """One that may be waived."""
    row = row_of(thing)
    value = snapshot(row)
    return next(each for each in queries.report(row, value, queries.lenses_of(row, value)).findings if each.policy)


def waived(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    row = WaiverRow.objects.filter(programme=row_of(thing)).first()
    return {"rule": row.rule, "place": row.place, "seen": row.reason}


def a_tutor(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"person": str(stage.who(f"{thing.place} tutor").person)}


def one_letter(door: str) -> Form:
    """The form of a mapping page with one more letter."""
    shown = page_form(door)

    def form(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
        data = dict(shown(stage, asker, thing))
        field = next(name for name, (value,) in data.items() if name.startswith("c-") and not value)
        return data | {field: "D"}

    return form


def word_template(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    if "template" not in stage.kept:
        document, out = docx.Document(), BytesIO()
        document.add_paragraph("Title: {{ title }}")
        document.save(out)
        stage.kept["template"] = out.getvalue()
    return {"template": SimpleUploadedFile("our-form.docx", stage.kept["template"])}


def reading(name: str, kind: str, action: str = "v", **more: Any) -> Door:
    return Door(name=f"design:{name}", asks=((kind, action),), things=programmes, **more)


def changing(name: str, *asks: tuple[str, str], form: Form, **more: Any) -> tuple[Door, Door]:
    """A page with a form: the page itself, and sending it."""
    asked = {"name": f"design:{name}", "asks": asks, "things": programmes, "only": "draft"}
    return Door(**asked), Door(**asked, method="POST", form=form, **{"success": 302, "writes": CHANGES} | more)


def sending(name: str, kind: str, action: str, *, form: Form, writes: str, **more: Any) -> Door:
    asked = {"asks": ((kind, action),), "things": programmes, "form": form, "writes": frozenset({writes})}
    return Door(name=f"design:{name}", method="POST", success=302, **asked | more)


NEW_ROW = {f"outcome__{ROW.replace('-', '__')}__code": "LO9", f"outcome__{ROW.replace('-', '__')}__text": "Explain it"}
NEW_MODULE = {"code": "NEW-1", "title": "New", "credits": "20", "level": "7", "core": "core", "existing": ""}
DOORS = (
    reading("programme", PROGRAMME),
    reading("gaps", MAPPING),
    reading("findings", PROGRAMME),
    reading("hours", PROGRAMME),
    reading("matrix", MAPPING),
    reading("modules", MODULE),
    reading("module", MODULE),
    reading("changes", PROGRAMME),
    reading("papers", PAPER),
    reading("workbook", PROGRAMME, "x", how="export"),
    reading("own_template", PAPER, "x"),
    reading("own_template", PAPER, "x", method="POST", form=word_template, how="export"),
    sending("papers", PAPER, "x", form=revision, writes="people_job"),
    *changing("facts", (PROGRAMME, "e"), form=page_form("facts", mode="Part time")),
    *changing("add_module", (PROGRAMME, "e"), form=page_form("add_module", **NEW_MODULE)),
    *changing("take_out", (PROGRAMME, "e"), (MODULE, "e"), form=page_form("take_out")),
    *changing("workers", (PROGRAMME, "e"), (MODULE, "e"), form=a_tutor, writes=frozenset({"people_assignment"})),
    *changing("edit_module", (MODULE, "e"), form=page_form("edit_module", title="A new title")),
    *changing("edit_outcomes", (MODULE, "e"), form=page_form("edit_outcomes", do="save", row=[ROW], **NEW_ROW)),
    *changing("edit_assessments", (MODULE, "e"), form=page_form("edit_assessments", do="save", row=[])),
    *changing("edit_hours", (MODULE, "e"), form=page_form("edit_hours", do="save", row=[])),
    *changing("map_outcome", (MAPPING, "e"), form=one_letter("map_outcome")),
    *changing("map_item", (MAPPING, "e"), form=one_letter("map_item")),
    sending("undo", PROGRAMME, "e", form=revision, writes="design_change"),
    sending("take_away", PROGRAMME, "d", form=revision, writes="design_programmerow"),
    sending("restore", PROGRAMME, "d", form=revision, writes="design_programmerow", things=gone, brings_back=True),
    sending("waive", WAIVER, "c", form=open_finding, writes="design_waiverrow"),
    sending("end_waiver", WAIVER, "w", form=waived, writes="design_waiverrow"),
)
