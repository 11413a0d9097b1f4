"""What is brought, restored or typed never becomes code: the doors through which it could are not in the house."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.tree import SRC, files, name, parsed, python_files

#: Modules that turn bytes into code or objects, or unpack archives by the names inside.
NO_MODULES = {
    "pickle",
    "cPickle",
    "_pickle",
    "shelve",
    "marshal",
    "dill",
    "cloudpickle",
    "joblib",
    "yaml",
    "tarfile",
    "shutil.unpack_archive",
}
NO_BUILTINS = {"eval", "exec", "compile", "__import__"}
NO_CALLS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "shutil.unpack_archive", "code.interact"}
NO_METHODS = {"extractall", "raw", "extra"}  # archives; SQL by hand
SQL = {"execute", "executemany", "RawSQL"}

#: Exact places, each with its reason. A line that goes away must go from here too.
NAMES_OF_OUR_OWN = {
    "src/curricle/door/child.py import_module": "module and function of our own readers, named by our own code",
    "src/curricle/interop/documents/__init__.py import_module": "a constant; so that formats are loaded when used",
    "src/curricle/cli/main.py import_module": "a table of commands in the same file",
    "src/curricle/people/queue.py import_string": "a constant of the calling action",
    "src/curricle/people/link_purposes.py import_string": "a constant of the app that announces the purpose",
    "src/curricle/ui/navigation.py import_string": "a setting that no operator sets",
}
MARKED_SAFE = {"src/curricle/ui/grid.py", "src/curricle/ui/text.py", "src/curricle/ui/fields.py", "src/curricle/ui/strip.py"}
SQL_PUT_TOGETHER = {
    "src/curricle/people/frozen.py": "names of our own tables in a migration; no value reaches it",
    "src/curricle/cli/damage.py": "names of tables and indexes as the database's own catalogue tells them",
    "src/curricle/cli/backup/load.py": "names of our own tables, as our models say",
    "src/curricle/cli/backup/schemas.py": "schemas that are constants of ours with a time, and tables as the catalogue tells them",
}
SAFE_IN_TEMPLATES = {"src/curricle/design/jinja/design/facts.jinja": "a hidden field that Django escapes"}


def calls() -> Iterator[tuple[str, int, str, ast.Call]]:
    """(file, line, dotted name, call) of every call in the product."""
    for path in python_files("src"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                yield name(path), node.lineno, ast.unparse(node.func), node


def last(dotted: str) -> str:
    return dotted.rsplit(".", 1)[-1]


def imported() -> Iterator[tuple[str, int, str]]:
    for path in python_files("src"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                yield from ((name(path), node.lineno, each.name) for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield name(path), node.lineno, node.module
                yield from ((name(path), node.lineno, f"{node.module}.{each.name}") for each in node.names)


def test_nothing_that_unpacks_objects_or_archives_is_imported():
    assert [each for each in imported() if each[2] in NO_MODULES or each[2].split(".")[0] in NO_MODULES] == []


def test_no_words_are_run_as_code():
    assert [(file, line, called) for file, line, called, _ in calls() if called in NO_BUILTINS | NO_CALLS] == []


def test_no_archive_is_unpacked_whole_and_no_query_is_written_by_hand():
    wrong = [
        (file, line, called)
        for file, line, called, node in calls()
        if isinstance(node.func, ast.Attribute) and node.func.attr in NO_METHODS
    ]
    assert wrong == []


def test_no_command_goes_through_a_shell():
    wrong = [
        (file, line)
        for file, line, _, node in calls()
        for each in node.keywords
        if each.arg == "shell" and ast.unparse(each.value) != "False"
    ]
    assert wrong == []


def test_modules_are_found_by_names_of_our_own_alone():
    found = {f"{file} {called.rsplit('.', 1)[-1]}" for file, _, called, _ in calls() if last(called) in {"import_module", "import_string"}}
    assert found == set(NAMES_OF_OUR_OWN)


def test_words_are_marked_as_safe_in_the_page_kit_alone():
    found = {file for file, _, called, _ in calls() if last(called) in {"mark_safe", "Markup", "SafeString"}}
    assert found == MARKED_SAFE


def test_statements_are_constants_and_values_go_beside_them():
    found = {
        file
        for file, _, called, node in calls()
        if last(called) in SQL and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    }
    assert found == set(SQL_PUT_TOGETHER)


def test_templates_escape_everything():
    pages = [path for path in files() if path.suffix in {".jinja", ".html"} and SRC in path.parents]
    found = {name(path) for path in pages if re.search(r"\|\s*safe\b|autoescape", path.read_text("utf-8"))}
    assert (len(pages) > 50, found) == (True, set(SAFE_IN_TEMPLATES))


def test_filters_are_never_made_of_a_question():
    """filter(**request.GET) lets a visitor ask for any column of any table."""
    reading = re.compile(r"\b(GET|POST|query_params|body)\b")
    wrong = [
        (file, line)
        for file, line, called, node in calls()
        if last(called) in {"filter", "exclude", "get", "order_by", "values", "annotate"}
        for each in node.keywords
        if each.arg is None and reading.search(ast.unparse(each.value))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "words",
    [
        "import pickle",
        "from yaml import load",
        "eval('1')",
        "os.system('ls')",
        "archive.extractall()",
        "subprocess.run('ls', shell=True)",
        "cursor.execute(f'SELECT {x}')",
    ],
)
def test_rules_of_this_page_find_what_they_look_for(tmp_path: Path, monkeypatch, words: str):
    """Each rule is tried on the line that it is there for."""
    trial = tmp_path / "trial.py"
    trial.write_text(words)
    monkeypatch.setattr("test_house_safety.python_files", lambda *_: (trial,))
    monkeypatch.setattr("test_house_safety.name", lambda path: path.name)
    rules = (
        test_nothing_that_unpacks_objects_or_archives_is_imported,
        test_no_words_are_run_as_code,
        test_no_archive_is_unpacked_whole_and_no_query_is_written_by_hand,
        test_no_command_goes_through_a_shell,
    )
    sql = {each[0] for each in calls() if each[2].endswith("execute") and isinstance(each[3].args[0], ast.JoinedStr)}
    assert sum(_fails(rule) for rule in rules) + len(sql) == 1


def _fails(rule) -> bool:
    try:
        rule()
    except AssertionError:
        return True
    return False
