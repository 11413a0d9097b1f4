"""Documents of our own in three house styles and three formats: what is right before anybody looks, and what passes unmarked."""

from __future__ import annotations

import pytest

from curricle.interop.prose import read_document
from curricle.interop.prose.decisions import Decisions, settled, taught
from curricle.interop.prose.edition import ALIKE, adapted, likeness, signature
from curricle.interop.prose.framework import framework_of
from curricle.interop.prose.guess import guess
from curricle.interop.prose.recipe import Recipe, from_json, to_json
from curricle.interop.prose.understand import understand
from framework_documents import STYLES, next_edition, sample
from reading_score import WRITERS, answers, confirmed, score

pytestmark = pytest.mark.slow
FIXED = (1, 1, 1)  # a seed for each style
LATER = (957599, 480563)  # drawn after the reader was done


@pytest.mark.parametrize("writer", list(WRITERS))
@pytest.mark.parametrize(("style", "seed"), [*zip(STYLES, FIXED, strict=True), *((STYLES[seed % 3], seed) for seed in LATER)])
def test_statements_are_right_or_marked(style, seed, writer):
    one = sample(seed, style)
    document = read_document(WRITERS[writer](one))
    got = score(one, document)
    assert got.unmarked == []
    assert got.right >= 0.95 * got.total
    assert confirmed(one, document) == one.truth()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("first", "second"), [("docx", "docx"), ("html", "html"), ("pdf", "pdf"), ("untagged pdf", "docx")])
def test_of_the_next_edition_only_differences_ask(style, first, second):
    one = sample(1, style)
    later, changed = next_edition(one)
    document = read_document(WRITERS[first](one))
    recipe = guess(document)
    read = understand(document, recipe)
    kept = from_json(to_json(taught(recipe, read, settled(read, answers(one, read), recipe))))

    new = read_document(WRITERS[second](later))
    assert likeness(signature(document), signature(new)) >= ALIKE
    fitted = adapted(kept, new)
    again = understand(new, fitted)
    statements = settled(again, Decisions(), fitted)
    assert {each.code for each in statements if each.open} == changed | renumbered(one, later)
    assert len(again.statements) == len(later.truth())
    assert framework_of(again, statements, format=new.format).value.title == later.title


def renumbered(one, later):
    """Where the word processor draws the numbers, all that follow a statement that was taken away or set in have another."""
    if not one.numbered:
        return set()
    before = set(one.truth())
    return {code for code, text, above in later.truth() if (code, text, above) not in before}


def test_the_recipe_of_one_document_is_not_taken_for_another():
    one, other = (read_document(WRITERS["docx"](sample(1, style))) for style in ("tables", "mixed"))
    assert likeness(signature(one), signature(one)) == 1.0
    strange = read_document(b"<!doctype html><h1>Terms of use</h1><p>Nothing here is a capability.</p>")
    assert likeness(signature(one), signature(strange)) < ALIKE
    assert isinstance(guess(other), Recipe)
