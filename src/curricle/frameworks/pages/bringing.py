"""What was understood of a brought framework, before anything is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.canonical import digest
from curricle.core.framework import Framework, Item
from curricle.core.graph import tree_of
from curricle.core.registry import kind_label
from curricle.door.problems import Problem, Reading, Weight
from curricle.ui.parts import SummaryRow
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.frameworks.forms import BringForm, FactsForm
    from curricle.frameworks.models import ReadingRow

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    depth: int
    code: str
    kind: str
    statement: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """`confirm` is empty where the file was refused."""

    name: str
    title: str
    facts: tuple[SummaryRow, ...]
    lines: tuple[Line, ...]
    more: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    confirm: str
    again: str
    digest: str
    form: FactsForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A document that was begun and is not ended."""

    name: str
    href: str
    begun: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    form: BringForm
    readings: tuple[Begun, ...]


def bring_page(form: BringForm, readings: Iterable[ReadingRow]) -> BringPage:
    """Choose a file, or go on with a document."""
    begun = tuple(Begun(name=row.name, href=reverse("frameworks:prose", args=[row.token]), begun=row.begun) for row in readings)
    return BringPage(form=form, readings=begun)


def understood(name: str, token: str, reading: Reading[Framework], *, format: str, form: FactsForm) -> PreviewPage:
    """The page of a file that was read."""
    framework = reading.value
    tree = tree_of(framework)
    items = {item.id: item for item in framework.items}
    kinds = Counter(item.kind for item in framework.items)
    pairs = (
        ("Read as", format),
        ("Items", f"{len(items)}: " + ", ".join(f"{count} {kind_label(kind).lower()}" for kind, count in kinds.most_common(6))),
        ("Links", plural(len(framework.links), "link")),
    )
    return PreviewPage(
        name=name,
        title=framework.title,
        facts=tuple(SummaryRow(key=key, value=value) for key, value in pairs if value),
        lines=tuple(_line(items[id], tree.depth[id], reading.places.get(id, "")) for id in tree.order[:SHOWN]),
        more=max(0, len(items) - SHOWN),
        errors=(),
        warnings=tuple(each for each in reading.problems if each.severity is not Weight.NOTE),
        confirm=reverse("frameworks:confirm", args=[token]),
        again=reverse("frameworks:bring"),
        digest=digest(framework),
        form=form,
    )


def refused(name: str, problems: Iterable[Problem]) -> PreviewPage:
    """The page of a file that was not let in."""
    return PreviewPage(
        name=name,
        title="",
        facts=(),
        lines=(),
        more=0,
        errors=tuple(problems),
        warnings=(),
        confirm="",
        again=reverse("frameworks:bring"),
        digest="",
    )


def _line(item: Item, depth: int, place: str) -> Line:
    return Line(depth=depth, code=item.code, kind=kind_label(item.kind), statement=item.statement, place=place)
