"""Reads one sheet by its recipe: which module and outcome a cell speaks of, which item, and what its mark says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curricle.core.terms import Letter
from curricle.door.grid import Sheet
from curricle.door.problems import Problem, Weight
from curricle.interop.sheets.codes import Items, Match
from curricle.interop.sheets.draft import Draft, ModuleDraft, Subject
from curricle.interop.sheets.labels import is_banner, item_like, outcome_parts
from curricle.interop.sheets.marks import Meaning, letter_of, meaning_of
from curricle.interop.sheets.recipe import Axis, ColumnUse, Part, Recipe, SheetRecipe
from curricle.interop.sheets.spread import Spread, is_total
from curricle.interop.sheets.understanding import Candidate, Question, Understood


class Findings:
    """What the sheets gave, in the order of reading."""

    def __init__(self) -> None:
        self.understood: list[Understood] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.questions: dict[str, Question] = {}
        self.frameworks: set[str] = set()
        self.cells = 0
        self.unlettered = 0

    def lost(self, at: str, says: str) -> None:
        self.problems.append(Problem(at=at, says=says, severity=Weight.WARNING))

    def passed(self, at: str, says: str) -> None:
        self.notes.append(Problem(at=at, says=says, severity=Weight.NOTE))


class SheetReader:
    """One sheet; `read` fills the draft and the findings."""

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

    def read(self) -> None:
        if self.recipe.modules is Axis.SHEET:
            self._sheet_module()
        readers = {Axis.ACROSS: self._items_across, Axis.DOWN: self._items_down, Axis.LISTED: self._items_listed}
        readers.get(self.recipe.items, self._no_items)()

    def _no_items(self) -> None:
        for row in self._rows():
            if not self._banner(row):
                self._subject(row)

    # which cells

    def _rows(self) -> Iterator[int]:
        last = self.spread.height - 1 if self.recipe.last_row is None else min(self.recipe.last_row, self.spread.height - 1)
        for row in range(self.recipe.first_row, last + 1):
            if self.spread.blank(row):
                continue
            if self.spread.total(row):
                self.findings.passed(self.spread.place(row), "a row of totals, left out")
            else:
                yield row

    def _columns(self, *parts: Part) -> list[ColumnUse]:
        return [use for use in self.recipe.columns if use.part in parts]

    def _grid(self) -> list[int]:
        if self.recipe.first_mark is None:
            return []
        last = self.spread.width - 1 if self.recipe.last_mark is None else min(self.recipe.last_mark, self.spread.width - 1)
        other = {use.column for use in self.recipe.columns}
        return [column for column in range(self.recipe.first_mark, last + 1) if column not in other]

    def _texts(self, row: int, *parts: Part) -> list[str]:
        return [text for use in self._columns(*parts) if (text := self.spread.text(row, use.column))]

    # modules and outcomes

    def _sheet_module(self) -> None:
        texts = {use.part: self.spread.text(use.row, use.column) for use in self.recipe.cells}
        names = [texts[Part.MODULE]] if texts.get(Part.MODULE) else [] if texts.get(Part.MODULE_TITLE) else [self.spread.sheet.name]
        self.module = self.draft.module(names, texts.get(Part.MODULE_TITLE, ""), self.spread.sheet.title)
        if texts.get(Part.CREDITS, "").isdigit():
            self.module.credits = int(texts[Part.CREDITS])

    def _banner(self, row: int) -> bool:
        """Whether the row only parts the table: "Year 1" over everything."""
        filled = [text for text in self.spread.rows[row] if text]
        return len(set(filled)) == 1 and (len(filled) > 2 or is_banner(filled[0]))

    def _subject(self, row: int) -> Subject | None:
        """The module and outcome of a row where modules or outcomes stand down the sheet; None where there is none."""
        at = self.spread.place(row)
        names, title = self._texts(row, Part.MODULE), " ".join(self._texts(row, Part.MODULE_TITLE))
        if names or title:
            self.module, self.outcome = self.draft.module(names, title, at), None
        elif not self.whole.carry and self.recipe.modules is Axis.DOWN:
            self.module = None
        if self.module is None:
            return None
        self._numbers(row, self.module)
        texts, text = self._texts(row, Part.OUTCOME), " ".join(self._texts(row, Part.OUTCOME_TEXT))
        if texts or text or self.outcome is None:
            self.outcome = self.draft.outcome(self.module, texts, text, at)
        for assessment in self._texts(row, Part.ASSESSMENT):
            self.draft.assessment(self.outcome, assessment, " ".join(self._texts(row, Part.WEIGHT)))
        return self.outcome

    def _numbers(self, row: int, module: ModuleDraft) -> None:
        for part, name in ((Part.CREDITS, "credits"), (Part.LEVEL, "level")):
            for use in self._columns(part):
                text = self.spread.text(row, use.column)
                digits = re.search(r"\d+", text)
                if digits:
                    setattr(module, name, int(digits[0]))
                elif text:
                    self.findings.lost(self.spread.place(row, use.column), f"{text!r} is no number of {name}")

    # items across

    def _items_across(self) -> None:
        heads = [use.row for use in self.recipe.heading_rows if use.part is Part.ITEM]
        items = dict(self._heading_items(heads))
        for row in self._rows():
            if self._banner(row):
                self.findings.passed(self.spread.place(row), f"{next(filter(None, self.spread.rows[row]))!r} was read as a heading")
                continue
            subject = self._subject(row)
            for column, match in items.items():
                if subject:
                    self._mark(row, column, subject, match)
                elif self.spread.text(row, column):
                    self.findings.lost(self.spread.place(row, column), "a mark stands here, and no module in its row")

    def _heading_items(self, heads: Sequence[int]) -> Iterator[tuple[int, Match]]:
        for column in self._grid():
            texts = [(row, text) for row in heads if (text := self.spread.text(row, column))]
            if not texts or any(is_total(text) for _, text in texts):
                continue
            match = self._item(texts, column)
            if match:
                yield column, match

    def _item(self, texts: Sequence[tuple[int, str]], column: int) -> Match | None:
        """The item that the cells of one heading name together; what is unknown or contradicts itself is a problem."""
        found = [(row, match) for row, text in texts if (match := self.items.find(text, self.recipe.frameworks))]
        if not found:
            self._unknown(texts[0][0], column, max((text for _, text in texts), key=len))
            return None
        return self._agreed([(row, column, match) for row, match in found])

    def _agreed(self, found: Sequence[tuple[int, int, Match]]) -> Match | None:
        row, column, first = found[0]
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

    def _unknown(self, row: int, column: int, text: str) -> None:
        at = self.spread.place(row, column)
        near = self.items.close(text, self.recipe.frameworks)
        candidates = tuple(
            Candidate(
                framework=each.framework, item=each.item.id, name=each.item.name, statement=each.item.statement, percent=int(ratio * 100)
            )
            for ratio, each in near
        )
        if candidates:
            self.findings.questions[at] = Question(at=at, text=text, candidates=candidates)
            self.findings.lost(at, f"{_short(text)} is nearly the wording of {candidates[0].name}; say whether it is meant")
        else:
            self.findings.lost(at, f"{_short(text)} is no item of the chosen frameworks")

    # items down

    def _items_down(self) -> None:
        subjects = dict(self._heading_subjects()) if self.recipe.modules is Axis.ACROSS else {}
        letters = {use.column: use.letter for use in self._columns(Part.MARK)}
        columns = [*subjects, *letters]
        for row in self._rows():
            match = self._row_item(row, columns)
            if match is None:
                continue
            if self.recipe.modules is not Axis.ACROSS:
                subject = self._subject(row)
                subjects = dict.fromkeys(letters, subject) if subject else {}
            for column in subjects:
                self._mark(row, column, subjects[column], match, letters.get(column))
        self._unnamed_columns(subjects)

    def _row_item(self, row: int, columns: Sequence[int]) -> Match | None:
        """The item of a row. Unknown ones are a problem where marks stand or a code's shape; other rows are headings."""
        texts = [(use.column, text) for use in self._columns(Part.ITEM) if (text := self.spread.text(row, use.column))]
        found = [(row, column, match) for column, text in texts if (match := self.items.find(text, self.recipe.frameworks))]
        marked = [column for column in columns if self.spread.text(row, column)]
        if found:
            mappable = (found[0][2].framework, found[0][2].item.id) in self.items.mappable
            heading = not mappable and (not marked or self._banner(row))
            return None if heading else self._agreed(found)
        if self._banner(row):
            self.findings.passed(self.spread.place(row), f"{next(filter(None, self.spread.rows[row]))!r} was read as a heading")
        elif texts and (marked or item_like(texts[0][1]) or self.items.close(max((text for _, text in texts), key=len))):
            self._unknown(row, texts[0][0], max((text for _, text in texts), key=len))
        elif marked:
            self.findings.lost(self.spread.place(row, marked[0]), "a mark stands here, and no item in its row")
        elif texts:
            self.findings.passed(self.spread.place(row), f"{_short(texts[0][1])} was read as a heading")
        return None

    def _heading_subjects(self) -> Iterator[tuple[int, Subject]]:
        rows = {part: [use.row for use in self.recipe.heading_rows if use.part is part] for part in Part}
        module: ModuleDraft | None = None
        for column in self._grid():
            names = [text for row in rows[Part.MODULE] if (text := self.spread.text(row, column))]
            title = " ".join(text for row in rows[Part.MODULE_TITLE] if (text := self.spread.text(row, column)))
            outcomes = [text for row in (*rows[Part.OUTCOME], *rows[Part.OUTCOME_TEXT]) if (text := self.spread.text(row, column))]
            if any(is_total(text) for text in (*names, title)):
                continue
            at = self.spread.place(min(use.row for use in self.recipe.heading_rows if use.part is not Part.IGNORE), column)
            if names or title:
                module = self.draft.module(names, title, at)
            elif not (outcomes and self.whole.carry):
                continue
            if module:
                yield column, self.draft.outcome(module, outcomes, "", at)

    def _unnamed_columns(self, subjects: dict[int, Subject]) -> None:
        if self.recipe.modules is not Axis.ACROSS:
            return
        heads = [use.row for use in self.recipe.heading_rows]
        for column in self._grid():
            if column in subjects or any(is_total(self.spread.text(row, column)) for row in heads):
                continue
            marked = next((row for row in self._rows_quietly() if self.spread.text(row, column)), None)
            if marked is not None:
                self.findings.lost(self.spread.place(marked, column), "a mark stands here, and no module above its column")

    def _rows_quietly(self) -> Iterator[int]:
        last = self.spread.height - 1 if self.recipe.last_row is None else min(self.recipe.last_row, self.spread.height - 1)
        return (row for row in range(self.recipe.first_row, last + 1) if not self.spread.total(row) and not self._banner(row))

    # items listed

    def _items_listed(self) -> None:
        for row in self._rows():
            if self._banner(row):
                self.findings.passed(self.spread.place(row), f"{next(filter(None, self.spread.rows[row]))!r} was read as a heading")
                continue
            subject = self._subject(row)
            for use in self._columns(Part.ITEM):
                text = self.spread.text(row, use.column)
                if text and subject is None:
                    self.findings.lost(self.spread.place(row, use.column), "codes stand here, and no module in their row")
                elif text and subject:
                    self._codes(row, use, subject, text)

    def _codes(self, row: int, use: ColumnUse, subject: Subject, text: str) -> None:
        at = self.spread.place(row, use.column)
        self.findings.cells += 1
        meaning, letter = self._row_letter(row)
        if meaning in (Meaning.UNKNOWN, Meaning.NOTHING):
            return
        letter = letter or use.letter
        if not self.items.is_list(text, self.recipe.frameworks):
            match = self._item([(row, text)], use.column)
            if match:
                self._claim(at, subject, match, letter)
            return
        for each in self.items.listed(text, self.recipe.frameworks):
            if each.match is None:
                self.findings.lost(at, f"{_short(each.text)} is no item of the chosen frameworks")
            else:
                self.findings.frameworks.add(each.match.framework)
                self._claim(at, subject, each.match, Letter(each.letter) if each.letter else letter)

    def _row_letter(self, row: int) -> tuple[Meaning, Letter | None]:
        """What the row's own mark column says of all its codes; "taught" without a letter where it is empty or missing."""
        for use in self._columns(Part.MARK):
            text = self.spread.text(row, use.column)
            meaning = meaning_of(text, self.marks, self.whole.numbers)
            if meaning is Meaning.UNKNOWN:
                self.findings.lost(self.spread.place(row, use.column), f"the mark {_short(text)} is not known")
            if text:
                return meaning, use.letter if meaning is Meaning.TAUGHT else letter_of(meaning, self.whole.unlettered)
        return Meaning.TAUGHT, None

    # marks

    def _mark(self, row: int, column: int, subject: Subject, match: Match, letter: Letter | None = None) -> None:
        text = self.spread.text(row, column)
        if not text:
            return
        self.findings.cells += 1
        at = self.spread.place(row, column)
        meaning = meaning_of(text, self.marks, self.whole.numbers)
        if meaning is Meaning.UNKNOWN:
            self._outcomes_in_cell(at, text, subject, match)
        elif meaning is Meaning.TAUGHT:
            self._claim(at, subject, match, letter)
        elif meaning is not Meaning.NOTHING:
            self._claim(at, subject, match, letter_of(meaning, self.whole.unlettered))

    def _outcomes_in_cell(self, at: str, text: str, subject: Subject, match: Match) -> None:
        """A cell that names outcomes of the module instead of a mark: "LO1, LO3"."""
        parts = [outcome_parts(part.strip()) for part in re.split(r"[,;\n/&]", text) if part.strip()]
        if not parts or not all(part and not part[1] for part in parts):
            self.findings.lost(at, f"the mark {_short(text)} is not known")
            return
        for part in parts:
            if part:
                self._claim(at, self.draft.outcome(subject.module, [part[0]], "", at), match, None)

    def _claim(self, at: str, subject: Subject, match: Match, letter: Letter | None) -> None:
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


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
