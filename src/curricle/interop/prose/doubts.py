"""Doubts that only the whole list can raise: codes out of order, under a strange heading, texts unlike the others."""

from __future__ import annotations

from collections import Counter
from statistics import median

from curricle.interop.prose.codes import codes_within, follows, parts, shape
from curricle.interop.prose.recipe import Recipe
from curricle.interop.prose.statements import Entry

MOST = 0.8  # of the statements make a rule that the others break


def add_doubts(entries: list[Entry], recipe: Recipe) -> None:
    """Adds doubts to statements, never takes one away."""
    statements = [each for each in entries if not each.group]
    _codes(statements, recipe)
    _order(statements)
    _headings(statements, entries)
    _nested(statements)
    _texts(statements, frozenset(recipe.codes))


def _codes(statements: list[Entry], recipe: Recipe) -> None:
    counts = Counter(each.code.casefold() for each in statements if each.code)
    shapes = Counter(shape(each.code) for each in statements if each.code)
    for each in statements:
        if not each.code:
            each.doubt("has no code")
        elif counts[each.code.casefold()] > 1:
            each.doubt(f"another statement has the code {each.code} too")
        elif shape(each.code) not in recipe.codes or shapes[shape(each.code)] < 3:
            each.doubt("its code is of another shape than the others")


def _order(statements: list[Entry]) -> None:
    """Each code follows from the one before it, or the place where it does not is looked at, on both sides."""
    before: Entry | None = None
    for each in statements:
        if not each.code:
            continue
        if before is None:
            if not all(run in {"a", "A"} or run.isalpha() or int(run) <= 1 for run in parts(each.code)):
                each.doubt("the codes do not begin at the beginning")
        elif not follows(before.code, each.code):
            each.doubt(f"its code does not follow from {before.code} before it; something may be missing")
            before.doubt(f"the code after it, {each.code}, does not follow from it")
        before = each


def _headings(statements: list[Entry], entries: list[Entry]) -> None:
    """Where codes tell the heading (C1.2 under C1), a statement that breaks the rule is looked at."""
    coded = [each for each in statements if len(parts(each.code)) > 1 and each.parent is not None]
    stem = {each.number: parts(each.code)[:-1] for each in coded}
    stems: dict[int, Counter[tuple[str, ...]]] = {}
    homes: dict[tuple[str, ...], Counter[int]] = {}
    for each in coded:
        assert each.parent is not None
        stems.setdefault(each.parent, Counter())[stem[each.number]] += 1
        homes.setdefault(stem[each.number], Counter())[each.parent] += 1
    told = len(homes) > 1 and sum(max(each.values()) for each in stems.values()) >= MOST * len(coded)
    exact = sum(parts(entries[each.parent or 0].code) == stem[each.number] for each in coded) >= MOST * len(coded)
    for each in coded:
        assert each.parent is not None
        parent = entries[each.parent]
        if exact and parts(parent.code) != stem[each.number]:
            each.doubt("the heading above it has not the code that its own calls for")
        mine, usual = stem[each.number], stems[each.parent].most_common(1)[0][0]
        if told and (mine != usual or homes[mine].most_common(1)[0][0] != each.parent):
            each.doubt("its code belongs to another heading")
        named = parts(parent.code)
        if named and mine[: len(named)] != named and parent.code[-1:].isdigit():
            each.doubt(f"its code does not belong to the heading {parent.code} above it")


def _nested(statements: list[Entry]) -> None:
    """A statement whose code begins the codes of others may be their heading, and then they stand in the wrong place."""
    runs = {parts(each.code): each for each in statements if each.code}
    for each in statements:
        mine = parts(each.code)
        for many in range(1, len(mine)):
            above = runs.get(mine[:many])
            if above is not None and above is not each:
                each.doubt(f"the statement {above.code} may be its heading")
                above.doubt("may be a heading: other codes begin with its own")


def _texts(statements: list[Entry], shapes: frozenset[str]) -> None:
    if not statements:
        return
    usual = median(len(each.text) for each in statements)
    stops = sum(each.text.rstrip().endswith(".") for each in statements) / len(statements)
    capitals = sum(each.text[:1].isupper() for each in statements) / len(statements)
    for each in statements:
        text = each.text
        stop = text.rstrip().endswith(".")
        if (stops >= MOST and not stop) or (stops <= 1 - MOST and stop):
            each.doubt("ends unlike the others")
        if (capitals >= MOST and not text[:1].isupper()) or (capitals <= 1 - MOST and text[:1].isupper()):
            each.doubt("begins unlike the others")
        if len(text) > 3.5 * usual or len(text) > 1_500:
            each.doubt("is unusually long")
        if len(text) < 0.25 * usual or len(text) < 8:
            each.doubt("is unusually short")
        if codes_within(text, shapes):
            each.doubt("names a code within its text; two statements may have run together")
        words = text.casefold().split()
        if any(words[:many] == words[many : 2 * many] for many in range(2, 9)):
            each.doubt("says its beginning twice; a heading may have run into it")
        if "\ufffd" in text:
            each.doubt("holds a sign that cannot be read")
