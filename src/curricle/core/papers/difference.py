"""The difference of two versions as sheets: the counts, every change with its words, and the pairs that nobody has decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curricle.core.framework import Framework, Item
from curricle.core.papers.grid import CellStyle, GridCell, Sheet, Workbook
from curricle.core.versions.compare import Act, ItemChange, VersionDifference
from curricle.core.versions.field import FieldChange
from curricle.core.versions.words import Fate, Span

MARKS: Mapping[Fate, tuple[str, str]] = {Fate.KEPT: ("", ""), Fate.GONE: ("[-", "-]"), Fate.NEW: ("{+", "+}")}
HOW_TO_READ = "Words between [- and -] are gone, words between {+ and +} are new."


def marked(spans: Iterable[Span]) -> str:
    """The words of both texts with marks around what is gone and what is new: "Assesses {+and records+} gait."."""
    text = ""
    for span in spans:
        left, right = MARKS[span.fate]
        bare = span.text.rstrip()
        text += f"{left}{bare}{right}{span.text[len(bare) :]}"
    return text


def difference_book(before: Framework, after: Framework, found: VersionDifference) -> Workbook:
    """Sheets Summary, Changes and Doubtful."""
    name = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in f"{after.code}-{before.version}-to-{after.version}")
    return Workbook(
        file=name,
        title=f"{after.title}: what changed from {before.version} to {after.version}",
        sheets=(_summary(before, after, found), _changes(found), _doubtful(before, after, found)),
    )


def _head(*words: str) -> tuple[GridCell, ...]:
    return tuple(GridCell(word, CellStyle.HEAD) for word in words)


def _row(*cells: str | int) -> tuple[GridCell, ...]:
    return tuple(GridCell(each, CellStyle.WRAP if isinstance(each, str) else CellStyle.PLAIN) for each in cells)


def _summary(before: Framework, after: Framework, found: VersionDifference) -> Sheet:
    rows = [_row(act.value.capitalize(), found.count(act)) for act in Act]
    rows += [_row("As before", found.same), _row("Doubtful pairs", len(found.doubtful)), _row("Facts that changed", len(found.facts))]
    if found.modules:
        rows.append(_row("Modules that changed", len(found.modules)))
    above = (
        f"Before: {before.title} {before.version} ({before.id})",
        f"After: {after.title} {after.version} ({after.id})",
        HOW_TO_READ,
    )
    return Sheet(
        name="Summary",
        head=_head("What became of the items", "How many"),
        rows=tuple(rows),
        widths=(40, 12),
        above=tuple((GridCell(line, CellStyle.TITLE),) for line in above),
        filtered=False,
    )


def _changes(found: VersionDifference) -> Sheet:
    rows = [_row("fact", "", "", each.field, each.before, each.after, marked(each.spans)) for each in found.facts]
    for module in found.modules:
        what = "module " + ", ".join(module.became)
        names = (module.before.code if module.before else "", module.after.code if module.after else "")
        rows += [_row(what, *names, each.field, each.before, each.after, marked(each.spans)) for each in module.fields]
        rows += [] if module.fields else [_row(what, *names, "", "", "", "")]
    for change in found.items:
        rows += _rows(change)
    return Sheet(
        name="Changes",
        head=_head("What", "Code before", "Code after", "Field", "Before", "After", "Words"),
        rows=tuple(rows),
        widths=(18, 14, 14, 16, 60, 60, 70),
        columns_kept=3,
    )


def _rows(change: ItemChange) -> list[tuple[GridCell, ...]]:
    """One row a field that changed; for what has no other side, one with the whole statements."""
    acts = ", ".join(change.acts)
    codes = (_names(change.before), _names(change.after))
    if not change.fields and not change.under_before:
        return [_row(acts, *codes, "statement", _statements(change.before), _statements(change.after), "")]
    rows = [_row(acts, *codes, each.field, each.before, each.after, _words(each)) for each in change.fields]
    if change.under_before:
        rows.append(_row(acts, *codes, "stands under", change.under_before, change.under_after, ""))
    return rows


def _words(change: FieldChange) -> str:
    return marked(change.spans)


def _names(items: Iterable[Item]) -> str:
    return ", ".join(item.name for item in items)


def _statements(items: Iterable[Item]) -> str:
    return "\n".join(item.statement for item in items)


def _doubtful(before: Framework, after: Framework, found: VersionDifference) -> Sheet:
    old, new = ({item.id: item for item in side.items} for side in (before, after))
    rows = [
        _row(
            old[pair.before].name,
            old[pair.before].statement,
            new[pair.after].name,
            new[pair.after].statement,
            f"{round(pair.likeness * 100)}%",
        )
        for pair in found.doubtful
    ]
    return Sheet(
        name="Doubtful",
        head=_head("Code before", "Before", "Code after", "After", "Alike"),
        rows=tuple(rows),
        widths=(14, 60, 14, 60, 10),
    )
