"""Modules, outcomes and claims in the making, as cell after cell is understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from curricle.core.module import Assessment, Claim, Module, Outcome
from curricle.core.terms import Letter
from curricle.interop.sheets.labels import module_parts, outcome_parts, weight_of
from curricle.interop.sheets.naming import id_from, plain

#: The outcome that stands for a module whose sheet names none.
STAND_IN = "LO0"
NO_OUTCOMES = "Outcomes not given in the sheet"
NO_TEXT = "Outcome text not given in the sheet"
_ORDINAL = re.compile(r"(?:module|mod|unit)[ .]*\d{1,2}", re.IGNORECASE)
_WEIGHT = re.compile(r"[(\[]?\s*(\d{1,3})\s*%\s*[)\]]?")


@dataclass(slots=True, kw_only=True)
class ModuleDraft:
    """One module in the making; outcomes and assessments by the key under which the sheet names them."""

    code: str
    title: str
    at: str
    numbered: bool = False  # the sheet gives no code; ours is EPA-M1, EPA-M2 … in the programme EPA
    credits: int = 0
    level: int = 7
    outcomes: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # key -> code, text, place
    assessments: dict[str, tuple[int | None, list[str]]] = field(default_factory=dict)  # title -> weight if given, outcome keys
    claims: dict[tuple[str, str, str], Letter] = field(default_factory=dict)  # outcome key, framework, item


@dataclass(frozen=True, slots=True)
class Subject:
    """What a mark speaks of: a module, and an outcome's key in it."""

    module: ModuleDraft
    outcome: str

    @property
    def code(self) -> str:
        return self.module.outcomes[self.outcome][0] if self.outcome in self.module.outcomes else STAND_IN


