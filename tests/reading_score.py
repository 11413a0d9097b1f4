"""How well a document was read: what is right, what is marked, and what would have passed unmarked."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.interop.prose.blocks import Document
from curricle.interop.prose.decisions import Decision, Decisions, settled
from curricle.interop.prose.guess import guess
from curricle.interop.prose.recipe import Verdict
from curricle.interop.prose.statements import Understanding
from curricle.interop.prose.understand import understand
from framework_documents import Sample
from written_documents import docx, html
from written_pdf import pdf

WRITERS = {
    "docx": docx,
    "html": html,
    "pdf": pdf,
    "untagged pdf": lambda one: pdf(one, tags=False),
    "divided words": lambda one: pdf(one, tags=False, hyphenate=True),
}


@dataclass(frozen=True)
class Score:
    """`right`: code, words to the byte and heading; `unmarked`: codes that are wrong, and nothing says so."""

    total: int
    right: int
    doubtful: int
    unmarked: list[str]
    missed: list[str]


def score(one: Sample, document: Document) -> Score:
    """Against the truth, before anybody has looked."""
    truth = one.truth()
    read = understand(document, guess(document))
    wanted = {code: (text, above) for code, text, above in truth}
    right: set[str] = set()
    unmarked = []
    for each in read.statements:
        above = read.entries[each.parent].text if each.parent is not None else ""
        if wanted.get(each.code) == (each.text, above) and each.code not in right:
            right.add(each.code)
        elif each.sure:
            unmarked.append(f"{each.code} {each.text}")
    codes = {each.code for each in read.statements}
    return Score(
        total=len(truth), right=len(right), doubtful=len(read.doubtful), unmarked=unmarked, missed=[c for c in wanted if c not in codes]
    )


def confirmed(one: Sample, document: Document) -> list[tuple[str, str, str]]:
    """The statements after a person, who knows the truth, has answered what is doubtful and nothing else."""
    recipe = guess(document)
    read = understand(document, recipe)
    found = []
    for said in settled(read, answers(one, read), recipe):
        if not said.skipped:
            found.append((said.code, said.text, read.entries[said.parent].text if said.parent is not None else ""))
    return found


def answers(one: Sample, read: Understanding) -> Decisions:
    """What somebody who knows the truth says of each doubtful statement."""
    wanted = {code: (text, above) for code, text, above in one.truth()}
    groups = {each.text: each.key for each in read.entries if each.group}
    made = []
    for each in read.doubtful:
        if each.code not in wanted:
            made.append(Decision(key=each.key, verdict=Verdict.SKIPPED))
            continue
        text, above = wanted[each.code]
        found = read.entries[each.parent].text if each.parent is not None else ""
        if (text, above) == (each.text, found):
            made.append(Decision(key=each.key, verdict=Verdict.CONFIRMED))
        else:
            made.append(Decision(key=each.key, verdict=Verdict.EDITED, code=each.code, text=text, above=groups.get(above, "")))
    return Decisions(made=tuple(made))
