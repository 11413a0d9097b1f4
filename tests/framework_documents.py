"""Framework documents of our own words, in three house styles and three formats, with the truth of every statement.

`sample(seed, style)` gives the same document for the same seed; written_documents and written_pdf write it down. The truth is what a
careful person would keep: code, statement to the byte, and the headings above it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

STYLES = ("headings", "tables", "mixed")
PILLARS = ("Clinical practice", "Leadership and management", "Education", "Research")
DOMAINS = {
    "Clinical practice": ("Assessing need", "Planning care with people", "Carrying out treatment", "Reviewing what came of it"),
    "Leadership and management": ("Leading a team", "Improving the service", "Using resources well"),
    "Education": ("Learning from practice", "Teaching others", "Assessing learners"),
    "Research": ("Asking questions of evidence", "Taking part in studies", "Sharing what was found"),
}
VERBS = (
    "Assesses",
    "Plans",
    "Agrees",
    "Carries out",
    "Reviews",
    "Explains",
    "Adapts",
    "Records",
    "Leads",
    "Questions",
    "Supports",
    "Weighs up",
)
OBJECTS = (
    "the needs of people who live with several long-term conditions",
    "treatment for adults whose condition has changed since they were last seen",
    "self-management with people, their carers and others who matter to them",
    "decisions about risk where the evidence is incomplete or contradictory",
    "the work of a multi-disciplinary team across community and acute settings",
    "follow-up after discharge, including who is to be called and when",
    "how resources are used, and what would be lost by using them otherwise",
    "learning needs of colleagues who are new to this field of practice",
    "audit findings, and the changes to practice that they call for",
    "communication with people who have difficulty in hearing, speaking or reading",
    "exercise-based programmes for people with reduced strength and balance",
    "referrals (urgent and routine) to other services",
    "medicines-related problems within the limits of their own scope",
    "a person’s own account of pain, fatigue or loss of function",
)
TAILS = (
    "in line with current evidence",
    "and acts on what is found",
    "using recognised measures; explains their limits",
    "in homes, clinics and on wards – wherever care is given",
    "with consent, and respecting the person’s right to decline",
    "at stage 2.1 of the pathway and beyond",
    "within 48 hours where the risk is high",
    "and hands over to others when it lies beyond their scope",
    "taking account of culture, language and belief",
    "so that waiting is as short as is safe",
)
WIDER = ("enhanced", "further", "broader")
LEVELS = ("Enhanced", "Advanced")
INTRODUCTION = (
    "This document sets out what people in enhanced roles are expected to be able to do. It was written with people who use services.",
    "Each statement has a code. Codes are not reused when a statement is withdrawn; see section 4 of the handbook for how they are given.",
)
LEAD_INS = (
    "People at this level work with some independence and know when to ask for help.",
    "The statements below build on those of registration and are read together with them.",
)


@dataclass(frozen=True)
class Statement:
    code: str
    text: str
    level: str = ""
    note: str = ""


@dataclass(frozen=True)
class Domain:
    title: str
    code: str
    statements: tuple[Statement, ...]
    form: str = "list"  # list, titled, table


@dataclass(frozen=True)
class Pillar:
    title: str
    code: str
    domains: tuple[Domain, ...]


@dataclass(frozen=True)
class Sample:
    """`numbered`: codes are the numbers that the word processor draws (1.2.a). `looks` are choices of the house style."""

    title: str
    version: str
    style: str
    pillars: tuple[Pillar, ...]
    numbered: bool = False
    levels: bool = True
    notes: bool = False
    merged: bool = True
    index: bool = False
    separator: str = " "
    seed: int = 0

    def truth(self) -> list[tuple[str, str, str]]:
        """(code, statement, heading right above) of every statement, in order."""
        return [(each.code, each.text, domain.title) for pillar in self.pillars for domain in pillar.domains for each in domain.statements]


def sample(seed: int, style: str) -> Sample:
    """60 to 120 statements over four pillars."""
    dice = random.Random(f"{style} {seed}")
    numbered = style == "headings" and dice.random() < 0.6
    scheme = dice.choice(("letters", "dashed", "plain")) if not numbered else "numbered"
    seen: set[str] = set()
    wanted = dice.randint(60, 96)
    names = [(pillar, domain) for pillar in PILLARS for domain in DOMAINS[pillar]]
    share = wanted // len(names)
    pillars = []
    running = 0
    for number, pillar in enumerate(PILLARS, 1):
        letter = pillar[0] if pillar != "Leadership and management" else "L"
        domains = []
        for at, title in enumerate(DOMAINS[pillar], 1):
            statements = []
            for count in range(1, share + dice.randint(0, 2) + 1):
                running += 1
                code = {
                    "letters": f"{letter}{at}.{count}",
                    "dashed": f"EP-{running:03}",
                    "plain": f"{number}.{at}.{count}",
                    "numbered": f"{number}.{at}.{chr(96 + count)}",
                }[scheme]
                note = dice.choice(("See the glossary.", "Not for first-year roles.", "")) if style != "headings" else ""
                statements.append(Statement(code, _wording(dice, seen), dice.choice(LEVELS), note))
            form = {"headings": "list", "tables": "table"}.get(style) or dice.choice(("list", "titled", "table"))
            domains.append(Domain(title, {"letters": f"{letter}{at}", "dashed": ""}.get(scheme, f"{number}.{at}"), tuple(statements), form))
        code = {"letters": letter, "dashed": ""}.get(scheme, str(number))
        pillars.append(Pillar(pillar, code, tuple(domains)))
    return Sample(
        title=f"Capabilities for {dice.choice(WIDER)} practice in {dice.choice(('community', 'acute', 'primary'))} care",
        version=f"{dice.randint(1, 4)}.{dice.randint(0, 3)}",
        style=style,
        pillars=tuple(pillars),
        numbered=numbered,
        levels=style != "headings" and dice.random() < 0.8,
        notes=style == "tables" and dice.random() < 0.5,
        merged=dice.random() < 0.7,
        index=style == "mixed",
        separator=dice.choice((" ", ": ", "\t")),
        seed=seed,
    )


def next_edition(one: Sample, seed: int = 1) -> tuple[Sample, set[str]]:
    """The same document a year later: some statements reworded, some moved to another heading, one added, one gone.

    The second part: the codes that a person must look at (reworded, moved or new)."""
    dice = random.Random(seed)
    domains = [domain for pillar in one.pillars for domain in pillar.domains]
    changed: set[str] = set()
    lists = [list(domain.statements) for domain in domains]
    for at in dice.sample(range(len(lists)), 4):
        old = lists[at][0]
        lists[at][0] = replace(old, text=old.text.rstrip(".") + ", and says why.")
        changed.add(old.code)
    taken = lists[1].pop(2)
    lists[5].append(taken)  # moved as it is: its code stays
    changed.add(taken.code)
    last = lists[-1][-1]
    new = replace(last, code=_after(last.code), text="Welcomes questions about their own work, and answers them in plain words.")
    lists[-1].append(new)
    changed.add(new.code)
    lists[7].pop(1)
    made = iter(replace(domain, statements=tuple(held)) for domain, held in zip(domains, lists, strict=True))
    pillars = tuple(replace(pillar, domains=tuple(next(made) for _ in pillar.domains)) for pillar in one.pillars)
    return replace(one, pillars=pillars, version=f"{int(one.version[0]) + 1}.0"), changed


def _after(code: str) -> str:
    head, tail = code[:-1], code[-1]
    if tail.isdigit():
        digits = code[len(code.rstrip("0123456789")) :]
        return f"{code[: -len(digits)]}{int(digits) + 1:0{len(digits)}}"
    return head + chr(ord(tail) + 1)


def _wording(dice: random.Random, seen: set[str]) -> str:
    while True:
        parts = [dice.choice(VERBS), dice.choice(OBJECTS), dice.choice(TAILS)]
        if dice.random() < 0.25:
            parts.append(f"and {dice.choice(VERBS).lower()} {dice.choice(OBJECTS)} {dice.choice(TAILS)}")
        text = " ".join(parts) + "."
        if text not in seen:
            seen.add(text)
            return text


def short(text: str) -> str:
    return " ".join(text.split()[:4])


def heads(one: Sample) -> list[str]:
    return ["Theme"] * one.merged + ["Ref", "Capability statement"] + ["Level"] * one.levels + ["Notes"] * one.notes


def cells(one: Sample, domain: Domain, each: Statement) -> list[str]:
    return [domain.title] * one.merged + [each.code, each.text] + [each.level] * one.levels + [each.note] * one.notes