class Draft:
    """All modules in the order in which the sheets first name them."""

    def __init__(self, programme_code: str) -> None:
        self.programme_code = programme_code
        self.modules: dict[str, ModuleDraft] = {}

    def module(self, texts: Sequence[str], title: str, at: str) -> ModuleDraft:
        """The module that these texts name by code or title; made when it is new. A title is filled in where it was missing."""
        code, words = "", [title] if title else []
        for text in texts:
            parts = module_parts(text)
            if parts and not code:
                code = parts[0]
                words += [parts[1]] if parts[1] else []
            elif not code and re.fullmatch(r"(?=\S*\d)\S{2,14}", text):
                code = text
            elif text:
                words.append(text)
        if _ORDINAL.fullmatch(code):  # "Module 1" is what every programme calls its first: a name, not a code
            code, words = "", [*words, code]
        name = words[0] if words else ""
        key = plain(code or name)
        known = self.modules.get(key) or next((each for each in self.modules.values() if not code and plain(each.title) == key), None)
        if known is None:
            numbered = not code
            known = ModuleDraft(code=code or self._made_up(), title=name or code, at=at, numbered=numbered)
            self.modules[key] = known
        elif name and known.title == known.code:
            known.title = name
        return known

    def _made_up(self) -> str:
        """A code that no module of another programme has: the programme's own code stands before it."""
        taken, number = {plain(each.code) for each in self.modules.values()}, len(self.modules) + 1
        start = f"{self.programme_code}-" if self.programme_code else ""
        while plain(f"{start}M{number}") in taken:
            number += 1
        return f"{start}M{number}"

    def outcome(self, module: ModuleDraft, texts: Sequence[str], text: str, at: str) -> Subject:
        """The outcome that these texts name; the stand-in for all outcomes when they name none."""
        filled = [each for each in (*texts, text) if each]
        if not filled:
            return Subject(module, "")
        code, words = "", text
        for each in texts:
            parts = outcome_parts(each)
            if parts:
                code, words = parts[0], words or parts[1]
            elif re.fullmatch(r"\d{1,2}[.)]?", each):
                code = f"LO{each.rstrip('.)')}"
            elif len(each) <= 6 and not code:
                code = each
            else:
                words = words or each
        if not code:
            same = next((key for key, known in module.outcomes.items() if plain(known[1]) == plain(words)), "")
            code = module.outcomes[same][0] if same else f"LO{sum(bool(key) for key in module.outcomes) + 1}"
        return self._kept(module, plain(code), code, words or NO_TEXT, at)

    def _kept(self, module: ModuleDraft, key: str, code: str, text: str, at: str) -> Subject:
        known = module.outcomes.get(key)
        if known is None or known[1] == NO_TEXT:
            module.outcomes[key] = (code, text, known[2] if known else at)
        return Subject(module, key)

    def _stand_in(self, subject: Subject) -> None:
        if not subject.outcome:
            subject.module.outcomes.setdefault("", (STAND_IN, NO_OUTCOMES, subject.module.at))

    def assessment(self, subject: Subject, text: str, share: str = "") -> list[str]:
        """Elements such as "Portfolio (60%); Viva 40%", each assessing the outcome of the row; `share` is what stands beside them.

        Answers what was not understood, in words.
        """
        self._stand_in(subject)
        parts = [(_WEIGHT.search(part), _WEIGHT.sub("", part).strip(" ,:–—-")) for part in re.split(r"[;\n]", text)]
        named = [(title, int(found[1]) if found else None) for found, title in parts if title]
        shares, problems = _shares(share, len(named))
        for (title, own), beside in zip(named, shares, strict=True):
            weight = beside if own is None else own
            held, outcomes = subject.module.assessments.get(title, (None, []))
            if None not in (held, weight) and held != weight:
                problems.append(f"{title!r} weighs {weight}% here and {held}% above; {held}% was kept")
            subject.module.assessments[title] = (weight if held is None else held, outcomes)
            if subject.outcome not in outcomes:
                outcomes.append(subject.outcome)
        return problems

    def claim(self, subject: Subject, framework: str, item: str, letter: Letter) -> None:
        """One letter per outcome and item: the highest."""
        self._stand_in(subject)
        key = (subject.outcome, framework, item)
        known = subject.module.claims.get(key)
        if known is None or known.rank < letter.rank:
            subject.module.claims[key] = letter

    def built(self) -> tuple[tuple[Module, ...], dict[str, str]]:
        """The modules, and the place of each module and outcome by id."""
        places: dict[str, str] = {}
        return tuple(self._module(each, places) for each in self.modules.values()), places

    def _module(self, draft: ModuleDraft, places: dict[str, str]) -> Module:
        code = plain(draft.code)
        id = id_from(self.programme_code, "module", code)
        ids = {key: id_from(self.programme_code, "outcome", code, plain(known[0])) for key, known in draft.outcomes.items()}
        places[id] = draft.at
        places.update({ids[key]: known[2] for key, known in draft.outcomes.items()})
        assessments = tuple(
            Assessment(
                id=id_from(self.programme_code, "assessment", code, plain(f"A{at}")),
                code=f"A{at}",
                title=title,
                weight=weight or 0,
                outcomes=tuple(ids[key] for key in keys),
            )
            for at, (title, (weight, keys)) in enumerate(draft.assessments.items(), 1)
        )
        claims = tuple(
            Claim(outcome=ids[outcome], framework=framework, item=item, letter=letter)
            for (outcome, framework, item), letter in draft.claims.items()
        )
        outcomes = tuple(Outcome(id=ids[key], code=known[0], text=known[1]) for key, known in draft.outcomes.items())
        return Module(
            id=id,
            code=draft.code,
            title=draft.title,
            credits=draft.credits,
            level=draft.level,
            outcomes=outcomes,
            assessments=assessments,
            claims=claims,
        )


def _shares(text: str, count: int) -> tuple[list[int | None], list[str]]:
    """The weight of each of `count` assessments, from the text beside them, and what of it was not understood."""
    if not text:
        return [None] * count, []
    found = [weight_of(part) for part in re.split(r"[;\n,/]", text) if part.strip()]
    if None in found or not found:
        return [None] * count, [f"{text!r} is no weight in per cent"]
    if len(found) != count:
        return [None] * count, [f"{text!r} gives {len(found)} of {count} weights; write one for each assessment"]
    return found, []
