"""Requests made up from the OpenAPI document, good ones and bad ones, by programs of several kinds: nothing breaks, and every answer
is one that the document knows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from curricle.connect.api import api
from curricle.connect.document import document
from curricle.design import queries
from curricle.people.queries import verify_record

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance, response_headers_conformance]
EXAMPLES = int(os.environ.get("MADE_UP_REQUESTS", "14"))  # of each operation
OPERATIONS = sorted((path, method) for path, entry in json.loads(document(api))["paths"].items() for method in entry)


@pytest.fixture(scope="module")
def schema() -> Any:
    made = schemathesis.openapi.from_dict(json.loads(document(api)))
    made.app = get_wsgi_application()
    return made


def good_parts(stage: Any) -> dict[str, str]:
    """Names of things that there are, for parts of an address."""
    return {
        "code": stage.programme.code,
        "framework": stage.schema.id,
        "lens": stage.schema.id,
        "item": stage.schema.items[3].id,
        "module": stage.programme.modules[0].code,
    }


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{method} {path}" for path, method in OPERATIONS])
def test_made_up_requests_break_nothing(schema, stage, one_connection, path, method):
    keys = [stage.program(), stage.program(scopes=("programmes:read",)), stage.program(by=stage.dora)]
    tokens = st.sampled_from([*[keys[0].key] * 6, *(each.key for each in keys), ""])
    parts, operation = good_parts(stage), schema[path][method.upper()]
    modes = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=modes, token=tokens, known=st.booleans(), current=st.booleans())
    def ask(case: Any, token: str, known: bool, current: bool) -> None:
        if known:
            case.path_parameters.update({name: parts[name] for name in case.path_parameters if name in parts})
            if method == "put" and isinstance(case.body, dict) and isinstance(case.body.get("programme"), dict):
                case.body["programme"]["code"] = parts["code"]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if current and "If-Match" in (case.headers or {}):
            row = queries.programmes(stage.alice.organisation)
            headers["If-Match"] = f'"{row[0].revision}"' if row else '"1"'
        case.validate_response(case.call(headers=headers), checks=CHECKS)

    ask()
    assert verify_record().sound


@pytest.fixture
def one_connection(settings: Any) -> Iterator[None]:
    """As Django's own test client does: a request does not close the connection that the test's transaction is in."""
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
