"""The coverage strip: one cell per item in framework order, grouped, the letter inside, gaps outlined; picture and text say the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from curricle.ui.words import plural

CELL = 24  # px: the smallest target that WCAG 2.2 (2.5.8) accepts
COLUMNS = 12  # 12 cells are 288 px: what a 320 px screen leaves between its margins
SMALL_COLUMNS, SMALL = 18, 15  # in lists a cell is drawn at 15 px: 18 of them are 270 px
WORDS = {"A": "assessed", "D": "developed", "I": "introduced", "": "not covered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StripCell:
    """One item. `letter` I, D, A or '' (none); `gap` outlines it whatever its letter; `title` is read out and shown on hover."""

    code: str
    letter: str = ""
    group: str = ""
    title: str = ""
    href: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    cells: tuple[StripCell, ...]
    label: str = "Coverage"  # what is covered against what: "Coverage of the demonstration standard"

    @property
    def groups(self) -> tuple[tuple[str, tuple[StripCell, ...]], ...]:
        """Runs of cells with one group label, in the order given."""
        return tuple((name, tuple(run)) for name, run in groupby(self.cells, key=lambda cell: cell.group))

    @property
    def gaps(self) -> tuple[StripCell, ...]:
        return tuple(cell for cell in self.cells if cell.gap)


def summary(strip: Strip) -> str:
    """'34 items: 20 assessed, 9 developed, 3 introduced, 2 not covered; 3 gaps.'"""
    counts = [(sum(cell.letter == letter for cell in strip.cells), word) for letter, word in WORDS.items()]
    told = ", ".join(f"{count} {word}" for count, word in counts if count) or "none"
    return f"{plural(len(strip.cells), 'item')}: {told}; {plural(len(strip.gaps), 'gap') if strip.gaps else 'no gaps'}."


def as_text(strip: Strip) -> str:
    """One line for mail and lists: 'Clinical AAD-I Research DA-'. Letters in framework order, a dash where nothing is claimed."""
    return "  ".join(f"{name} {''.join(cell.letter or '-' for cell in cells)}".strip() for name, cells in strip.groups)


def markup(strip: Strip, small: bool = False) -> Markup:
    """The strip as a figure of one SVG per group. `small` is for lists: a plain picture without links or group names."""
    drawn = "".join(_group(name, cells, small) for name, cells in strip.groups)
    told = escape(summary(strip))
    caption = "" if small else f'<figcaption class="cu-strip__caption">{told}</figcaption>'
    name = escape(f"{strip.label}. {summary(strip)}")
    role = "img" if small else "group"
    return Markup(  # noqa: S704 - every word inside is escaped
        f'<figure class="cu-strip{" cu-strip--small" if small else ""}" role="{role}" aria-label="{name}"'
        f'{"" if small else " data-cu-strip"}><div class="cu-strip__groups">{drawn}</div>{caption}</figure>'
    )


def _group(name: str, cells: tuple[StripCell, ...], small: bool) -> str:
    most, side = (SMALL_COLUMNS, SMALL) if small else (COLUMNS, CELL)
    columns, rows = min(most, len(cells)), -(-len(cells) // most)
    body = "".join(_cell(cell, number, most, small) for number, cell in enumerate(cells))
    covered = sum(bool(cell.letter) for cell in cells)
    width, height = columns * CELL, rows * CELL
    links = any(cell.href for cell in cells) and not small
    said = escape(f"{name or 'Items'}: {covered} of {len(cells)} covered. {''.join(cell.letter or '-' for cell in cells)}")
    heading = "" if small or not name else f'<div class="cu-strip__name">{escape(name)} <span>{covered} of {len(cells)}</span></div>'
    return (
        f'<div class="cu-strip__group">{heading}<svg class="cu-strip__picture" width="{columns * side}" height="{rows * side}" '
        f'viewBox="0 0 {width} {height}" role="{"group" if links else "img"}" aria-label="{said}" focusable="false">{body}</svg></div>'
    )


def _cell(cell: StripCell, number: int, columns: int, small: bool) -> str:
    x, y = number % columns * CELL, number // columns * CELL
    kind = f"cu-cell cu-cell--{cell.letter or 'none'}{' cu-cell--gap' if cell.gap else ''}"
    inset = 4 if cell.gap else 1
    title = escape(cell.title or f"{cell.code}: {WORDS.get(cell.letter, cell.letter)}")
    gap = f'<rect class="cu-cell__gap" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="2"/>' if cell.gap else ""
    shape = (
        f"<title>{title}</title>{gap}"
        f'<rect x="{x + inset}" y="{y + inset}" width="{CELL - 2 * inset}" height="{CELL - 2 * inset}" rx="2"/>'
        f'<text x="{x + CELL // 2}" y="{y + CELL // 2 + 5}" text-anchor="middle">{escape(cell.letter or "–")}</text>'
    )
    if cell.href and not small:
        return f'<a class="{kind}" href="{escape(cell.href)}" aria-label="{title}">{shape}</a>'
    return f'<g class="{kind}">{shape}</g>'
