"""The description of the API: whole, true to the code, with an example for every shape."""

from __future__ import annotations

import json

import jsonschema
import pytest

from curricle.connect.api import api
from curricle.connect.core_shapes import shapes_of
from curricle.connect.document import document
from curricle.core.canonical import to_document
from curricle.core.framework import Framework
from curricle.core.programme import Programme
from world import demo_framework, demo_programme

WHOLE = json.loads(document(api))
SHAPES = WHOLE["components"]["schemas"]
ENTRIES = [(f"{method} {path}", entry) for path, methods in WHOLE["paths"].items() for method, entry in methods.items()]


def valid(value: object, schema: dict) -> None:
    jsonschema.Draft202012Validator(schema | {"components": {"schemas": SHAPES}}).validate(value)


def test_every_operation_says_what_it_is_and_how_it_refuses():
    lacking = [
        name
        for name, entry in ENTRIES
        if not (entry["summary"] and entry["description"] and entry["tags"] and {"401", "429", "503"} <= set(entry["responses"]))
    ]
    assert lacking == []
    assert len({entry["operationId"] for _, entry in ENTRIES}) == len(ENTRIES)


def test_every_reference_leads_somewhere():
    def references(value):
        if isinstance(value, dict):
            for key, each in value.items():
                if key == "$ref":
                    yield each
                yield from references(each)
        elif isinstance(value, list):
            for each in value:
                yield from references(each)

    def found(reference):
        here = WHOLE
        for step in reference.removeprefix("#/").split("/"):
            here = here.get(step) if isinstance(here, dict) else None
        return here

    assert [each for each in set(references(WHOLE)) if not found(each)] == []


def test_every_shape_of_an_answer_has_an_example_that_it_allows():
    asked_only = {"Page", "FrameworksAsked", "ItemsAsked", "GapsAsked", "FindingsAsked", "EventsAsked", "Cell"}
    shapes = {name for name in SHAPES if not name.endswith("Document")} - asked_only
    assert sorted(name for name in shapes if "example" not in SHAPES[name]) == []
    for name in shapes:
        valid(SHAPES[name]["example"], {"$ref": f"#/components/schemas/{name}"})


def test_shapes_of_the_core_allow_what_the_core_writes():
    for kind, name in ((Programme, "programme-podiatry"), (Framework, "schema-podiatry"), (Framework, "standard-enhanced-practice")):
        value = demo_programme(name) if kind is Programme else demo_framework(name)
        valid(to_document(value), {"$ref": f"#/components/schemas/{kind.__name__}Document"})
    with pytest.raises(jsonschema.ValidationError):
        valid(to_document(demo_programme("programme-podiatry")) | {"colour": "red"}, {"$ref": "#/components/schemas/ProgrammeDocument"})


def test_shapes_of_the_core_name_every_field():
    shapes = shapes_of(Programme, Framework)
    assert set(shapes["ProgrammeDocument"]["properties"]) == set(Programme.__dataclass_fields__)
    assert shapes["ProgrammeDocument"]["required"] == ["id", "code", "title"]


def test_document_leads_nowhere_else():
    assert [word for word in ("http://", "https://", "cdn", "swagger") if word in document(api).decode().lower()] == []
