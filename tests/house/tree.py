"""The project's own files, parsed once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "curricle"
LEFT_OUT = {
    ".git",
    "var",
    "__pycache__",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".import_linter_cache",
    ".hypothesis",
    "build",
    "dist",
}
SCRIPTS = ("run", "test", "curricle", "tools/check")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: those git knows, or, without git, all but what .gitignore leaves out."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        listed = [ROOT / name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        listed = [path for path in ROOT.rglob("*") if not ignored(path)]
    return tuple(sorted(path for path in listed if path.is_file()))


def ignored(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part in LEFT_OUT or part.startswith((".venv", ".tools")) or part.endswith((".pyc", ".egg-info")) for part in parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> tuple[Path, ...]:
    """Python files below these folders of the project, scripts without an ending included."""
    chosen = [path for path in files() if path.suffix == ".py" or name(path) in SCRIPTS]
    chosen = [path for path in chosen if "migrations" not in path.parts]  # Django writes them
    return tuple(path for path in chosen if not folders or any(name(path).startswith(f"{folder}/") for folder in folders))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything the file imports, inside functions too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def length(node: Function | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def apps() -> tuple[str, ...]:
    """Names of the Django apps that have tables."""
    return tuple(sorted(path.parent.name for path in SRC.glob("*/apps.py") if (path.parent / "models").exists()))
