"""The house rules that a machine can check. Each failure names the file and the line."""

from __future__ import annotations

import ast
import re
import sys
import tomllib

from house.tree import ROOT, SRC, apps, files, functions, imports, length, name, parsed, python_files

FILE, FUNCTION, CLASS, VIEW, TEMPLATE = 400, 60, 250, 30, 120
NO_NAMES = {"utils", "util", "common", "helpers", "helper", "base", "manager", "managers", "misc"}
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
#: Words of the field have one form in code; the left one is a synonym that the glossary does not hold.
SYNONYMS = {"course": "programme", "competence": "capability", "mapping": "claim", "curriculum_map": "claims", "learner": "apprentice"}


def test_core_imports_the_standard_library_and_itself_only():
    own = "curricle.core"
    wrong = [
        f"{name(path)}:{line} imports {module}"
        for path in python_files("src/curricle/core")
        for line, module in imports(path)
        if module.split(".")[0] not in sys.stdlib_module_names and module != own and not module.startswith(f"{own}.")
    ]
    assert wrong == []


def test_door_and_formats_do_not_know_django():
    wrong = [
        f"{name(path)}:{line} imports {module}"
        for path in python_files("src/curricle/door", "src/curricle/interop")
        for line, module in imports(path)
        if module.split(".")[0].startswith("django")
    ]
    assert wrong == []


def test_files_stay_short():
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert {path: lines for path, lines in lengths.items() if lines > FILE} == {}


def test_functions_stay_short():
    long = [f"{name(path)}:{node.lineno} {node.name}" for path in python_files() for node in functions(path) if length(node) > FUNCTION]
    assert long == []


def test_classes_stay_short():
    long = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and length(node) > CLASS
    ]
    assert long == []


def views():
    return [path for path in python_files("src/curricle") if "views" in path.parts or path.name == "views.py"]


def test_views_find_permit_act_and_show_in_few_lines():
    long = [f"{name(path)}:{node.lineno} {node.name}" for path in views() for node in functions(path) if length(node) > VIEW]
    assert long == []


def test_templates_stay_short():
    templates = [path for path in files() if path.suffix == ".jinja"]
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in templates}
    assert {path: lines for path, lines in lengths.items() if lines > TEMPLATE} == {}


def test_views_reach_rows_through_queries_and_actions():
    wrong = [
        f"{name(path)}:{node.lineno} .{node.attr}"
        for path in views()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in WRITES | {"objects"}
    ]
    assert wrong == []


def test_actions_take_keywords_only():
    wrong = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in python_files("src/curricle")
        if path.name == "actions.py" or path.parent.name == "actions"
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and decorated_atomic(node)
        if node.args.args or node.args.posonlyargs
    ]
    assert wrong == []


def decorated_atomic(node: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(each) for each in node.decorator_list)


def test_modules_are_named_after_an_idea():
    allowed = {"src/curricle/config/settings/base.py"}
    wrong = [name(path) for path in python_files("src", "tools", "tests") if {path.stem, path.parent.name} & NO_NAMES]
    assert sorted(set(wrong) - allowed) == []


def test_names_in_core_are_words_of_the_glossary():
    wrong = [
        f"{name(path)}:{node.lineno} {node.name}: say {better}"
        for path in python_files("src/curricle/core")
        for node in ast.walk(parsed(path))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        for synonym, better in SYNONYMS.items()
        if synonym in re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower().split("_")
    ]
    assert wrong == []


def test_every_app_is_in_the_import_contracts():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    floors = next(each for each in contracts if each["name"].startswith("5."))
    private = {module for each in contracts if each["type"] == "protected" for module in each["protected_modules"]}
    assert sorted(floors["containers"]) == [f"curricle.{app}" for app in apps()]
    assert sorted(private) == [f"curricle.{app}.models" for app in apps()]


def test_import_contracts_have_no_exceptions():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert "ignore_imports" not in text


def test_every_part_stands_on_a_floor():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = " ".join(next(each for each in contracts if each["name"].startswith("1."))["layers"])
    parts = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert parts - set(re.findall(r"\w+", layers)) == set()


def test_nothing_imports_the_tests():
    wrong = [f"{name(path)}:{line}" for path in python_files("src") for line, module in imports(path) if module.split(".")[0] == "tests"]
    assert wrong == []


def test_pages_carry_no_inline_style_or_script():
    pattern = re.compile(r"""\sstyle=["']|\son(?:click|change|submit|load|input)=["']|<style\b""", re.IGNORECASE)
    wrong = [
        f"{name(path)}:{at}"
        for path in files()
        if path.suffix == ".jinja"
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert wrong == []
