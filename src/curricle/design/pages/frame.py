"""What every page of a programme shares: who it is, its sections, and where a place of it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.canonical import digest
from curricle.core.findings import Place
from curricle.core.programme import Programme
from curricle.ui.parts import Link

SECTIONS = (
    ("Overview", "design:programme"),
    ("Gaps", "design:gaps"),
    ("Findings", "design:findings"),
    ("Hours", "design:hours"),
    ("Matrix", "design:matrix"),
    ("Modules", "design:modules"),
    ("Papers", "design:papers"),
    ("Asked outside", "design:outside"),
    ("Changes", "design:changes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Head and foot of a programme's pages. `facts`: (word, value) pairs of the identity bar."""

    code: str
    title: str
    sections: tuple[Link, ...]
    facts: tuple[tuple[str, str], ...]
    digest: str
    revision: int
    demonstration: bool


def frame(programme: Programme, *, revision: int, here: str) -> Frame:
    """The frame of a programme, with the section `here` (an address name) marked."""
    credits = f"{programme.award.credits} credits" if programme.award.credits else ""
    level = f"level {programme.award.level}" if programme.award.level else ""
    intake = f"{programme.first_intake.day} {programme.first_intake:%B %Y}" if programme.first_intake else "not given"
    facts = (
        ("Award", ", ".join(part for part in (programme.award.type or programme.award.title, credits, level) if part) or "none"),
        ("First intake", intake),
        ("Modules", str(len(programme.modules))),
        ("Revision", f"{revision}, draft"),
    )
    return Frame(
        code=programme.code,
        title=programme.title,
        sections=tuple(Link(text=text, href=reverse(name, args=[programme.code]), current=name == here) for text, name in SECTIONS),
        facts=facts,
        digest=_digest(programme),
        revision=revision,
        demonstration=programme.demonstration,
    )


_DIGESTS: dict[int, tuple[Programme, str]] = {}
KEPT = 64


def _digest(programme: Programme) -> str:
    """The programme's digest, worked out once for each value in this process; the value is held, so its id stays its own."""
    held = _DIGESTS.get(id(programme))
    if held is None or held[0] is not programme:
        if len(_DIGESTS) >= KEPT:
            _DIGESTS.clear()
        held = _DIGESTS[id(programme)] = (programme, digest(programme))
    return held[1]


class Addresses:
    """Where each place of a programme is shown: the page and the very element on it."""

    def __init__(self, programme: Programme, lens_of_item: Mapping[str, str] | None = None) -> None:
        self.code = programme.code
        self.module_of = {module.id: module.code for module in programme.modules}
        for module in programme.modules:
            self.module_of.update({outcome.id: module.code for outcome in module.outcomes})
            self.module_of.update({assessment.id: module.code for assessment in module.assessments})
        self.lens_of_item = lens_of_item or {}
        self.gaps = reverse("design:gaps", args=[self.code])

    def of(self, place: Place) -> str:
        """The address of a place, with its anchor; the programme's overview for what has no page of its own."""
        if place.kind in ("module", "outcome", "assessment", "hours") and place.id in self.module_of:
            return self.module(self.module_of[place.id], place)
        if place.kind == "claim":
            outcome = place.id.partition(":")[0]
            code = self.module_of.get(outcome)
            return self.module(code, Place(kind="outcome", id=outcome, label="")) if code else ""
        if place.kind == "item":
            return self.item(place.id)
        if place.kind == "lens" and place.field == "mapping":
            return reverse("design:matrix", args=[self.code]) + f"?lens={place.id}"
        return reverse("design:programme", args=[self.code]) + ("#lenses" if place.kind == "lens" else "#facts")

    def facts(self, place: Place) -> str:
        """The very field of the facts form, for a place in the programme, its award or a lens."""
        if place.kind == "lens" or place.field in ("lenses", "framework", "digest", "minimum_off_the_job"):
            field = "id_lenses"
        elif place.field in ("modules", "placements"):
            field = "id_credits"
        else:
            field = {"first_intake": "id_first_intake-day"}.get(place.field, f"id_{place.field or 'title'}")
        return reverse("design:facts", args=[self.code]) + f"#{field}"

    def module(self, code: str, place: Place | None = None) -> str:
        anchor = ""
        if place is not None:
            anchor = f"#{place.kind}-{place.id}" if place.kind in ("outcome", "assessment") else f"#{place.field or 'top'}"
        return reverse("design:module", args=[self.code, code]) + anchor

    def item(self, id: str) -> str:
        lens = self.lens_of_item.get(id, "")
        return f"{self.gaps}?show=all{f'&lens={lens}' if lens else ''}#i-{id}"
