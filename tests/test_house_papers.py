"""What the project says about itself is true: pictures, documents, requirements, words."""

from __future__ import annotations

import re
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house.tree import ROOT, SRC, apps, files, name

BINARY = {".png", ".jpg", ".ico", ".woff2", ".ttf", ".docx", ".xlsx", ".pdf", ".zip"}
MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#|/)([^)#\s]+)")
#: Written in halves, so that this file does not hold them. Each is a sign of the machine or the way it was made.
NOT_OURS = re.compile(
    "|".join(
        [
            "/work" "/(main|shared)", "/tmp" "/scratch", "/root" "/", r"/home/\w+/",
            "pypi" r"\.org", "python" "hosted", "npmjs" r"\.(org|com)",
            r"\bCla" r"ude\b", r"\bChat" r"GPT\b", r"\bAnthro" r"pic\b", r"\bOpen" r"AI\b", r"\bsub-?" r"agents?\b", "Co-Authored" "-By",
            r"\b[Ii]ssue #?" r"\d+\b", r"\bLL" r"Ms?\b",
        ]
    )
)  # fmt: skip


def text_files():
    return [path for path in files() if path.suffix.lower() not in BINARY]


def test_the_project_speaks_of_itself_alone():
    wrong = [
        f"{name(path)}:{at} {found.group(0)}"
        for path in text_files()
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := NOT_OURS.search(line))
    ]
    assert wrong == []


def test_licence_is_mit():
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert [command for command in ("./run", "./test", "ARCHITECTURE.md", "CONTRIBUTING.md") if command not in text] == []


def test_every_app_and_format_has_a_readme():
    formats = sorted(path.parent for path in (SRC / "interop").glob("*/__init__.py"))
    folders = [SRC / app for app in apps()] + [SRC / "ui", SRC / "door"] + formats
    assert [name(folder) for folder in folders if not (folder / "README.md").exists()] == []


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("[0-9][0-9][0-9][0-9]-*.md"))
    assert numbers == list(range(len(numbers)))
    assert numbers != []


def test_markdown_links_lead_somewhere():
    wrong = [
        f"{name(path)} -> {target}"
        for path in files()
        if path.suffix == ".md" and "samples" not in path.parts and "help" not in path.parts
        for target in MARKDOWN_LINK.findall(path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert wrong == []


def pictured() -> list[str]:
    """Paths in the picture of ARCHITECTURE.md: two spaces a level, the first word of a line is the path."""
    picture = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("```")[1]
    paths, stack = [], []
    for line in picture.splitlines():
        found = re.match(r"^( *)(\S+)", line)
        if not found or line.lstrip().startswith("·"):
            continue
        level = len(found.group(1)) // 2
        stack[level:] = [found.group(2).rstrip("/")]
        paths.append("/".join(stack))
    return paths


def test_every_path_in_the_picture_exists():
    assert [path for path in pictured() if not (ROOT / path).exists()] == []


def test_every_part_is_in_the_picture():
    parts = {f"src/curricle/{path.parent.name}" for path in SRC.glob("*/__init__.py")}
    assert parts - set(pictured()) == set()


def test_every_setting_is_documented():
    names = re.findall(r'^\w+ = read\(\s*"(\w+)"', (SRC / "config/settings/base.py").read_text("utf-8"), re.MULTILINE)
    text = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    assert names != []
    assert [f"CURRICLE_{each}" for each in names if f"`CURRICLE_{each}`" not in text] == []


def test_every_documented_setting_exists():
    names = set(re.findall(r'^\w+ = read\(\s*"(\w+)"', (SRC / "config/settings/base.py").read_text("utf-8"), re.MULTILINE))
    text = (ROOT / "docs/reference/settings.md").read_text("utf-8").split("## For the tests")[0]
    assert set(re.findall(r"`CURRICLE_(\w+)`", text)) - names == set()


def test_every_address_is_documented_with_what_it_is():
    """docs/reference/addresses.md is written by tools/addresses_page.py; a view says in its docstring what its page is."""
    sys.path.insert(0, str(ROOT / "tools"))
    import addresses_page

    written = (ROOT / "docs/reference/addresses.md").read_text("utf-8")
    assert [line for line in written.splitlines() if "|  |" in line] == []
    assert addresses_page.text() == written, "run tools/addresses_page.py"


def test_every_command_and_option_is_documented():
    from curricle.cli.main import COMMANDS, LazyGroup

    text = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    missing = []
    for command in COMMANDS:
        if f"## `curricle {command}" not in text:
            missing.append(command)
        found = LazyGroup().get_command(None, command)
        missing += [
            f"{command} {option}" for each in found.params for option in each.opts if option.startswith("--") and option not in text
        ]
    assert missing == []


def requirements(file: str) -> list[str]:
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_have_hashes_and_no_addresses(file):
    assert [line[:60] for line in requirements(file) if "--hash=sha256:" not in line or "://" in line or line.startswith("-")] == []


def pins(file: str) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for line in requirements(file):
        pin = Requirement(line.split("--hash")[0].strip())
        found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


@pytest.mark.parametrize(("file", "extra"), [("requirements.txt", ""), ("requirements-dev.txt", "dev")])
def test_requirements_are_in_step_with_the_project(file, extra):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(each) for each in project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])]
    pinned = pins(file)
    missing = [
        str(each)
        for each in wanted
        if not any(next(iter(pin.specifier)).version in each.specifier for pin in pinned.get(canonicalize_name(each.name), []))
    ]
    assert missing == []


def test_what_runs_is_what_is_tested():
    dev = {name: {str(pin) for pin in found} for name, found in pins("requirements-dev.txt").items()}
    run = {name: {str(pin.specifier) for pin in found} for name, found in pins("requirements.txt").items()}
    assert {
        name: sorted(found) for name, found in run.items() if found != {str(Requirement(pin).specifier) for pin in dev.get(name, ())}
    } == {}


def test_runtime_dependencies_stay_few():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len({canonicalize_name(Requirement(each).name) for each in project["dependencies"]}) <= 25
