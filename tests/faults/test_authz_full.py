"""The whole matrix: everybody of both tenants, everything in every state. The default tier asks a part of it in tests/authz."""

from __future__ import annotations

import pytest

from authz.conftest import stage, stages  # noqa: F401 - fixtures
from authz.stage import SOME, Stage
from authz.test_cells import ask_all, tell

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("half", [0, 1])
def test_every_cell_of_both_tenants_answers_as_the_matrix_says(half: int, stage: Stage, capsys: pytest.CaptureFixture[str]):  # noqa: F811
    """Everybody of the northern tenant asks about everything there is; of the southern, those who can change something, about what
    concerns them. Of what the matrix cannot tell apart, about one in turn (see authz/alike.py).

    Every other person in each half, so that two processes share the work.
    """
    stage.full = True
    asked = ask_all(stage, stage.northern()[half::2], programs=stage.programs_and_visitors()[half::2])
    stage.full = False
    south = [asker for asker in stage.askers.values() if asker.name.replace("south", "north") in SOME and asker.side == "south"]
    ask_all(stage, south[half::2], asked)
    with capsys.disabled():
        print(tell(asked))
    assert (asked.wrong, asked.leaks, asked.silent) == ([], [], [])
