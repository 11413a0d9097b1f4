"""Parameters of an address: what a page takes it names, anything else is answered 400 or not read at all (S11, decision 0023)."""

from __future__ import annotations

import ast
import re
from html import unescape

import pytest
from django.urls import get_resolver

from authz.asking import Answer, answer_of, browser_of, send, undone
from authz.cast import VISITOR, Asker
from authz.door import Door, views
from authz.doors import DOORS
from authz.leaks import canaries, leaked
from authz.stage import Stage
from house.tree import parsed, python_files

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PROBES = (
    "zz=1",
    "programme__title=a",
    "order_by=password",
    "organisation=2",
    "made_by__password__startswith=pbkdf2",
    "q__contains=a",
    "%00=1",
)
ONCE = re.compile(rb'(csrf[^"]*" value="[^"]+"|nonce="[^"]+"|nonce-[\w-]+|name="once" value="[^"]+"|csrfmiddlewaretoken[^>]+)')


NEW_EACH_TIME = {"people:app"}  # shows a new secret


def get(asker: Asker, address: str, **headers: str) -> Answer:
    client = browser_of(asker)
    with undone():
        return answer_of(send(client, "GET", address, **headers), set())


def open_doors(stage: Stage, asker: Asker) -> list[tuple[Door, str]]:
    """Each page that the asker may open, with an address of it."""
    found = {}
    for door in DOORS:
        if door.method == "GET" and door.how in ("page", "export") and door.name not in {*found, *NEW_EACH_TIME}:
            thing = next((each for each in door.things(stage, asker) if door.expected(asker, each).lets_in), None)
            if thing:
                found[door.name] = (door, door.address(thing))
    return list(found.values())


@pytest.mark.parametrize("name", ["north-uni lead", VISITOR])
def test_unknown_parameters_are_answered_400_or_never_read(stage: Stage, name: str):
    asker, wrong, taking = stage.who(name), [], 0
    known = views(get_resolver())
    for door, address in open_doors(stage, asker):
        takes = getattr(known[door.name], "takes", None)
        plain = None if takes is not None else get(asker, address)
        taking += takes is not None
        for probe in PROBES:
            answer = get(asker, f"{address}?{probe}")
            refused = answer.status == 400
            same = plain is not None and (answer.status, stable(answer.body)) == (plain.status, stable(plain.body))
            wrong += [] if refused or (same and takes is None) else [(door.name, probe, answer.status)]
    assert (wrong, taking > 3) == ([], True)


def stable(body: bytes) -> bytes | int:
    """A page without what is new at each request; a workbook, whose bytes hold the time, by its size alone."""
    return len(body) // 64 if body.startswith(b"PK") else ONCE.sub(b"", body)


def test_every_parameter_that_is_read_is_named_by_a_view():
    """`request.GET` is read under literal names only, and each of them stands in a `takes(...)`."""
    named = {name for view in views(get_resolver()).values() for name in getattr(view, "takes", ())}
    read = {
        word for path in python_files("src/curricle") if "views" in str(path) for node in ast.walk(parsed(path)) for word in read_in(node)
    }
    assert sorted(read - named) == []
    assert len(read) > 8


def read_in(node: ast.AST) -> set[str]:
    """The names under which an expression reads parameters: request.GET.get("q"), or the same for each of several names."""
    if isinstance(node, ast.DictComp) and "request.GET" in ast.unparse(node.value):
        return {each.value for each in ast.walk(node.generators[0].iter) if isinstance(each, ast.Constant)}
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "request.GET.get" and isinstance(node.args[0], ast.Constant):
        return {node.args[0].value}
    return set()


def test_every_link_with_parameters_is_taken(stage: Stage):
    """What pages offer, pages take."""
    asker, offered = stage.who("north-uni lead"), set()
    for _, address in open_doors(stage, asker):
        for href in re.findall(r'(?:href|hx-get)="([^"]*\?[^"]*)"', get(asker, address).text):
            link = unescape(href).partition("#")[0]
            offered.add(link if link.startswith("/") else address.partition("?")[0] + link)
    assert [link for link in sorted(offered) if get(asker, link).status >= 400] == []
    assert len(offered) > 20


SEARCHES = (
    "/frameworks/?q=canary",
    "/frameworks/?q=works+well",
    "/frameworks/?kind=schema",
    "/record/?words=canary",
    "/record/?words=a",
    "/help/search/?q=canary",
    "/programmes/NORTH-DRAFT/gaps/?q=canary",
    "/programmes/NORTH-DRAFT/gaps/?show=all",
    "/programmes/NORTH-DRAFT/findings/?severity=warns",
    "/crosswalks/",
    "/frameworks/compare/",
    "/people/",
    "/programmes/",
    "/",
)


@pytest.mark.parametrize("part", [False, True], ids=["whole", "part for htmx"])
def test_searches_and_lists_find_nothing_of_the_other_tenant(stage: Stage, part: bool):
    wrong, found = [], 0
    for asker in stage.northern():
        for address in SEARCHES:
            body = get(asker, address, **({"HX-Request": "true"} if part else {})).body
            found += len(canaries(body))
            wrong += [(asker.name, address, each) for each in leaked(stage, asker, body)]
    assert (wrong, found > 0) == ([], True)
