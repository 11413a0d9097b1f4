"""Pages on which a module is changed: its facts and texts, its rows, whether the programme holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.changes import Difference, differences
from curricle.core.framework import Framework
from curricle.core.hours import module_hours
from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.design.module_form import HELD, KEY, LINES, TEXTS, ModuleForm
from curricle.design.pages.frame import Frame, frame
from curricle.design.pages.remedies import part
from curricle.ui.parts import Link
from curricle.ui.row_forms import RowForms, RowPart, row_parts
from curricle.ui.words import hours as in_hours
from curricle.ui.words import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """How a try to save went: `stale` and what `clash`es, or a `problem` in words. `mine`: what was entered. Status of the answer."""

    stale: str = ""
    problem: str = ""
    status: int = 200
    mine: Programme | None = None


NOT_TRIED = Went()
NAMES = (*KEY, *HELD, *(name for name, *_ in LINES))
TEXT_NAMES = tuple(name for name, _ in TEXTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditModulePage:
    """`heading` and `says` tell what is done; `names` are the fields in their order, the texts last."""

    frame: Frame
    heading: str
    says: tuple[str, ...]
    form: ModuleForm
    names: tuple[str, ...]
    texts: tuple[str, ...]
    action: str
    back: str
    submit: str
    others: tuple[Link, ...]
    revision: int
    stale: str
    problem: str
    clash: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRowsPage:
    """`light`: many short rows, whose fields stand beside each other."""

    frame: Frame
    heading: str
    title: str
    module: str
    form: RowForms
    light: bool
    rows: tuple[RowPart, ...]
    names: tuple[str, ...]
    says: tuple[str, ...]
    word: str
    action: str
    back: str
    others: tuple[Link, ...]
    revision: int
    stale: str
    problem: str
    clash: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutPage:
    frame: Frame
    code: str
    title: str
    says: tuple[str, ...]
    action: str
    back: str
    revision: int
    stale: str


def edit_module_page(
    programme: Programme,
    module: Module,
    form: ModuleForm,
    *,
    revision: int,
    seen: int,
    others: tuple[str, ...],
    went: Went = NOT_TRIED,
) -> EditModulePage:
    """Facts and texts of one module. `seen`: the revision that the next save names; `others`: programmes that hold the module too."""
    return EditModulePage(
        frame=frame(programme, revision=revision, here="design:modules"),
        heading=f"Change {module.code} {module.title}",
        says=shared(others),
        form=form,
        names=tuple(name for name in NAMES if name in form.fields),
        texts=TEXT_NAMES,
        action=part(programme.code, module, "edit_module"),
        back=reverse("design:module", args=[programme.code, module.code or module.id]),
        submit="Save",
        others=_parts(programme, module, "edit_module"),
        revision=seen,
        stale=went.stale,
        problem=went.problem,
        clash=clash(programme, went.mine),
    )


def add_module_page(programme: Programme, form: ModuleForm, *, revision: int, seen: int, went: Went = NOT_TRIED) -> EditModulePage:
    """A new module, or one that the university has."""
    return EditModulePage(
        frame=frame(programme, revision=revision, here="design:modules"),
        heading="Add a module",
        says=("Outcomes, assessments, hours and texts come next, on the module's own pages.",),
        form=form,
        names=tuple(name for name in ("existing", *NAMES) if name in form.fields),
        texts=(),
        action=reverse("design:add_module", args=[programme.code]),
        back=reverse("design:modules", args=[programme.code]),
        submit="Add the module",
        others=(),
        revision=seen,
        stale=went.stale,
        problem=went.problem,
        clash=clash(programme, went.mine),
    )


def edit_rows_page(
    programme: Programme,
    module: Module,
    rows: RowForms,
    *,
    what: str,
    revision: int,
    seen: int,
    others: tuple[str, ...],
    went: Went = NOT_TRIED,
) -> EditRowsPage:
    """The outcomes, assessments or hours of one module as rows. `module` holds what can be read of the rows as they are shown."""
    word = {"outcome": "outcome", "assessment": "assessment", "hours": "row"}[rows.kind]
    return EditRowsPage(
        frame=frame(programme, revision=revision, here="design:modules"),
        heading=f"{what.capitalize()} of {module.code}",
        title=module.title,
        light=rows.kind == "hours",
        module=module.code,
        form=rows,
        rows=row_parts(rows, word),
        names=tuple(rows.rows[0].form.fields) if rows.rows else (),
        says=(*shared(others), *_sums(rows.kind, module)),
        word=word,
        action=part(programme.code, module, f"edit_{what}"),
        back=reverse("design:module", args=[programme.code, module.code or module.id]) + f"#{what}",
        others=_parts(programme, module, f"edit_{what}"),
        revision=seen,
        stale=went.stale,
        problem=went.problem,
        clash=clash(programme, went.mine),
    )


def take_out_page(programme: Programme, module: Module, *, revision: int, others: tuple[str, ...], stale: str = "") -> TakeOutPage:
    """What taking a module out means, before it is done."""
    says = [f"{module.code} stays a module of your university, with its outcomes, assessments, hours and claims; you can add it again."]
    if module.claims:
        says.append(f"Its {plural(len(module.claims), 'claim')} no longer count in {programme.code}, so items may become gaps.")
    if others:
        says.append(f"{', '.join(others)} {'keeps' if len(others) == 1 else 'keep'} it.")
    says.append("You can undo this under Changes.")
    return TakeOutPage(
        frame=frame(programme, revision=revision, here="design:modules"),
        code=module.code,
        title=module.title,
        says=tuple(says),
        action=part(programme.code, module, "take_out"),
        back=reverse("design:module", args=[programme.code, module.code or module.id]),
        revision=revision,
        stale=stale,
    )


def clash(programme: Programme, mine: Programme | None, lenses: Iterable[Framework] = ()) -> tuple[Difference, ...]:
    """What stands now beside what was entered."""
    return differences(programme, mine, lenses) if mine is not None else ()


def shared(others: tuple[str, ...]) -> tuple[str, ...]:
    return (f"Also in {', '.join(others)}: a change here changes it there.",) if others else ()


def _parts(programme: Programme, module: Module, here: str) -> tuple[Link, ...]:
    """The edit pages of a module, the one we are on marked."""
    pages = (
        ("Facts and texts", "edit_module"),
        ("Outcomes", "edit_outcomes"),
        ("Assessments", "edit_assessments"),
        ("Hours", "edit_hours"),
    )
    return tuple(Link(text=text, href=part(programme.code, module, name), current=name == here) for text, name in pages)


def _sums(kind: str, module: Module) -> tuple[str, ...]:
    if kind == "outcome":
        return ("An outcome that you remove takes its claims with it, and no assessment assesses it any more.",)
    if kind == "assessment":
        return (f"The weights add up to {sum(each.weight for each in module.assessments)}%.",) if module.assessments else ()
    line = module_hours(module)
    whole = f"{in_hours(line.planned)} planned; {module.credits} credits need {in_hours(line.needed)}."
    share = "" if line.blended is None else f" Blended share {round(line.blended * 100)}% of scheduled and guided time."
    paid = f"In paid time: {in_hours(line.off_the_job)}; time inside paid working hours counts as off-the-job training."
    how = "Write hours as 12, 12.5 or 12:30. Month 1 is the first of the programme."
    return (f"{whole}{share}", paid, how)
