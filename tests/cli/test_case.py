"""`curricle case`: the test of a provider, tried on ourselves and on one that is wrong in known ways."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from case.stage import DOCUMENT, Nation, schema, second_version, walked
from curricle.cli.case.asking import base_of
from curricle.core.crosswalk import Step
from curricle.core.terms import OrganisationKind, Role
from curricle.door.problems import Refused
from curricle.interop.case import read
from world import organisation, person


@pytest.fixture
def nation(transactional_db: None) -> Nation:
    national = organisation("national", OrganisationKind.NATIONAL)
    made = Nation(person("nell", national, Role.NATIONAL_EDITOR), person("pat", national, Role.NATIONAL_PUBLISHER))
    made.publish(schema())
    made.publish(second_version())
    return made


@pytest.mark.slow
def test_we_keep_every_rule_ourselves(ask, nation, live_server):
    answer = ask("case", "selftest", live_server.url, "--json")
    document = answer.document
    bad = [each for each in document["rules"] if each["verdict"] != "held"]
    assert (answer.code, bad) == (0, [])
    assert document["base"] == f"{live_server.url}/ims/case/v1p1"
    assert list(document["counts"]) == ["held", "failed", "advised", "not tried"]


@pytest.mark.slow
def test_we_keep_every_rule_with_a_crosswalk_among_the_documents(ask, transactional_db, live_server):
    national = organisation("national", OrganisationKind.NATIONAL)
    nation = Nation(person("nell", national, Role.NATIONAL_EDITOR), person("pat", national, Role.NATIONAL_PUBLISHER))
    walked(nation, Step.SUBMITTED, Step.PUBLISHED)
    document = ask("case", "selftest", live_server.url, "--json").document
    assert [each for each in document["rules"] if each["verdict"] != "held"] == []


@pytest.mark.slow
def test_people_read_a_table_and_the_counts(ask, nation, live_server):
    out = ask("case", "selftest", f"{live_server.url}/ims/case/v1p1/", "--packages", 1).out
    assert ("Verdict" in out, "0 failed" in out) == (True, True)


class Wrong(BaseHTTPRequestHandler):
    """Wraps each document, knows no refusals, and calls everything HTML."""

    def do_GET(self) -> None:  # noqa: N802 - the name that the library calls
        body = json.dumps({"CFDocuments": [{"CFDocument": {"identifier": "1", "title": "x"}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if "CFPackages" in self.path else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal of the tests."""


@pytest.fixture
def wrong() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.mark.slow
def test_provider_that_keeps_no_rule_is_told_which(ask, wrong):
    answer = ask("case", "selftest", wrong, "--json")
    failed = {each["rule"]: each["says"] for each in answer.document["rules"] if each["verdict"] == "failed"}
    assert answer.code == 1
    assert "$.CFDocuments[0].CFDocument: CFDocument has no such field" in failed["list of documents: shape CFDocumentSet"]
    assert "Content-Type (text/html)" in failed["package: 200 and application/json"]
    assert "it answered 200; expected 404" in failed["refusal: imsx_StatusInfo for an address that is none"]
    assert failed["X-Total-Count: a whole number"] == "the header is missing or no number"


def test_provider_that_does_not_answer_is_told_so(ask):
    answer = ask("case", "selftest", "http://127.0.0.1:9", "--json")
    assert (answer.code, "no answer" in answer.document["rules"][0]["says"]) == (1, True)


@pytest.mark.parametrize("address", ["curricle.example", "file:///etc/passwd", "ftp://x.example", "https://", "https://x.example/?a=1", ""])
def test_what_is_no_address_of_a_provider_is_refused(ask, address):
    assert ask("case", "selftest", address).code == 3


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://a.example", "https://a.example/ims/case/v1p1"),
        ("https://a.example/place/", "https://a.example/place/ims/case/v1p1"),
        ("https://a.example/ims/case/v1p1/", "https://a.example/ims/case/v1p1"),
    ],
)
def test_address_of_an_installation_leads_to_its_service(address, base):
    assert base_of(address) == base


def test_credentials_and_odd_schemes_are_no_address():
    with pytest.raises(Refused):
        base_of("javascript:alert(1)")


def test_package_of_a_file_is_written(ask, demo, tmp_path):
    out = tmp_path / "package.json"
    answer = ask("case", "package", demo / "schema-podiatry.json", "--out", out)
    assert (answer.code, len(read(out.read_bytes()).value.items) > 40) == (0, True)


@pytest.mark.django_db
def test_package_of_a_code_tells_its_status(ask, nation):
    document = json.loads(ask("case", "package", "POD@1.0", "--profile", "friendly").out)
    assert (document["CFDocument"]["identifier"], document["CFDocument"]["adoptionStatus"]) == (DOCUMENT, "Implemented")
    assert document["CFItems"][0]["CFDocumentURI"]["identifier"] == DOCUMENT


@pytest.mark.django_db
def test_package_of_nothing_is_refused(ask):
    assert ask("case", "package", "NOTHING").code == 3
