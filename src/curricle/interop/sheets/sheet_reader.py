"""One sheet under its recipe: which module and outcome a cell speaks of, which item, and what its mark says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curricle.core.terms import Letter
from curricle.door.grid import Sheet
from curricle.interop.sheets.code_list import all_codes
from curricle.interop.sheets.codes import Items, Match
from curricle.interop.sheets.draft import Draft, ModuleDraft, Subject
from curricle.interop.sheets.findings import Findings
from curricle.interop.sheets.labels import is_banner, module_parts, named_parts, outcome_parts, parted
from curricle.interop.sheets.marks import NOTHING, Meaning, letter_of, mark_key, meaning_of, words_beside
from curricle.interop.sheets.module_cells import number_of, words_of
from curricle.interop.sheets.recipe import Axis, ColumnUse, Part, Recipe, SheetRecipe
from curricle.interop.sheets.spread import Spread
from curricle.interop.sheets.understanding import Candidate, Question, Understood

#: Wordings of one workbook for which near ones are looked for.
_MOST_LOOKS = 150


class SheetReader:
    """One sheet; reading it fills the draft and the findings."""

    def __init__(self, sheet: Sheet, recipe: SheetRecipe, whole: Recipe, items: Items, draft: Draft, findings: Findings) -> None:
        self.spread = Spread(sheet)
        self.recipe = recipe
        self.whole = whole
        self.items = items
        self.draft = draft
        self.findings = findings
        self.marks = {mark.text: mark.means for mark in whole.marks}
        self.module: ModuleDraft | None = None
        self.outcome: Subject | None = None
        if recipe.modules is Axis.SHEET:
            self.sheet_module()

    # which cells

    def rows(self) -> Iterator[int]:
        last = self.spread.height - 1 if self.recipe.last_row is None else min(self.recipe.last_row, self.spread.height - 1)
        for row in range(self.recipe.first_row, last + 1):
            if self.spread.blank(row):
                continue
            if self.spread.total(row):
                self.findings.passed(self.spread.place(row), "a row of totals, left out")
            else:
                yield row

    def columns(self, *parts: Part) -> list[ColumnUse]:
        return [use for use in self.recipe.columns if use.part in parts]

    def grid(self) -> list[int]:
        if self.recipe.first_mark is None:
            return []
        last = self.spread.width - 1 if self.recipe.last_mark is None else min(self.recipe.last_mark, self.spread.width - 1)
        other = {use.column for use in self.recipe.columns}
        return [column for column in range(self.recipe.first_mark, last + 1) if column not in other]

    def texts(self, row: int, *parts: Part) -> list[str]:
        return [text for use in self.columns(*parts) if (text := self.spread.text(row, use.column))]

    # modules and outcomes

    def sheet_module(self) -> None:
        """The one module of the sheet, from the cells above the table; code or title from the sheet's name where they give none."""
        texts = {use.part: (use, text) for use in self.recipe.cells if (text := self.spread.text(use.row, use.column))}
        code, title = (words_of(texts[part][1]) if part in texts else "" for part in (Part.MODULE, Part.MODULE_TITLE))
        named = module_parts(self.spread.sheet.name)
        names = [code] if code else [self.spread.sheet.name] if named or not title else []
        if named and not title and (module_parts(code) or ("", ""))[0] == named[0]:
            title = (module_parts(code) or ("", ""))[1] or named[1]
        self.module = self.draft.module(names, title, self.spread.sheet.title)
        for part, name in ((Part.CREDITS, "credits"), (Part.LEVEL, "level")):
            use, text = texts.get(part, (None, ""))
            number = number_of(part, text)
            if number is not None:
                setattr(self.module, name, number)
            elif use:
                self.findings.lost(self.spread.place(use.row, use.column), f"{short(text)} is no number of {name}")

    def banner(self, row: int) -> bool:
        """Whether the row only parts the table: "Year 1" over everything."""
        filled = [text for text in self.spread.rows[row] if text]
        return len(set(filled)) == 1 and (len(filled) > 2 or is_banner(filled[0]))

    def subject(self, row: int) -> Subject | None:
        """The module and outcome of a row where modules or outcomes stand down the sheet; None where there is none."""
        at = self.spread.place(row)
        (names, within), title = parted(self.texts(row, Part.MODULE)), " ".join(self.texts(row, Part.MODULE_TITLE))
        if names or title:
            self.module, self.outcome = self.draft.module(names, title, at), None
        elif not self.whole.carry and self.recipe.modules is Axis.DOWN:
            self.module = None
        if self.module is None:
            return None
        self.numbers(row, self.module)
        texts, text = [*within, *self.texts(row, Part.OUTCOME)], " ".join(self.texts(row, Part.OUTCOME_TEXT))
        if texts or text or self.outcome is None:
            self.outcome = self.draft.outcome(self.module, texts, text, at)
        self.assessments(row, self.outcome)
        return self.outcome

    def assessments(self, row: int, outcome: Subject) -> None:
        named, weights = self.columns(Part.ASSESSMENT), self.columns(Part.WEIGHT)
        shares = [(use, text) for use in weights if (text := self.spread.text(row, use.column)) and mark_key(text) not in NOTHING]
        filled = [(use, text) for use in named if (text := self.spread.text(row, use.column))]
        at = self.spread.place(row, shares[0][0].column) if shares else ""
        if shares and not filled:
            self.findings.lost(at, f"the weight {short(shares[0][1])} stands here, and no assessment in its row")
        for place, (_, text) in enumerate(filled):
            share = shares[place][1] if len(shares) == len(filled) else shares[0][1] if shares else ""
            for says in self.draft.assessment(outcome, text, share):
                self.findings.lost(at or self.spread.place(row, filled[place][0].column), says)

    def numbers(self, row: int, module: ModuleDraft) -> None:
        for part, name in ((Part.CREDITS, "credits"), (Part.LEVEL, "level")):
            for use in self.columns(part):
                text = self.spread.text(row, use.column)
                digits = re.search(r"\d+", text)
                if digits:
                    setattr(module, name, int(digits[0]))
                elif text:
                    self.findings.lost(self.spread.place(row, use.column), f"{text!r} is no number of {name}")

    def item(self, texts: Sequence[tuple[int, str]], column: int) -> Match | None:
        """The item that the cells of one heading name together; what is unknown or contradicts itself is a problem."""
        found = [(row, match) for row, text in texts if (match := self.items.find(text, self.recipe.frameworks))]
        if not found:
            self.unknown(texts[0][0], column, max((text for _, text in texts), key=len))
            return None
        return self.agreed([(row, column, match) for row, match in found])

    def agreed(self, found: Sequence[tuple[int, int, Match]]) -> Match | None:
        row, column, first = found[0]
        several = next((each for each in found if each[2].rest and all_codes(self.items, each[2].rest, self.recipe.frameworks)), None)
        if several:
            text = self.spread.text(several[0], several[1])
            self.findings.lost(self.spread.place(several[0], several[1]), f"{short(text)} names several items where one is looked for")
            return None
        clash = next((match.clash for _, _, match in found if match.clash), "")
        other = next((match for _, _, match in found if match.item.id != first.item.id), None)
        if other or clash:
            self.findings.lost(
                self.spread.place(row, column), clash or f"{first.item.name} and {other.item.name if other else ''} are both named here"
            )
            return None
        self.findings.frameworks.add(first.framework)
        if (first.framework, first.item.id) not in self.items.mappable:
            self.findings.passed(self.spread.place(row, column), f"{first.item.name} is a heading; a claim on it covers nothing below it")
        return first

    def near(self, text: str) -> tuple[tuple[float, Match], ...]:
        """Items whose wording comes near; none once so many were looked for that a page would have to wait."""
        self.findings.looked += 1
        return self.items.close(text, self.recipe.frameworks) if self.findings.looked <= _MOST_LOOKS else ()

    def unknown(self, row: int, column: int, text: str) -> None:
        at = self.spread.place(row, column)
        near = self.near(text)
        candidates = tuple(
            Candidate(
                framework=each.framework, item=each.item.id, name=each.item.name, statement=each.item.statement, percent=int(ratio * 100)
            )
            for ratio, each in near
        )
        if candidates:
            self.findings.questions[at] = Question(at=at, text=text, candidates=candidates)
            self.findings.lost(at, f"{short(text)} is nearly the wording of {candidates[0].name}; say whether it is meant")
        else:
            self.findings.lost(at, f"{short(text)} is no item of the chosen frameworks")

    # marks

    def mark(self, row: int, column: int, subject: Subject, match: Match, letter: Letter | None = None) -> None:
        text = self.spread.text(row, column)
        if not text:
            return
        self.findings.cells += 1
        at = self.spread.place(row, column)
        meaning = meaning_of(text, self.marks, self.whole.numbers)
        if beside := words_beside(text, self.marks):
            self.findings.beside.append((at, beside))
        if meaning is Meaning.UNKNOWN:
            self.outcomes_in_cell(at, text, subject, match)
        elif meaning is Meaning.TAUGHT:
            self.claim(at, subject, match, letter)
        elif meaning is not Meaning.NOTHING:
            self.claim(at, subject, match, letter_of(meaning, self.whole.unlettered))

    def outcomes_in_cell(self, at: str, text: str, subject: Subject, match: Match) -> None:
        """A cell that names outcomes of the module instead of a mark: "LO1, LO3"."""
        parts = [outcome_parts(part) for part in named_parts(text)]
        if not parts or not all(part and not part[1] for part in parts):
            self.findings.lost(at, f"the mark {short(text)} is not known")
            return
        for part in parts:
            if part:
                self.claim(at, self.draft.outcome(subject.module, [part[0]], "", at), match, None)

    def claim(self, at: str, subject: Subject, match: Match, letter: Letter | None) -> None:
        if letter is None:
            self.findings.unlettered += 1
            letter = self.whole.unlettered
        self.draft.claim(subject, match.framework, match.item.id, letter)
        verb = {Letter.I: "introduces", Letter.D: "develops", Letter.A: "assesses"}[letter]
        self.findings.understood.append(
            Understood(
                at=at,
                says=f"{subject.module.code} {subject.code} {verb} {match.item.name}",
                module=subject.module.code,
                outcome=subject.code,
                framework=match.framework,
                item=match.item.id,
                name=match.item.name,
                letter=letter,
            )
        )


def short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
