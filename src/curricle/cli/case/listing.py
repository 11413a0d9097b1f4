"""Rules of the list of documents: pages, order, conditions, choice of fields."""

from __future__ import annotations

import re
from typing import Any

from curricle.cli.case.asking import Answer
from curricle.cli.case.ledger import Ledger

LIST = "CFDocuments"
_LINK = re.compile(r'<([^>]*)>\s*;\s*rel="?(\w+)"?')


def documents(ledger: Ledger) -> list[dict[str, Any]]:
    """The documents of the first page, whatever is wrong with them."""
    answer = ledger.shape("list of documents", LIST, "CFDocumentSet")
    listed = answer.json.get(LIST) if answer else None
    found = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    if answer and found:
        ids = [each.get("identifier") for each in found]
        ledger.note("list of documents: no identifier twice", LIST, [] if len(ids) == len(set(map(str, ids))) else ["one stands twice"])
        _pages(ledger, answer)
        _order(ledger)
        _conditions(ledger, found[0])
        _fields(ledger)
    elif answer:
        ledger.untried("pages, order, conditions and fields", LIST, "the list is empty")
    return found


def links(answer: Answer) -> dict[str, str]:
    """{relation: address} of the header Link."""
    return {relation: address for address, relation in _LINK.findall(answer.headers.get("link", ""))}


def total(answer: Answer) -> int | None:
    text = answer.headers.get("x-total-count", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _pages(ledger: Ledger, whole: Answer) -> None:
    place = f"{LIST}?limit=1&offset=0"
    one = ledger.asker.get(place)
    listed = _listed(one)
    ledger.note("limit: no more than asked for", place, [] if len(listed) == 1 else [f"{len(listed)} documents for limit=1"])
    count = total(one)
    ledger.note("X-Total-Count: a whole number", place, [] if count is not None else ["the header is missing or no number"])
    found = links(one)
    needed = {"first", "last"} | ({"next"} if (count or 0) > 1 else set())
    missing = sorted(needed - set(found))
    ledger.note("Link: first, last, and next while there is more", place, [f"no rel={name}" for name in missing])
    strange = [f"{name} leads to {address}" for name, address in found.items() if not address.startswith(f"{ledger.asker.base}/{LIST}")]
    ledger.note("Link: addresses of this list", place, strange)
    if "next" in found:
        _walk(ledger, found["next"], count or 0, listed)


def _walk(ledger: Ledger, address: str, count: int, first: list[Any]) -> None:
    """The second page holds something else, and leads back."""
    second = ledger.asker.get(address)
    wrong = [] if _listed(second) and _listed(second) != first else ["it holds nothing, or the first page again"]
    wrong += [] if "prev" in links(second) else ["no rel=prev"]
    wrong += [] if total(second) == count else ["X-Total-Count is another one"]
    ledger.note("Link: next leads to the next page", address, wrong)


def _order(ledger: Ledger) -> None:
    for way in ("asc", "desc"):
        place = f"{LIST}?sort=title&orderBy={way}"
        titles = [str(each.get("title", "")).casefold() for each in _listed(ledger.asker.get(place))]
        right = titles == sorted(titles, reverse=way == "desc")
        ledger.note(f"sort: by title, {way}", place, [] if right else ["the order is another one"])
    place = f"{LIST}?sort=noSuchField"
    answer = ledger.asker.get(place)
    fits = answer.status in (200, 400)
    ledger.note("sort: an unknown field is passed over, or refused with 400", place, [] if fits else [answer.told])


def _conditions(ledger: Ledger, document: dict[str, Any]) -> None:
    id = document.get("identifier")
    place = f"{LIST}?filter=identifier='{id}'"
    answer = ledger.asker.get(place)
    ids = [each.get("identifier") for each in _listed(answer)]
    ledger.note("filter: identifier = 'one' gives that one", place, [] if ids == [id] else [f"{len(ids)} documents, {answer.told}"])
    ledger.note("filter: X-Total-Count counts what matches", place, [] if total(answer) == 1 else [f"it says {total(answer)}"])
    nothing = f"{LIST}?filter=identifier='{id}' AND title='no such title at all'"
    found = _listed(ledger.asker.get(nothing))
    ledger.note("filter: AND", nothing, [] if not found else [f"{len(found)} documents"])
    either = f"{LIST}?filter=identifier='{id}' OR title='no such title at all'"
    found = _listed(ledger.asker.get(either))
    ledger.note("filter: OR", either, [] if len(found) == 1 else [f"{len(found)} documents"])


def _fields(ledger: Ledger) -> None:
    place = f"{LIST}?fields=identifier,title"
    names = {name for each in _listed(ledger.asker.get(place)) for name in each}
    wrong = sorted(names - {"identifier", "title"})
    ledger.note("fields: those alone that were asked for", place, [f"{name} was given too" for name in wrong])


def _listed(answer: Answer) -> list[Any]:
    listed = answer.json.get(LIST) if isinstance(answer.json, dict) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
