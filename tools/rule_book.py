"""The rule book: each rule with its source, and the pictures from tests/rules that draw it. A test fails when a copy is stale.

It is written twice: for people who read the project, and into the package, where the pages serve it as help.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import dedent

from curricle.core.checks import Rule, book
from curricle.core.rulesets import ALL

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "docs/reference/rules.md"
HELP = ROOT / "src/curricle/ui/help/rules.md"
HEAD = """# The rule book

Printed by `tools/rules` from the rules in `src/curricle/core/checks` and the drawn examples in `tests/rules`; do not edit it by hand.
A rule *blocks*, *warns* or *informs*. The letter says how sure its source is: A read on the publisher's own page, B from a source that
cites the paragraph, C a third party's summary, D general knowledge, P our own advice or house arithmetic. Only A and B may block, and two
of P: weights that do not add up and codes that stand twice. *Institution's limit* may be waived with a reason; *advice* is shown apart.
The pictures are read as `tests/draw.py` says.
"""
HELP_HEAD = """# The rules, one by one

Every rule that a programme is checked against: what it asks, who says so and how sure that is, and small pictures of what it finds.

A rule *blocks*, *warns* or *informs*; what the letters of the sources mean stands in [what a finding says](/help/checks/). An
*institution's limit* may be waived with a reason; *advice* is our own and never blocks.

In the pictures, `M1 essay 100%: LO1` is a module with an assessment, its weight and the outcomes it assesses; `LO1 -> K1 A` is a
claim with its letter; the last line names the items of the framework. The sentence under a picture is what the finding says;
a picture without one finds nothing.
"""


@dataclass(frozen=True)
class Example:
    """One test: its name, its paragraph, the picture it draws and the sentence it expects."""

    name: str
    paragraph: str
    picture: str
    says: str


def examples() -> Iterator[Example]:
    for path in sorted((ROOT / "tests/rules").glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                paragraph = ast.get_docstring(node) or ""
                says = [text for text in texts if text.endswith(".") and " " in text and text.strip() != paragraph and "\n" not in text]
                yield Example(node.name.removeprefix("test_"), paragraph, _picture(node), says[0] if says else "")


def _picture(test: ast.FunctionDef) -> str:
    for call in ast.walk(test):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "draw" and call.args:
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                named = {each.arg: each.value.value for each in call.keywords if isinstance(each.value, ast.Constant)}
                under = f"\n\n{named.get('kind', 'schema')}: {named['items']}" if "items" in named else ""
                return dedent(first.value).strip("\n").rstrip() + under
    return ""


def drawn(rules: tuple[Rule, ...]) -> dict[str, list[Example]]:
    """The examples of each rule: a test belongs to the rule with the longest id that its name starts with."""
    named = {rule.id.replace("-", "_"): rule.id for rule in rules}
    found: dict[str, list[Example]] = {rule.id: [] for rule in rules}
    for example in examples():
        starts = [name for name in named if example.name == name or example.name.startswith(name + "_")]
        if starts and example.paragraph:
            found[named[max(starts, key=len)]].append(example)
    return found


def text() -> str:
    """The whole book, for people who read the project."""
    return f"{HEAD}\n{_body()}"


def help_text() -> str:
    """The same book as a help page: every rule is a heading, whose anchor is the rule's id, and the contents link to them."""
    by_topic = groupby(_in_order(), lambda rule: rule.topic)
    topics = "\n".join(f"- {topic}: " + ", ".join(f"[{rule.id}](#{rule.id})" for rule in group) for topic, group in by_topic)
    return f"{HELP_HEAD}\n## Contents\n\n{topics}\n\n{_body()}"


def _in_order() -> list[Rule]:
    """Rules by topic, the topics in the order in which they first come."""
    rules = book()
    topics = [rule.topic for rule in rules]
    return sorted(rules, key=lambda rule: topics.index(rule.topic))


def _body() -> str:
    shown = drawn(book())
    parts = ["## Rule sets\n", *(f"- {each.title}: first intakes from {each.starts:%-d %B %Y}" + _until(each.until) for each in ALL)]
    for topic, group in groupby(_in_order(), lambda rule: rule.topic):
        parts.append(f"\n## {topic}")
        parts += [_entry(rule, shown[rule.id]) for rule in group]
    return "\n".join(parts) + "\n"


def _until(day: object) -> str:
    return f" until {day:%-d %B %Y}" if day else ""


def _entry(rule: Rule, its: list[Example]) -> str:
    marks = ", institution's limit" * rule.policy + ", advice" * rule.advice
    kind = f"*{rule.severity.capitalize()}, {rule.confidence}{marks}.* {rule.source}."
    lines = [f"\n### {rule.id}\n", rule.says, f"\n{kind}", f"\n{rule.why}"]
    for example in its:
        lines.append(f"\n{example.paragraph}")
        lines += [f"\n```\n{example.picture}\n```"] * bool(example.picture) + [f"\n> {example.says}"] * bool(example.says)
    return "\n".join(lines)


if __name__ == "__main__":
    for place, words in ((BOOK, text()), (HELP, help_text())):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(words, encoding="utf-8")
        print(f"{place.relative_to(ROOT)}: {len(book())} rules")
