"""The page on which a framework is written: its tree, and what can be done with the item that is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.registry import FRAMEWORK_KINDS, kind_label
from curricle.core.terms import OrganisationKind, Stage
from curricle.ui.parts import Cell, Column, Link
from curricle.ui.words import day, plural

if TYPE_CHECKING:
    from curricle.frameworks.drafts import Shown, TreeRow
    from curricle.frameworks.models import Draft
    from curricle.frameworks.pages.draft_modules import ModulesPart

SAID = 120  # characters of a statement that a row of the tree shows
STEPS = {
    Stage.DRAFT: "Take back to draft",
    Stage.IN_CONSULTATION: "Open for consultation",
    Stage.SUBMITTED: "Submit for publication",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFrame:
    """What stands over every page of a draft. `sections` lead to its parts; `closed` is the version that came of it.

    `comment`: where those who read it by invitation say what they think. `gone`: who discarded it and when, as a sentence.
    """

    title: str
    label: str
    stage: str
    note: str
    sections: tuple[Link, ...]
    revision: int
    id: str
    href: str
    closed: str
    comment: str
    gone: str


class Row(NamedTuple):
    """One item of the tree; its address is the page's own with the item named. `open_href` fetches what stands below and is not shown.

    A page has hundreds: a named tuple is made in a third of the time of a frozen dataclass.
    """

    id: str
    code: str
    title: str
    words: str
    kind: str
    chosen: bool
    below: tuple[Row, ...]
    open_href: str
    open_says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Rows of one level, and the way to the rest of them."""

    rows: tuple[Row, ...]
    more: str
    more_says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What can be done with the chosen item: steps by one button each, and pages that ask more."""

    id: str
    name: str
    steps: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    frame: DraftFrame
    top: Level
    more: dict[str, Link]
    count: str
    may_edit: bool
    chosen: Chosen | None
    step: str
    add: str
    adopt: str
    undo: str
    undo_says: str
    moves: tuple[tuple[str, str], ...]
    move: str
    publish: str
    modules: ModulesPart | None
    discard: str
    back: str
    back_until: str
    problem: tuple[Link, ...] = ()


def frame(draft: Draft, *, here: str, items: int | None = None) -> DraftFrame:
    """The head of a draft's pages; `here` is the address name of the page. Who is invited is not led to how the work goes."""
    id = str(draft.uuid)
    national = draft.line.organisation.kind == OrganisationKind.NATIONAL.value
    working = (("Look again", "frameworks:draft_checks"), ("Changes", "frameworks:draft_changes"))
    modules = (("Modules", "frameworks:draft_modules"),) if draft.kind == "curriculum" else ()
    parts = (
        ("Items", "frameworks:draft"),
        *modules,
        ("Facts", "frameworks:draft_facts"),
        *(() if draft.outside else working),
        *((("Consultation", "frameworks:draft_consultation"),) if national else ()),
    )
    return DraftFrame(
        title=draft.title,
        label=f"{draft.line.code} {draft.version}",
        stage="Discarded" if draft.discarded else draft.stage.capitalize(),
        note=f"{FRAMEWORK_KINDS.get(draft.kind, draft.kind.capitalize())}, changed {day(draft.changed)}",
        sections=(
            *(Link(text=text, href=reverse(name, args=[id]), current=name == here) for text, name in parts),
            Link(text="What it changes", href=reverse("frameworks:since", args=[f"draft:{id}"])),
        ),
        revision=draft.revision,
        id=id,
        href=reverse("frameworks:draft", args=[id]),
        closed=reverse("frameworks:version", args=[draft.frozen.uuid]) if draft.frozen else "",
        comment=reverse("frameworks:draft_consultation", args=[id]) if draft.outside else "",
        gone=f"Discarded {_by(draft)}on {day(draft.discarded)}. Nobody can change it." if draft.discarded else "",
    )


def _by(draft: Draft) -> str:
    return f"by {draft.discarded_by.name} " if draft.discarded_by else ""


def draft_page(
    draft: Draft,
    tree: Shown,
    *,
    at: str,
    may_edit: bool,
    moves: Iterable[Stage],
    undo: str,
    modules: ModulesPart | None = None,
    may_discard: bool = False,
    back_until: date | None = None,
    problem: str | Link = "",
) -> DraftPage:
    """The tree with the item `at` chosen; `undo` says what the last change was, empty where there is none.

    `back_until`: the day up to which this person may take the discarded draft back, None where they may not.
    """
    id = str(draft.uuid)
    rows = {row.uuid: row for down in tree.rows.values() for row in down}
    moves = tuple(moves)
    own = draft.line.organisation.kind != OrganisationKind.NATIONAL.value
    offered = [(to.value, STEPS[to]) for to in moves if to in STEPS]
    if own and may_edit and not draft.frozen_id:
        offered.append(("keep", "Keep this version"))
    return DraftPage(
        frame=frame(draft, here="frameworks:draft"),
        top=level_of(draft, tree, "", at),
        more={up: _more(id, tree, up) for up in tree.more if up},
        count=plural(tree.total, "item"),
        may_edit=may_edit,
        chosen=(_chosen(id, rows[at], tree) if may_edit else _read(draft, rows[at])) if at in rows else None,
        step=reverse("frameworks:draft_step", args=[id]),
        add=reverse("frameworks:draft_add", args=[id]),
        adopt=reverse("frameworks:draft_adopt", args=[id]),
        undo=reverse("frameworks:draft_undo", args=[id]) if may_edit and undo else "",
        undo_says=undo,
        moves=tuple(offered),
        move=reverse("frameworks:draft_stage", args=[id]),
        publish=reverse("frameworks:draft_publish", args=[id]) if Stage.IMPLEMENTED in moves else "",
        modules=modules,
        discard=reverse("frameworks:draft_discard", args=[id]) if may_discard else "",
        back=reverse("frameworks:draft_restore", args=[id]) if back_until else "",
        back_until=day(back_until) if back_until else "",
        problem=(problem if isinstance(problem, Link) else Link(text=problem),) if problem else (),
    )


