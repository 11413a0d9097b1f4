"""Finding items of the known frameworks in cells: by code, by wording, or by both."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework, Item

#: Wording closer than this to an item's is asked about; it is never taken without an answer. 0.0 to 1.0 of difflib.
ASK_FROM = 0.8
_DASHES = re.compile("[‐‑‒–—−]")
_SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An item found in a cell. `clash` says where the cell's code and wording name different items.

    `rest` holds the words beside the code that are not the item's wording, nor near it.
    """

    framework: str
    item: Item
    by: str  # code, text, answer
    clash: str = ""
    rest: str = ""


def code_key(code: str) -> str:
    """A code as it is compared: "K 01" and "k1" are the same, and so are all dashes; "K1 2" is not "K12"."""
    return _ZEROS.sub("", _DASHES.sub("-", _SPACES.sub("", code)).casefold().strip(".:)( "))


def text_key(text: str) -> str:
    """Wording as it is compared: without case, runs of space, kinds of quote and dash, or a full stop at the end."""
    plain = _DASHES.sub("-", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split()).casefold().strip(" .;:•-")


class Items:
    """An index over the items of some frameworks; codes are looked up in the order given. Claims point to mappable items first."""

    def __init__(self, frameworks: Iterable[Framework], answers: Iterable[tuple[str, str, str]] = ()) -> None:
        self._codes: dict[str, list[tuple[str, Item]]] = {}
        self._texts: dict[str, list[tuple[str, Item]]] = {}
        self.mappable: set[tuple[str, str]] = set()
        self.frameworks: list[str] = []
        for framework in frameworks:
            self.frameworks.append(framework.id)
            first = mappable_items(framework)
            chosen = {item.id for item in first}
            self.mappable |= {(framework.id, item.id) for item in first}
            for item in (*first, *(item for item in framework.items if item.id not in chosen)):
                self._add(framework.id, item)
        by_id = {(id, item.id): item for group in self._texts.values() for id, item in group}
        self._answers = {text_key(text): (id, by_id[id, item]) for text, id, item in answers if (id, item) in by_id}

    def _add(self, framework: str, item: Item) -> None:
        if item.code:
            self._codes.setdefault(code_key(item.code), []).append((framework, item))
        for text in {text_key(item.statement), text_key(item.title)} - {""}:
            self._texts.setdefault(text, []).append((framework, item))

    def by_code(self, code: str, within: Sequence[str] = ()) -> tuple[str, Item] | None:
        return self._pick(self._codes.get(code_key(code), ()), within)

    def by_text(self, text: str, within: Sequence[str] = ()) -> tuple[str, Item] | None:
        return self._pick(self._texts.get(text_key(text), ()), within)

    def _pick(self, found: Sequence[tuple[str, Item]], within: Sequence[str]) -> tuple[str, Item] | None:
        if not within:
            return found[0] if found else None
        return next((each for id in within for each in found if each[0] == id), None)

    def find(self, text: str, within: Sequence[str] = ()) -> Match | None:
        """The item that a whole cell names: "K1", "K1 – wording", "wording", or a wording that a person has answered for."""
        if not text or len(text) > 3_000:
            return None
        answer = self._answers.get(text_key(text))
        if answer:
            return Match(framework=answer[0], item=answer[1], by="answer")
        whole = self.by_code(text, within)
        if whole:
            return Match(framework=whole[0], item=whole[1], by="code")
        worded = self.by_text(text, within)
        if worded:
            return Match(framework=worded[0], item=worded[1], by="text")
        return self._combined(text, within)

    def _combined(self, text: str, within: Sequence[str]) -> Match | None:
        for code, rest, marked in _heads(text):
            found = self.by_code(code, within) if marked or any(letter.isdigit() for letter in code) else None
            if found is None:
                continue
            other = self.by_text(rest, within)
            clash = ""
            if other and other[1].id != found[1].id:
                clash = f"the code says {found[1].code} and the wording is that of {other[1].name}"
            strange = "" if other or _worded(rest, found[1]) else rest
            return Match(framework=found[0], item=found[1], by="code", clash=clash, rest=strange)
        return None

    def close(self, text: str, within: Sequence[str] = (), most: int = 3) -> tuple[tuple[float, Match], ...]:
        """The mappable items whose wording comes near, best first; only those from ASK_FROM up."""
        wanted = text_key(text)
        if len(wanted) < 12 or len(wanted) > 1_000:
            return ()
        near: dict[str, tuple[float, Match]] = {}
        matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
        for key, found in self._texts.items():
            matcher.set_seq1(key)
            if matcher.real_quick_ratio() < ASK_FROM or matcher.quick_ratio() < ASK_FROM:
                continue
            ratio = matcher.ratio()
            for framework, item in found:
                fits = (framework, item.id) in self.mappable and (not within or framework in within)
                if fits and ratio >= ASK_FROM and (item.id not in near or near[item.id][0] < ratio):
                    near[item.id] = (ratio, Match(framework=framework, item=item, by="text"))
        return tuple(sorted(near.values(), key=lambda each: -each[0])[:most])


def _worded(text: str, item: Item) -> bool:
    """Whether a text is, begins or comes near an item's own wording; at least three words."""
    wanted = text_key(text.rstrip("….)"))
    known = [key for key in (text_key(item.statement), text_key(item.title)) if key]
    if len(wanted.split()) < 3:
        return wanted in known
    return any(key.startswith(wanted) or difflib.SequenceMatcher(None, wanted, key, False).ratio() >= ASK_FROM for key in known)


def _heads(text: str) -> Iterator[tuple[str, str, bool]]:
    """(code, rest, whether a sign parts them) for one and for two words at the start, and for a code in brackets at the end."""
    parted = re.match(r"[\[(]?([^\s:–—\])]{1,14}(?:\s\d{1,3}\w?)?)(\s*[\])]\s*[:–—-]?\s*|\s*[:–—]\s*|\s+-\s+)(\S.*)", text, re.DOTALL)
    if parted:
        yield parted[1], parted[3], True
    dashed = re.match(r"([A-Za-z]{1,3}\s?\d{1,3}[a-z]?)\s*[-.]\s*(\D.*)", text, re.DOTALL)
    if dashed:
        yield dashed[1], dashed[2], True
    words = text.split(maxsplit=2)
    if len(words) >= 2:
        yield words[0], text.split(maxsplit=1)[1], False
    if len(words) == 3:
        yield f"{words[0]} {words[1]}", words[2], False
    last = re.match(r"(.+?)\s*[(\[]([^()\[\]]{1,14})[)\]]$", text, re.DOTALL)
    if last:
        yield last[2], last[1], True
