"""Pages on which the parts of a module of a model curriculum are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curricle.core.checks import RULES
from curricle.core.framework import Framework
from curricle.core.hours import module_hours
from curricle.core.module import Module
from curricle.core.versions.modules import field_changes
from curricle.frameworks.pages.draft import DraftFrame
from curricle.frameworks.pages.draft_item import Clash
from curricle.frameworks.pages.draft_modules import module_name, module_parts
from curricle.ui.parts import Link
from curricle.ui.row_forms import RowForms, RowPart, row_parts
from curricle.ui.words import hours

WORDS = {"outcome": "outcome", "assessment": "assessment", "hours": "row"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleRowsPage:
    """The outcomes, hours or assessments of one module as rows; `says` holds their sums. `light`: many short rows."""

    frame: DraftFrame
    heading: str
    title: str
    parts: tuple[Link, ...]
    form: RowForms
    light: bool
    rows: tuple[RowPart, ...]
    names: tuple[str, ...]
    says: tuple[str, ...]
    word: str
    action: str
    back: str
    revision: int
    stale: str
    clash: tuple[Clash, ...]


def module_rows_page(
    frame: DraftFrame,
    module: Module,
    rows: RowForms,
    *,
    what: str,
    action: str,
    back: str,
    revision: int,
    stale: str = "",
    clash: tuple[Clash, ...] = (),
) -> ModuleRowsPage:
    """`module` holds what can be read of the rows as they are shown; `revision`: the one that the next save names."""
    word = WORDS[rows.kind]
    return ModuleRowsPage(
        frame=frame,
        heading=f"{what.capitalize()} of {module.code or module.title}",
        title=module_name(module),
        parts=module_parts(frame.id, module, f"frameworks:draft_{what}"),
        form=rows,
        light=rows.kind == "hours",
        rows=row_parts(rows, word),
        names=tuple(rows.rows[0].form.fields) if rows.rows else (),
        says=_sums(rows.kind, module),
        word=word,
        action=action,
        back=back,
        revision=revision,
        stale=stale,
        clash=clash,
    )


def module_clash(stands: Framework, mine: Module, names: Mapping[str, str], *, core: bool | None = None) -> tuple[Clash, ...]:
    """What differs between the module as it stands now and as it was entered; empty where it is gone."""
    now = next((each for each in stands.facts.modules if each.id == mine.id), None)
    if now is None:
        return ()
    is_core = now.id not in stands.facts.optional_modules
    told = field_changes(now, mine, names, core=(is_core, is_core if core is None else core))
    return tuple(Clash(what=each.field[:1].upper() + each.field[1:], stands=each.before, mine=each.after) for each in told)


def _sums(kind: str, module: Module) -> tuple[str, ...]:
    if kind == "outcome":
        return ("An outcome that you remove takes its claims with it, and no assessment assesses it any more.",)
    if kind == "assessment":
        if not module.outcomes:
            return ("The module has no outcomes yet, so an assessment has none to assess. Write the outcomes first.",)
        weights = sum(each.weight for each in module.assessments)
        short = "" if weights == 100 or not module.assessments else " They must come to 100%, unless all are pass or fail."
        return (f"The weights add up to {weights}%.{short}",) if module.assessments else ()
    line = module_hours(module)
    need = f"{module.credits} credits need {hours(line.needed)}: ten hours a credit, {RULES['credits-10'].source}."
    over = f" {hours(abs(line.difference))} too {'many' if line.difference > 0 else 'few'}." if line.difference else " That is exact."
    share = () if line.blended is None else (f"Blended share {round(line.blended * 100)}% of scheduled and guided time.",)
    kinds = "; ".join(f"{way.value} {hours(minutes)}" for way, minutes in line.by_kind if minutes)
    how = "Write hours as 12, 12.5 or 12:30. Month 1 is the first of the programme."
    return (f"{hours(line.planned)} planned{f': {kinds}' if kinds else ''}. {need}{over}", *share, how)