def level_of(draft: Draft, tree: Shown, parent: str, at: str = "") -> Level:
    """The children of an item with everything below them that is shown."""
    id = str(draft.uuid)
    more = _more(id, tree, parent) if parent in tree.more else Link(text="")
    return Level(rows=tuple(_row(id, row, tree, at) for row in tree.rows.get(parent, ())), more=more.href, more_says=more.text)


def _more(id: str, tree: Shown, parent: str) -> Link:
    last = tree.rows[parent][-1].place + 1
    href = f"{reverse('frameworks:draft', args=[id])}?{urlencode({'open': parent, 'start': last})}"
    return Link(text=f"Show {plural(tree.more[parent] - last, 'more', 'more')}", href=href)


def _row(draft: str, row: TreeRow, tree: Shown, at: str) -> Row:
    down = tree.rows.get(row.uuid, ())
    below = tree.below.get(row.uuid, 0)
    words = row.statement if row.statement != row.title else ""
    return Row(
        id=row.uuid,
        code=row.code,
        title=row.title,
        words=words if len(words) <= SAID else f"{words[: SAID - 1]}…",
        kind=kind_label(row.kind),
        chosen=row.uuid == at,
        below=tuple(_row(draft, each, tree, at) for each in down),
        open_href=f"/frameworks/drafts/{draft}/?open={row.uuid}" if below and not down else "",
        open_says=f"Open {below}",
    )


def _read(draft: Draft, row: TreeRow) -> Chosen:
    """For those who may not change it: its page, and by invitation where to say something of it."""
    item = Link(text="Read it", href=reverse("frameworks:draft_item", args=[draft.uuid, row.uuid]))
    about = Link(text="Comment on it", href=comment_on(draft.uuid, row.uuid)) if draft.outside else None
    return Chosen(id=row.uuid, name=_name(row), steps=(), links=(item, about) if about else (item,))


def comment_on(draft: object, item: str) -> str:
    """The address at which somebody comments on an item."""
    return f"{reverse('frameworks:draft_consultation', args=[draft])}?{urlencode({'item': item})}#comment"


def _name(row: TreeRow) -> str:
    return row.code or row.title or row.statement[:60]


def _chosen(draft: str, row: TreeRow, tree: Shown) -> Chosen:
    last = tree.below.get(row.parent, 0) - 1
    steps = (
        ("up", "Move up", row.place > 0),
        ("down", "Move down", row.place < last),
        ("indent", "Indent", row.place > 0),
        ("outdent", "Outdent", bool(row.parent)),
    )
    item = reverse("frameworks:draft_item", args=[draft, row.uuid])
    add = reverse("frameworks:draft_add", args=[draft])
    pages = (
        ("Edit", item),
        ("Add after it", f"{add}?{urlencode({'parent': row.parent, 'after': row.uuid})}"),
        ("Add below it", f"{add}?{urlencode({'parent': row.uuid})}"),
        ("Put under another", reverse("frameworks:draft_under", args=[draft, row.uuid])),
        ("Links", reverse("frameworks:draft_links", args=[draft, row.uuid])),
        ("Split", reverse("frameworks:draft_split", args=[draft, row.uuid])),
        ("Merge", reverse("frameworks:draft_merge", args=[draft, row.uuid])),
        ("Retire or remove", reverse("frameworks:draft_leave", args=[draft, row.uuid])),
    )
    return Chosen(
        id=row.uuid,
        name=_name(row),
        steps=tuple((name, text) for name, text, possible in steps if possible),
        links=tuple(Link(text=text, href=href) for text, href in pages),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsPart:
    """The drafts that the list of frameworks shows above the versions."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    begin: str
    discarded: tuple[Link, ...]


def drafts_part(drafts: Iterable[Draft], *, begin: bool, discarded: Iterable[Draft] = ()) -> DraftsPart:
    """One row a draft, the newest change first; `discarded`: those that may be taken back, each with `until`."""
    return DraftsPart(
        columns=(
            Column(text="Draft"),
            Column(text="Version"),
            Column(text="Stage"),
            Column(text="Items", numeric=True),
            Column(text="Changed"),
        ),
        rows=tuple(
            (
                Cell(text=each.title, href=reverse("frameworks:draft", args=[each.uuid])),
                Cell(text=each.version),
                Cell(text=each.stage.capitalize()),
                Cell(text=each.count),
                Cell(text=day(each.changed)),
            )
            for each in drafts
        ),
        begin=reverse("frameworks:draft_begin") if begin else "",
        discarded=tuple(
            Link(text=f"{each.title} {each.version}, until {day(each.until)}", href=reverse("frameworks:draft", args=[each.uuid]))
            for each in discarded
        ),
    )
