"""Reading documents written for people: how much is right before anybody looks, what would pass unmarked, and what it costs."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from row import Row

ROOT = Path(__file__).resolve().parent.parent
FIXED = (1, 1, 1)
LATER = (957599, 480563)  # drawn after the reader was done
TIMES = 36  # copies of a document's domains, for 3,000 statements


def documents() -> Iterator[Row]:
    """Three documents in three house styles and two of later seeds, each in every format; then a long one."""
    sys.path.insert(0, str(ROOT / "tests"))
    from curricle.interop.prose import read_document
    from framework_documents import STYLES, sample
    from reading_score import WRITERS, confirmed, score

    chosen = [*zip(STYLES, FIXED, strict=True), *((STYLES[seed % 3], seed) for seed in LATER)]
    for name, write in WRITERS.items():
        total = right = doubtful = unmarked = left = 0
        for style, seed in chosen:
            one = sample(seed, style)
            document = read_document(write(one))
            got = score(one, document)
            after = confirmed(one, document)
            total, right, doubtful = total + got.total, right + got.right, doubtful + got.doubtful
            unmarked += len(got.unmarked)
            left += len(set(one.truth()) ^ set(after))
        more = {"right": f"{right} of {total}", "doubtful": doubtful}
        yield Row(f"{name}: statements not right before confirmation", 100 * (total - right) / total, 5, "%", exact=True, more=more)
        yield Row(f"{name}: wrong and not marked doubtful", unmarked, 0, "", exact=True)
        yield Row(f"{name}: not right after confirmation", left, 0, "", exact=True)
    yield from _long(sample(3, "tables"), WRITERS, read_document)


def _long(one: Any, writers: dict[str, Callable[[Any], bytes]], read: Callable[[bytes], Any]) -> Iterator[Row]:
    """CPU of the child and of the understanding, for about 3,000 statements."""
    from curricle.interop.prose.guess import guess
    from curricle.interop.prose.understand import understand

    big = replace(one, pillars=tuple(_many(at, pillar) for at, pillar in enumerate(one.pillars, 1)))
    for name in ("docx", "untagged pdf", "pdf"):
        data = writers[name](big)
        before = _cpu()
        document = read(data)
        reading = _cpu() - before
        understood = understand(document, guess(document))
        spent = _cpu() - before
        more = {"statements": len(understood.statements), "understanding s": round(spent - reading, 2)}
        if document.pages:
            more |= {"pages": document.pages, "pages/s": round(document.pages / spent, 1)}
            yield Row(f"{name}: a page of {document.pages}", 1000 * spent / document.pages, 125, "ms", more=more)
        else:
            yield Row(f"{name} of about 3,000 statements", spent, 3, "s", more=more)


def _many(number: int, pillar: Any) -> Any:
    """A pillar with TIMES its domains, each with a title and codes of its own."""
    domains = []
    for at, domain in enumerate(pillar.domains * TIMES, 1):
        statements = tuple(replace(each, code=f"{number}.{at}.{count}") for count, each in enumerate(domain.statements, 1))
        domains.append(replace(domain, title=f"{domain.title}, part {at}", statements=statements))
    return replace(pillar, domains=tuple(domains))


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
