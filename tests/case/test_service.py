"""The CASE service: every endpoint has its shape, says what is published, and nothing else."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from case.stage import CANARY, DOCUMENT, FIRST, GONE, GROUP, NEWER, RUBRIC, SECOND, SECRET, schema, second_version, uuid
from curricle.core.terms import Stage
from curricle.frameworks import actions as frameworks
from curricle.frameworks.case import actions
from curricle.frameworks.models import CaseBytes, CaseEntry, CaseHead
from curricle.interop.case import read
from curricle.interop.case.rules import DISCOVERY, ENDPOINTS, faults

BASE = "/ims/case/v1p1"
pytestmark = pytest.mark.django_db


def ask(client: Any, path: str, **headers: str) -> Any:
    return client.get(f"{BASE}/{path}", headers=headers)


def given(client: Any, path: str) -> Any:
    response = ask(client, path)
    assert response.status_code == 200, response.content
    return response.json()


def identifiers(client: Any) -> dict[str, str]:
    """One identifier for each endpoint, as the package gives them."""
    package = given(client, f"CFPackages/{DOCUMENT}")
    found = {"CFPackages": DOCUMENT, "CFDocuments": DOCUMENT, "CFItems": SECOND, "CFItemAssociations": GONE, "CFRubrics": RUBRIC}
    found["CFAssociations"] = package["CFAssociations"][0]["identifier"]
    return found | {name: parts[0]["identifier"] for name, parts in package["CFDefinitions"].items()}


@pytest.mark.parametrize(("path", "shape", "_"), ENDPOINTS)
def test_every_endpoint_answers_in_its_closed_shape(client, published, path, shape, _):
    name, _, one = path.partition("/")
    body = given(client, f"{name}/{identifiers(client)[name]}" if one else name)
    assert list(faults(shape, body)) == []


def test_package_is_valid_by_the_official_schema_and_gives_the_framework_back(client, published):
    shared = os.environ.get("CURRICLE_SHARED_DATA")
    if not shared:
        pytest.skip("CURRICLE_SHARED_DATA is not set")
    import jsonschema

    official = json.loads((Path(shared) / "case/cfpackage-v1p1.schema.json").read_bytes())
    package = given(client, f"CFPackages/{DOCUMENT}")
    jsonschema.Draft201909Validator(official, format_checker=jsonschema.FormatChecker()).validate(package)
    assert read(json.dumps(package).encode()).value == schema()


def test_friendly_package_leads_to_its_document_from_inside(client, published):
    strict, friendly = given(client, f"CFPackages/{DOCUMENT}"), given(client, f"CFPackages/{DOCUMENT}?profile=friendly")
    assert ["CFDocumentURI" in each["CFItems"][0] for each in (strict, friendly)] == [False, True]


def test_list_holds_published_versions_alone(client, published):
    response = ask(client, "CFDocuments")
    assert [each["identifier"] for each in response.json()["CFDocuments"]] == [DOCUMENT]
    assert response.headers["X-Total-Count"] == "1"


def test_nothing_unpublished_is_told_of_anywhere(client, published):
    hidden = {"CFPackages": SECRET, "CFDocuments": SECRET, "CFItems": uuid(31), "CFAssociations": uuid(32), "CFRubrics": uuid(33)}
    answers = [ask(client, f"{name}/{id}") for name, id in hidden.items()]
    assert [each.status_code for each in answers] == [404] * len(hidden)
    listed = ask(client, "CFDocuments").content + ask(client, f"CFDocuments?filter=title~'{CANARY}'").content
    assert CANARY.encode() not in listed + b"".join(each.content for each in answers)


def test_item_has_its_current_text_and_a_package_its_own(client, published):
    published.publish(second_version())
    assert given(client, f"CFItems/{SECOND}")["fullStatement"] == "Assesses the whole foot"
    assert given(client, f"CFItems/{SECOND}")["CFDocumentURI"]["identifier"] == NEWER
    statements = {each["identifier"]: each["fullStatement"] for each in given(client, f"CFPackages/{DOCUMENT}")["CFItems"]}
    assert statements[SECOND] == "Assesses the foot – “gently”"


def test_item_that_a_later_version_left_out_says_since_when(client, published):
    assert "statusEndDate" not in given(client, f"CFItems/{GONE}")
    published.publish(second_version())
    newer = given(client, f"CFDocuments/{NEWER}")
    assert given(client, f"CFItems/{GONE}")["statusEndDate"] == newer["statusStartDate"]


@pytest.mark.parametrize(
    ("steps", "status", "dates"),
    [
        ((Stage.PENDING,), "Pending Implementation", set()),
        ((Stage.IMPLEMENTED,), "Implemented", {"statusStartDate"}),
        ((Stage.IMPLEMENTED, Stage.RETIRED), "Retired", {"statusStartDate", "statusEndDate"}),
    ],
)
def test_status_is_told_by_the_steps_of_its_life(client, nation, steps, status, dates):
    nation.publish(schema(), *steps)
    document = given(client, f"CFDocuments/{DOCUMENT}")
    assert (document["adoptionStatus"], {name for name in document if name.startswith("status")}) == (status, dates)
    assert given(client, f"CFPackages/{DOCUMENT}")["CFDocument"]["adoptionStatus"] == status


def test_time_of_last_change_and_tag_move_with_the_status(client, nation):
    version = nation.publish(schema())
    before, tag = given(client, f"CFDocuments/{DOCUMENT}"), ask(client, f"CFPackages/{DOCUMENT}").headers["ETag"]
    from curricle.frameworks.models import StageRow
    from curricle.people.frozen import lifted

    frameworks.move(by=nation.publisher, version=version, to=Stage.RETIRED)
    with lifted():
        late = StageRow.objects.order_by("-id").first()
        StageRow.objects.filter(pk=late.pk).update(at=late.at.replace(year=2101))
    after = given(client, f"CFDocuments/{DOCUMENT}")
    assert (before["lastChangeDateTime"] < after["lastChangeDateTime"], after["lastChangeDateTime"][:4]) == (True, "2101")
    assert ask(client, f"CFPackages/{DOCUMENT}", If_None_Match=tag).status_code == 200


def test_who_has_the_bytes_is_told_304(client, published):
    for path in (f"CFPackages/{DOCUMENT}", f"CFItems/{SECOND}", "CFDocuments"):
        first = ask(client, path)
        again = ask(client, path, If_None_Match=first.headers["ETag"])
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


def test_package_is_compressed_for_who_takes_that(client, published):
    plain = ask(client, f"CFPackages/{DOCUMENT}")
    packed = ask(client, f"CFPackages/{DOCUMENT}", Accept_Encoding="br, gzip;q=0.5")
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", plain.content)
    assert (plain.headers["Vary"], plain.headers["ETag"] != packed.headers["ETag"]) == ("Accept-Encoding", True)
    assert "Content-Encoding" not in ask(client, f"CFPackages/{DOCUMENT}", Accept_Encoding="gzip;q=0").headers


def test_packages_are_kept_once_and_never_beyond_their_room(client, nation, settings):
    for number in range(3):
        nation.publish(schema(id=uuid(100 + number), line=uuid(200 + number), code=f"S{number}", links=()))
    settings.CASE_CACHE_MEGABYTES = 1
    for number in (0, 0, 1):
        ask(client, f"CFPackages/{uuid(100 + number)}")
    assert CaseBytes.objects.count() == 2
    CaseBytes.objects.update(size=600_000)
    ask(client, f"CFPackages/{uuid(102)}")
    assert CaseBytes.objects.count() == 2
    settings.CASE_CACHE_MEGABYTES = 0
    CaseBytes.objects.all().delete()
    assert (ask(client, f"CFPackages/{uuid(102)}").status_code, CaseBytes.objects.count()) == (200, 0)


def test_kept_package_of_an_earlier_status_goes(client, nation):
    version = nation.publish(schema(), Stage.PENDING)
    ask(client, f"CFPackages/{DOCUMENT}")
    frameworks.move(by=nation.publisher, version=version, to=Stage.IMPLEMENTED)
    assert given(client, f"CFPackages/{DOCUMENT}")["CFDocument"]["adoptionStatus"] == "Implemented"
    assert CaseBytes.objects.count() == 1


def test_what_is_kept_is_made_again_when_it_is_gone(client, published):
    ids = identifiers(client)
    CaseEntry.objects.all().delete()
    CaseHead.objects.all().delete()
    assert given(client, f"CFAssociations/{ids['CFAssociations']}")["associationType"] == "isChildOf"
    assert (len(given(client, "CFDocuments")["CFDocuments"]), actions.index_missing()) == (1, 0)


def test_document_in_the_list_is_the_document_alone(client, published):
    assert given(client, "CFDocuments")["CFDocuments"] == [given(client, f"CFDocuments/{DOCUMENT}")]


def test_adopted_item_leads_to_the_document_it_comes_from(client, published):
    from dataclasses import replace

    first = schema()
    source = (("extensions.sourceDocumentIdentifier", f'"{DOCUMENT}"'), ("extensions.sourceDocumentURI", '"https://a.example/doc"'))
    adopted = replace(first.links[1], target=uuid(301), extras=source, id=uuid(302))
    top = replace(first.links[0], target=uuid(300), source=uuid(301), id=uuid(303))
    items = (replace(first.items[0], id=uuid(301)), first.items[1])
    published.publish(schema(id=uuid(300), line=uuid(299), code="OURS", items=items, links=(top, adopted), rubrics=()))
    alone = given(client, f"CFItems/{SECOND}")
    assert alone["CFDocumentURI"]["identifier"] == DOCUMENT
    package = given(client, f"CFPackages/{uuid(300)}")
    assert [each["identifier"] for each in package["CFItems"]] == [uuid(301), SECOND]
    (place,) = [each for each in package["CFAssociations"] if each["originNodeURI"]["identifier"] == SECOND]
    assert place["extensions"] == {"sourceDocumentIdentifier": DOCUMENT, "sourceDocumentURI": "https://a.example/doc"}


def test_another_organisation_does_not_take_an_item_over(client, published):
    changed = schema(id=uuid(400), line=uuid(399), code="COPY", title="A copy")
    published.publish(changed)
    assert given(client, f"CFItems/{SECOND}")["CFDocumentURI"]["identifier"] == DOCUMENT


def test_identifiers_are_found_however_they_are_spelt(client, nation):
    from dataclasses import replace

    loud, first = "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE", schema()
    nation.publish(schema(items=(replace(first.items[0], id=loud),), links=(replace(first.links[0], source=loud),), rubrics=()))
    for name, id in (("CFItems", loud), ("CFItems", loud.lower()), ("CFDocuments", DOCUMENT.upper())):
        assert given(client, f"{name}/{id}")["identifier"] in (loud, DOCUMENT)
    assert client.get(f"/id/{loud.lower()}").headers["Location"] == f"/frameworks/{DOCUMENT}/items/{loud}/"


def test_associations_of_an_item_begin_or_end_at_it(client, published):
    found = given(client, f"CFItemAssociations/{GONE}")
    ends = {(each["originNodeURI"]["identifier"], each["destinationNodeURI"]["identifier"]) for each in found["CFAssociations"]}
    assert (found["CFItem"]["identifier"], ends) == (GONE, {(GONE, FIRST), (GONE, SECOND)})


def test_group_of_links_can_be_asked_for(client, published):
    assert given(client, f"CFAssociationGroupings/{GROUP}")["identifier"] == GROUP


@pytest.mark.parametrize(
    ("path", "status", "minor"),
    [
        ("CFItems/none", 400, "invalid_uuid"),
        ("CFItems/" + "x" * 500, 400, "invalid_uuid"),
        (f"CFItems/{uuid(999)}", 404, "unknownobject"),
        (f"CFPackages/{SECOND}", 404, "unknownobject"),
        (f"CFConcepts/{SECOND}", 404, "unknownobject"),
        ("CFDocuments?filter=title", 400, "invalid_selection_field"),
        ("CFDocuments?filter=password='x'", 400, "invalid_selection_field"),
        ("CFDocuments/", 404, "unknownobject"),
        ("Nothing/at/all", 404, "unknownobject"),
        ("", 404, "unknownobject"),
        ("CFItems/%00", 400, "invalid_selection_field"),
    ],
)
def test_refusals_have_the_shape_of_the_specification(client, published, path, status, minor):
    response = ask(client, path)
    body = response.json()
    assert (response.status_code, list(faults("imsx_StatusInfo", body))) == (status, [])
    assert body["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"] == minor


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused_in_the_same_shape(client, published, method):
    response = getattr(client, method)(f"{BASE}/CFDocuments")
    assert (response.status_code, list(faults("imsx_StatusInfo", response.json()))) == (405, [])
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_head_says_what_get_says_without_a_word(client, published):
    head = client.head(f"{BASE}/CFPackages/{DOCUMENT}")
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", ask(client, f"CFPackages/{DOCUMENT}").headers["ETag"])


def test_answers_are_public_and_set_no_cookie(client, published, settings):
    client.cookies["curricle_session"] = "somebody"
    response = ask(client, f"CFItems/{SECOND}")
    told = {name: response.headers.get(name) for name in ("Vary", "Set-Cookie", "Cache-Control", "Access-Control-Allow-Origin")}
    assert told == {
        "Vary": "Accept-Encoding",
        "Set-Cookie": None,
        "Cache-Control": "public, max-age=60",
        "Access-Control-Allow-Origin": "*",
    }
    settings.CASE_ORIGINS = ""
    assert "Access-Control-Allow-Origin" not in ask(client, "CFDocuments").headers


def test_browsers_may_ask_first(client, published):
    response = client.options(f"{BASE}/CFDocuments")
    assert (response.status_code, response.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_discovery_describes_every_endpoint(client, db):
    document = given(client, DISCOVERY)
    assert (document["openapi"], sorted(document["paths"])) == ("3.0.1", sorted(f"/{path}" for path, _, _ in ENDPOINTS))
    assert document["servers"] == [{"url": "http://testserver/ims/case/v1p1"}]
