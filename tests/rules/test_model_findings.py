"""The ten model findings of docs/explanation/findings.md are what the rules say."""

import re
from pathlib import Path

from curricle.core.checks import RULES

TEXT = (Path(__file__).resolve().parents[2] / "docs/explanation/findings.md").read_text(encoding="utf-8")
MODELS = re.findall(r"### \d+\. .+?\n\n- \*\*Rule:\*\* ([\w-]+), (\w+).*?- \*\*Why:\*\* (.+?)\n- \*\*Remedy:\*\* (.+?)\n", TEXT, re.DOTALL)


def test_ten_models_stand_in_the_page():
    assert len(MODELS) == 10


def test_models_give_the_reason_of_their_rule():
    assert [(rule, why) for rule, _, why, _ in MODELS] == [(rule, RULES[rule].why) for rule, _, _, _ in MODELS]
