"""Writes docs/reference/personal-data.md from the registry of personal data: .venv/bin/python tools/personal_page.py"""

from __future__ import annotations

import os
import sys

import boot

PAGE = boot.ROOT / "docs" / "reference" / "personal-data.md"
HEAD = """# Personal data

Every field that holds personal data: what it is, what it is for, whose it is, how long it stays. It is the base of an organisation's
record of processing activities; `./curricle personal --json` gives the same for a program. The **lawful basis** of each is chosen by
whoever operates the installation, and so are the periods behind each key of retention. This page is written by
`tools/personal_page.py`; a test fails for a field that nobody has spoken of.

"""


def text() -> str:
    """The page. Django must be set up."""
    from curricle.people import personal

    parts = [HEAD, "## Kept how long\n\n| Key | What begins the clock |\n|---|---|\n"]
    parts += [f"| {key} | {words} |\n" for key, words in personal.KEEP.items()]
    rows = personal.held()
    parts.append(f"\n## Fields\n\n{len(rows)} fields hold personal data or may hold some.\n")
    for model in dict.fromkeys(each.model for each in rows):
        parts.append(f"\n### {model}\n\n| Field | Class | For | Whose | Lawful basis | Kept |\n|---|---|---|---|---|---|\n")
        parts += [
            f"| {each.field} | {each.sort.value} | {each.purpose} | {each.whose} | {each.basis} | {each.keep} |\n"
            for each in rows
            if each.model == model
        ]
    none = personal.holding_none()
    parts.append(f"\n## Looked at, and none found\n\n{len(none)} fields.\n\n| Table | Fields | Why |\n|---|---|---|\n")
    grouped: dict[tuple[str, str], list[str]] = {}
    for place, why in none.items():
        model, _, field = place.rpartition(".")
        grouped.setdefault((model, why), []).append(field)
    parts += [f"| {model} | {', '.join(names)} | {why} |\n" for (model, why), names in grouped.items()]
    return "".join(parts)


def main() -> None:
    sys.path.insert(0, str(boot.ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.test")
    import django

    django.setup()
    PAGE.write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
