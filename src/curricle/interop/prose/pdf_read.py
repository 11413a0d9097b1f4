"""A PDF as blocks: by its tags where it has them, by ruled lines and looks where it has not. Runs in the child process only."""

from __future__ import annotations

import io
import logging
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from curricle.door import child
from curricle.door.limits import Limits
from curricle.door.problems import Refused, refuse
from curricle.interop.prose.blocks import Block
from curricle.interop.prose.gather import Gathered
from curricle.interop.prose.lines import Joiner, Line, lines_of
from curricle.interop.prose.pdf_device import install
from curricle.interop.prose.pdf_looks import Looked, blocks_by_looks, look_at
from curricle.interop.prose.pdf_tags import Node, marks_of, structure
from curricle.interop.prose.pdf_tree import blocks_by_tags

SECONDS = 3  # of CPU before the first page, and then …
PAGES_A_SECOND = 3  # … as slow as this, before the file is taken to be made to do harm
MOST_CHARS = 60_000  # signs on one page
MOST_SHAPES = 20_000  # lines and boxes on one page
FEW_SHAPES = 6_000  # beyond these a page is a drawing, and its lines are not looked at


def read(data: bytes, limits: Limits) -> object:
    """The document as plain JSON of `blocks.Document`, telling how far it is. Raises Refused."""
    logging.disable(logging.CRITICAL)
    if b"%PDF-" not in data[:1024]:
        raise refuse("the file", "this is no PDF")
    out = Gathered(limits)
    install()
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            title = _title(opened)
            blocks, pages = _blocks(opened, out, limits)
    except Refused:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise refuse("the file", "the PDF is protected by a password; save it without one") from None
    except MemoryError:
        raise
    except Exception as stop:  # noqa: BLE001 - a broken file makes its library fall in any way there is
        inner = next((each for each in stop.args if isinstance(each, Refused)), None)
        if inner is not None:
            raise inner from None
        if "Password" in type(stop).__name__ or "PDFPasswordIncorrect" in repr(stop):
            raise refuse("the file", "the PDF is protected by a password; save it without one") from None
        raise refuse("the file", "the PDF is damaged or cut short; save it as PDF again from the program that made it") from None
    for block in blocks:
        out.add(block)
    return out.document("pdf", title=title, pages=pages)


def _blocks(opened: Any, out: Gathered, limits: Limits) -> tuple[list[Block], int]:
    numbers: dict[int, int] = {}
    for number, page in enumerate(PDFPage.create_pages(opened.doc), 1):
        if number > limits.pages:
            raise refuse("the file", f"the PDF has more than {limits.pages:,} pages (limit pages)")
        if isinstance(page.pageid, int):
            numbers[page.pageid] = number
    if not numbers:
        raise refuse("the file", "the PDF has no pages")
    if _acts(opened.doc.catalog):
        out.note("the file", "the PDF holds scripts or actions; they are not run")
    tree = structure(opened.doc, numbers)
    claimed = {page: set() for page in numbers.values()} if tree is None else _claimed(tree)
    held: dict[tuple[int, int], list[Line]] = {}
    looked: list[Looked] = []
    joiner = Joiner()
    for number, page in enumerate(opened.pages, 1):
        child.allow(SECONDS + 1 + number // PAGES_A_SECOND)  # a long document may take long, a short one made to do harm may not
        tagged, other = _sorted_out(page, number, claimed.get(number, set()), out)
        for mark, chars in tagged.items():
            held[number, mark] = lines_of(chars, number, ordered=True)
            joiner.learn(held[number, mark])
        seen = look_at(page, number, other, ruled=_shapes(page, number) <= FEW_SHAPES)
        joiner.learn(seen.lines)
        for table in seen.tables:
            for lines in table.cells():
                joiner.learn(lines)
        looked.append(seen)
        page.close()
        child.tell(number, len(numbers))
    by_looks = blocks_by_looks(looked, joiner, out, alone=tree is None)
    if tree is None:
        return by_looks, len(numbers)
    return _merged(blocks_by_tags(tree, held, joiner, out), by_looks, out), len(numbers)


def _acts(catalog: Any) -> bool:
    """Whether something would happen on opening, closing or printing."""
    names = resolve1(catalog.get("Names"))
    action = resolve1(catalog.get("OpenAction"))  # mostly the page to begin with, which is a list, or a dictionary that says GoTo
    opens = isinstance(action, dict) and getattr(resolve1(action.get("S")), "name", "") != "GoTo"
    return opens or bool(catalog.get("AA")) or (isinstance(names, dict) and "JavaScript" in names)


def _shown(page: Any, number: int, chars: list[Any], out: Gathered) -> list[Any]:
    """Signs that can be seen. A page of nothing but invisible ones is a scan with its text laid over it: that is read, and told."""
    left, top, right, bottom = page.bbox
    inside: list[Any] = []
    beyond: list[Any] = []
    for char in chars:
        within = left <= char["x1"] and char["x0"] <= right and top <= char["bottom"] and char["top"] <= bottom
        (inside if within else beyond).append(char)
    seen = [char for char in inside if not char.get("unseen")]
    words = "".join(char["text"] for char in beyond).strip()[:60]
    if words:
        out.note(f"page {number}", f"text beyond the edge of the page is left out: “{words}”")
    if len(seen) == len(inside):
        return inside
    words = "".join(char["text"] for char in inside if char.get("unseen")).strip()[:60]
    if any(char["text"].strip() for char in seen):
        out.note(f"page {number}", f"invisible text is left out: “{words}”")
        return seen
    out.note(f"page {number}", "the text of this page lies invisibly over a picture, as a scan has it; it is read")
    return inside


def _sorted_out(page: Any, number: int, claimed: set[int], out: Gathered) -> tuple[dict[int, list[Any]], list[Any]]:
    """Signs by their mark where the tags name it, and all others that are not mere decoration."""
    chars = page.chars
    if len(chars) > MOST_CHARS:
        raise refuse(f"page {number}", f"this page holds more than {MOST_CHARS:,} signs")
    tagged: dict[int, list[Any]] = {}
    other = []
    for char in _shown(page, number, chars, out):
        if not char.get("upright", True) or char["size"] <= 0:
            continue
        mark = char.get("mcid")
        if mark is not None and mark in claimed:
            tagged.setdefault(mark, []).append(char)
        elif char.get("tag") != "Artifact":
            other.append(char)
    return tagged, other


def _shapes(page: Any, number: int) -> int:
    count = len(page.rects) + len(page.lines) + len(page.curves)
    if count > MOST_SHAPES:
        raise refuse(f"page {number}", f"this page holds more than {MOST_SHAPES:,} lines and boxes")
    return count


def _claimed(tree: Node) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for page, mark in marks_of(tree):
        found.setdefault(page, set()).add(mark)
    return found


def _merged(tagged: list[Block], others: list[Block], out: Gathered) -> list[Block]:
    """Text without tags comes after the last tagged text of its page."""
    merged: list[Block] = []
    waiting = list(others)
    for at, block in enumerate(tagged):
        merged.append(block)
        following = tagged[at + 1].page if at + 1 < len(tagged) else 10**9
        while waiting and waiting[0].page < following:
            out.note(waiting[0].place, "this text stands outside of the file's own order (its tags); it is read after the rest of its page")
            merged.append(waiting.pop(0))
    return merged + waiting


def _title(opened: Any) -> str:
    told = resolve1((opened.metadata or {}).get("Title", ""))
    return told.strip() if isinstance(told, str) and "\x00" not in told else ""
