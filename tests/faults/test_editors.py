"""Two editors save one mapping at the same moment, a hundred times: one is kept, the other is told and sees both texts."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from faults.product import Answer, Browser, Product
from form_of import form_of

LENS = "3ae23856-31ce-5be3-928f-f208624815c0"
PAGE = f"/programmes/WU-POD/modules/PODI701/outcomes/LO1/map/?lens={LENS}"
ROUNDS = 100


class Editor(threading.Thread):
    """Writes its own reason into its own cell, round by round; a save that is refused is not repeated."""

    def __init__(self, browser: Browser, name: str, cell: str, meet: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.browser, self.name, self.cell, self.meet = browser, name, cell, meet
        self.answers: list[tuple[str, Answer]] = []

    def run(self) -> None:
        for number in range(ROUNDS):
            form = form_of(self.browser.get(PAGE).text)
            reason = f"{self.name} {number}"
            self.meet.wait(60)  # both have seen the same revision
            self.answers.append((reason, self.browser.post(PAGE, form | {f"r-{self.cell}": reason})))
            self.meet.wait(60)


@pytest.mark.slow
@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_two_editors_never_overwrite_each_other_unseen(tmp_path: Path, request: pytest.FixtureRequest, base: str, tell):
    product = Product(tmp_path / "data", request.getfixturevalue("postgres").database() if base == "postgresql" else "")
    product.start()
    try:
        form, meet = form_of(product.browser().get(PAGE).text), threading.Barrier(2)
        cells = [name[2:] for name, values in form.items() if name.startswith("c-") and values[0]][:2]
        editors = [Editor(product.browser(), name, cell, meet) for name, cell in zip(("Ada", "Ben"), cells, strict=True)]
        for editor in editors:
            editor.start()
        for editor in editors:
            editor.join(500)
    finally:
        product.stop()
    answers = [(editor.name, reason, answer) for editor in editors for reason, answer in editor.answers]
    kept = [reason for _, reason, answer in answers if answer.kept]
    stale = [(reason, answer.text) for _, reason, answer in answers if answer.status == 409]
    history = product.ask("changes")
    tell(f"{base}: 2 × {ROUNDS} edits of one mapping: {len(kept)} kept, {len(stale)} told (409), {lost(history, cells, kept)} lost")
    assert (len(kept) + len(stale), len(kept), len(history)) == (2 * ROUNDS, ROUNDS, ROUNDS + 1)
    assert [reason for reason, text in stale if reason not in text or "Stands now" not in text] == []
    assert (lost(history, cells, kept), product.ask("truth")["wrong"]) == (0, [])


def lost(history: list[str], cells: list[str], kept: list[str]) -> int:
    """Edits that were kept but are not in the history, or that another editor's save undid."""
    gone, before = 0, [None, None]
    for after in history[1:]:
        now = [reasons(after).get(cell) for cell in cells]
        changed = [at for at in (0, 1) if now[at] != before[at]]
        gone += len(changed) > 1 and before != [None, None]
        before = now
    seen = {reason for after in history for reason in reasons(after).values()}
    return gone + sum(reason not in seen for reason in kept)


def reasons(document: str) -> dict[str, str]:
    """{item: reason} of the claims of the outcome that the page is about."""
    module = next(each for each in json.loads(document)["modules"] if each["code"] == "PODI701")
    outcome = next(each["id"] for each in module["outcomes"] if each["code"] == "LO1")
    return {each["item"]: each.get("reason", "") for each in module["claims"] if (each["outcome"], each["framework"]) == (outcome, LENS)}
