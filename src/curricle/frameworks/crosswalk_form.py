"""What comes in by the pages of crosswalks."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from curricle.core.crosswalk import CROSSWALK_RELATIONS, STRENGTHS, CrosswalkLink
from curricle.frameworks.models import Version
from curricle.frameworks.pages.linking import Entered

MOST_NOTE = 2_000


class CrosswalkForm(forms.Form):
    """What the crosswalk is called, and between which versions it stands."""

    title = forms.CharField(label="Title", max_length=300)
    about = forms.CharField(
        label="About it", required=False, max_length=5_000, widget=forms.Textarea, help_text="Who made it, how, and what it is good for."
    )
    source = forms.ChoiceField(label="From", help_text="Its items will stand on the left, each with its links.")
    target = forms.ChoiceField(label="To")

    def __init__(self, *args: object, versions: Iterable[Version], **more: object) -> None:
        """`versions`: those that may be linked, as crosswalks.linkable gives them."""
        super().__init__(*args, **more)
        self.versions = {str(row.uuid): row for row in versions}
        choices = [(uuid, f"{row.title} {row.version} ({row.owner})") for uuid, row in self.versions.items()]
        for name in ("source", "target"):
            self.fields[name].choices = [("", "Choose a version"), *choices]

    def clean(self) -> dict[str, object]:
        """The two must differ."""
        got = super().clean() or {}
        if got.get("source") and got.get("source") == got.get("target"):
            self.add_error("target", "Choose another version than the one under “From”")
        return got


def entered(post: QueryDict, get: QueryDict) -> Entered:
    """What was asked for by the address, and what was typed."""
    page = get.get("page", "")
    return Entered(
        at=(post.get("at") or get.get("at", ""))[:80],
        q=get.get("q", "").strip()[:200],
        show="unlinked" if get.get("show") == "unlinked" else "",
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and int(page) else 1,
        targets=frozenset(each[:80] for each in post.getlist("target")),
        relation=post.get("relation", "exact")[:60],
        strength=post.get("strength", "")[:1],
        note=post.get("note", "")[: MOST_NOTE + 1],
    )


def wrong_with(typed: Entered) -> str:
    """Why these cannot be links, in words; "" where they can."""
    if not typed.targets:
        return "Choose at least one item to link to"
    if typed.relation not in CROSSWALK_RELATIONS:
        return "Choose how the two items stand to each other"
    if typed.strength and typed.strength not in {str(number) for number in STRENGTHS}:
        return "Choose a strength, or none"
    return f"The note is longer than {MOST_NOTE:,} characters" if len(typed.note) > MOST_NOTE else ""


def links_of(typed: Entered) -> tuple[CrosswalkLink, ...]:
    """The links that were asked for."""
    strength = int(typed.strength) if typed.strength else None
    return tuple(
        CrosswalkLink(source=typed.at, target=target, relation=typed.relation, strength=strength, note=typed.note.strip())
        for target in sorted(typed.targets)
    )


def number(text: str | None) -> int:
    """A revision or step as a form sends it; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
