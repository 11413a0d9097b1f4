"""Forms in which a framework is written. Kinds, levels, pillars and professions are words: known ones are offered, others are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from curricle.core.drafting.modules import stands_on
from curricle.core.framework import Facts, Framework, Item
from curricle.core.registry import FRAMEWORK_KINDS, KINDS, PILLARS

KEPT, NEW = "same", "new"
WORDS = ("statement", "title")
KINDS_OFFERED = f"One of {', '.join(FRAMEWORK_KINDS)}, or a word of your own."
LISTS = ("pillars", "professions", "keywords")
TEXTS = ("code", "kind", "title", "statement", "practice_level", "fheq_level", "requirement", "scope", "notes")


def listed(text: str) -> tuple[str, ...]:
    """The entries of a field that holds several, separated by commas, each once."""
    return tuple(dict.fromkeys(each for part in text.split(",") if (each := part.strip())))


class Text(forms.CharField):
    """Lines end with one character, as they are kept; spaces around a text are nobody's wording."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")  # type: ignore[no-any-return]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


class BeginForm(forms.Form):
    """A new framework: what it is, before it has items."""

    title = forms.CharField(label="Title", max_length=500, error_messages={"required": "Enter the title of the framework"})
    code = forms.CharField(
        label="Code",
        max_length=100,
        help_text="Short, such as POD-EP. All versions share it; it does not change.",
        error_messages={"required": "Enter a short code"},
    )
    version = forms.CharField(label="Version", max_length=60, initial="1.0", error_messages={"required": "Enter a version such as 1.0"})
    kind = forms.ChoiceField(label="What it is", choices=list(FRAMEWORK_KINDS.items()), initial="schema")
    professions = Text(label="Professions", required=False, max_length=500, help_text="Separated by commas; leave empty for all.")
    stands_on = forms.ChoiceField(
        label="The schema it stands on",
        required=False,
        help_text="For a model curriculum: its modules claim the items of this version.",
    )

    def __init__(self, *args: Any, grounds: Iterable[tuple[str, str]], **more: Any) -> None:
        """`grounds`: (id, words) of what a model curriculum may stand on."""
        super().__init__(*args, **more)
        self.fields["stands_on"].choices = [("", "None"), *grounds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if got.get("kind") == "curriculum" and not got.get("stands_on") and "stands_on" not in self.errors:
            self.add_error("stands_on", "Choose the schema whose items the modules claim")
        return got

    def framework(self) -> Framework:
        """The framework without items; identifiers are given when it is begun."""
        got = self.cleaned_data
        return Framework(
            id="",
            line="",
            code=got["code"],
            title=got["title"],
            version=got["version"],
            kind=got["kind"],
            professions=listed(got["professions"]),
            facts=Facts(stands_on=(got["stands_on"],) if got["kind"] == "curriculum" else ()),
        )


class NextForm(forms.Form):
    """The next version of a framework that is here."""

    version = forms.CharField(
        label="Version",
        max_length=60,
        help_text="Another label than those of the versions that are here.",
        error_messages={"required": "Enter a version such as 2.0"},
    )


class FactsForm(forms.Form):
    """What the framework says of itself. `revision` is the one that the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title", max_length=500, error_messages={"required": "Enter the title of the framework"})
    version = forms.CharField(label="Version", max_length=60, error_messages={"required": "Enter a version such as 2.0"})
    kind = forms.CharField(
        label="What it is", max_length=60, widget=forms.TextInput(attrs={"list": "framework-kinds"}), help_text=KINDS_OFFERED
    )
    description = Text(label="Description", required=False, max_length=20_000, widget=_area(5))
    professions = Text(label="Professions", required=False, max_length=500, help_text="Separated by commas; leave empty for all.")
    mappable = Text(
        label="Kinds of item that programmes map to",
        required=False,
        max_length=500,
        help_text="Separated by commas, such as capability. Leave empty for the usual: capability, knowledge, skill, behaviour.",
    )
    publisher = forms.CharField(label="Publisher", max_length=500, required=False)
    licence = forms.CharField(label="Licence", max_length=2000, required=False)
    source_url = forms.CharField(label="Address of the source", max_length=2000, required=False)
    notes = Text(label="Notes", required=False, max_length=20_000, widget=_area(3))
    level = forms.IntegerField(label="Level", required=False, min_value=1, max_value=8)
    months = forms.IntegerField(label="Typical duration, in months", required=False, min_value=1, max_value=120)
    credits = forms.IntegerField(label="Credits", required=False, min_value=0, max_value=480)
    stands_on = forms.MultipleChoiceField(
        label="What it stands on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The modules claim items of these versions.",
    )

    def __init__(self, *args: Any, grounds: Iterable[tuple[str, str]] = (), **more: Any) -> None:
        """`grounds`: (id, words) of what a model curriculum may stand on; others are not asked."""
        super().__init__(*args, **more)
        self.fields["stands_on"].choices = list(grounds)  # type: ignore[attr-defined]
        if not grounds:
            del self.fields["stands_on"]

    def said(self, base: Framework) -> Framework:
        """The framework with what was entered laid over it; facts that the form does not ask for stay."""
        got = self.cleaned_data
        facts: Facts = replace(base.facts, level=got["level"], months=got["months"], credits=got["credits"])
        if "stands_on" in got:
            facts = replace(facts, stands_on=tuple(got["stands_on"]))
        lists = {name: listed(got[name]) for name in ("professions", "mappable")}
        texts = {name: got[name] for name in ("title", "version", "kind", "description", "publisher", "licence", "source_url", "notes")}
        return replace(base, facts=facts, **lists, **texts)


def facts_entered(base: Framework, revision: int) -> dict[str, Any]:
    """What the form shows at first."""
    texts = {
        name: getattr(base, name) for name in ("title", "version", "kind", "description", "publisher", "licence", "source_url", "notes")
    }
    lists: dict[str, Any] = {name: ", ".join(getattr(base, name)) for name in ("professions", "mappable")}
    lists["stands_on"] = stands_on(base)
    return {"revision": revision, **texts, **lists, **{name: getattr(base.facts, name) for name in ("level", "months", "credits")}}


class ItemForm(forms.Form):
    """One item. `meaning` is asked where it stands in a version, and must be answered where its words change."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(label="Code", max_length=200, required=False, help_text="A label of this version. It may be empty.")
    kind = forms.CharField(
        label="Kind",
        max_length=60,
        widget=forms.TextInput(attrs={"list": "kinds"}),
        error_messages={"required": "Enter a kind, such as capability"},
    )
    title = forms.CharField(label="Short title", max_length=2000, required=False)
    statement = Text(
        label="Statement",
        required=False,
        max_length=20_000,
        widget=_area(4),
        help_text="Markdown is shown: *emphasis*, lists, links. HTML is shown as text.",
    )
    meaning = forms.ChoiceField(
        label="What happens to its meaning?",
        choices=[
            (KEPT, "It stays: a typing error, clearer words, a code or a tag"),
            (NEW, "It changes: this becomes a new item, and the old one says that it is replaced by it"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    known_pillars = forms.MultipleChoiceField(label="Pillars", required=False, widget=forms.CheckboxSelectMultiple)
    pillars = Text(label="Other pillars", required=False, max_length=280, help_text="Separated by commas. None, one or several.")
    professions = Text(label="Professions", required=False, max_length=2000, help_text="Separated by commas; leave empty for all.")
    practice_level = forms.CharField(
        label="Level of practice", max_length=200, required=False, widget=forms.TextInput(attrs={"list": "practice-levels"})
    )
    fheq_level = forms.CharField(label="Academic level", max_length=60, required=False)
    requirement = forms.CharField(
        label="Core or optional", max_length=60, required=False, widget=forms.TextInput(attrs={"list": "requirements"})
    )
    scope = forms.CharField(label="Generic or specialist", max_length=60, required=False, widget=forms.TextInput(attrs={"list": "scopes"}))
    keywords = Text(label="Keywords", required=False, max_length=2000, help_text="Separated by commas.")
    notes = Text(label="Notes", required=False, max_length=20_000, widget=_area(3))

    def __init__(self, *args: Any, pillars: Iterable[str] = (), held: Item | None = None, known: bool = False, **more: Any) -> None:
        """`pillars`: those that the framework has already; `held`: the item as it stands; `known`: it stands in a version too."""
        super().__init__(*args, **more)
        self.held = held
        self.offered = tuple(dict.fromkeys((*PILLARS, *pillars)))
        self.fields["known_pillars"].choices = [(each, each.capitalize()) for each in self.offered]  # type: ignore[attr-defined]
        if not known:
            del self.fields["meaning"]

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if not got.get("statement") and not got.get("title"):
            self.add_error("statement", "Enter a statement, or at least a short title")
        reworded = self.held and any(_said(getattr(self.held, name), got.get(name, "")) != getattr(self.held, name) for name in WORDS)
        if reworded and "meaning" in self.fields and not got.get("meaning"):
            self.add_error("meaning", "Say whether its meaning stays or changes")
        return got

    def said(self, base: Item) -> Item:
        """The item with what was entered laid over it."""
        got = self.cleaned_data
        chosen = (*(each for each in self.offered if each in got["known_pillars"]), *listed(got["pillars"]))
        pillars = base.pillars if set(chosen) == set(base.pillars) else tuple(dict.fromkeys(chosen))
        lists = {name: listed(got[name]) for name in LISTS if name != "pillars"}
        return replace(base, pillars=pillars, **lists, **{name: _said(getattr(base, name), got[name]) for name in TEXTS})

    @property
    def renews(self) -> bool:
        """Whether the person said that the meaning changes."""
        return bool(self.cleaned_data.get("meaning") == NEW)


def _said(before: str, now: str) -> str:
    """What was entered; the text as it was where it only lost its edges or its line ends on the way through the browser."""
    return before if before.replace("\r\n", "\n").replace("\r", "\n").strip() == now else now


def item_entered(item: Item, revision: int, offered: Iterable[str]) -> dict[str, Any]:
    """What the form shows of an item at first."""
    others = [each for each in item.pillars if each not in set(offered)]
    return {
        "revision": revision,
        **{name: getattr(item, name) for name in TEXTS},
        "known_pillars": [each for each in item.pillars if each not in others],
        "pillars": ", ".join(others),
        "professions": ", ".join(item.professions),
        "keywords": ", ".join(item.keywords),
    }


class LevelsForm(forms.Form):
    """Up to six levels with what the item looks like there; empty ones are left out."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for at in range(1, 7):
            self.fields[f"level{at}"] = forms.CharField(
                label=f"Level {at}", max_length=200, required=False, widget=forms.TextInput(attrs={"list": "practice-levels"})
            )
            self.fields[f"words{at}"] = Text(label=f"What it looks like at level {at}", max_length=20_000, required=False, widget=_area(2))

    @property
    def levels(self) -> list[tuple[str, str]]:
        """(level, words) of those that are filled in."""
        got = self.cleaned_data
        pairs = [(got[f"level{at}"], got[f"words{at}"]) for at in range(1, 7)]
        return [pair for pair in pairs if any(pair)]


class SplitForm(forms.Form):
    """Up to four parts; empty ones are left out."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for at in (1, 2, 3, 4):
            self.fields[f"code{at}"] = forms.CharField(label=f"Code of part {at}", max_length=200, required=False)
            self.fields[f"part{at}"] = Text(label=f"Statement of part {at}", max_length=20_000, required=False, widget=_area(3))

    def parts(self, base: Item) -> list[Item]:
        """The parts with their words; tags are those of the item that is split."""
        got = self.cleaned_data
        return [
            replace(base, code=got[f"code{at}"], title="", statement=got[f"part{at}"]) for at in (1, 2, 3, 4) if got[f"part{at}"].strip()
        ]


class MergeForm(forms.Form):
    """Other items of the draft that become one with this."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    find = forms.CharField(
        label="Find items of the draft",
        required=False,
        max_length=200,
        help_text="By code or words. Without any, those of the same level stand below.",
    )
    others = forms.MultipleChoiceField(
        label="Merge it with",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one other item"},
    )
    code = forms.CharField(label="Code of the merged item", max_length=200, required=False)
    statement = Text(
        label="Statement of the merged item",
        max_length=20_000,
        widget=_area(5),
        error_messages={"required": "Enter the words of the merged item"},
    )

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["others"].choices = list(offered)  # type: ignore[attr-defined]

    def merged(self, base: Item) -> Item:
        """The one item that they become; its tags are those of the item from which they are merged."""
        return replace(base, code=self.cleaned_data["code"], statement=self.cleaned_data["statement"])


class UnderForm(forms.Form):
    """Under which item another one goes."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    parent = forms.ChoiceField(label="Put it under", required=False)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parent"].choices = [("", "The top of the framework"), *places]  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """Retire or remove; a retired item may say by which it is replaced."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    replaced_by = forms.ChoiceField(label="Is it replaced by another item?", required=False)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], known: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["replaced_by"].choices = [("", "No, nothing says it any more"), *places]  # type: ignore[attr-defined]
        if not known:
            del self.fields["replaced_by"]

    @property
    def heirs(self) -> tuple[str, ...]:
        """The item by which it is replaced; none where nothing says it any more."""
        heir = self.cleaned_data.get("replaced_by")
        return (heir,) if heir else ()


OFFERED = {
    "kinds": tuple(KINDS),
    "practice-levels": ("entry", "enhanced", "advanced", "consultant"),
    "requirements": ("core", "optional"),
    "scopes": ("generic", "specialist"),
    "framework-kinds": tuple(FRAMEWORK_KINDS),
}
