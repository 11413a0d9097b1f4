"""Published crosswalks come out by CASE: as documents of their own, at stable addresses, valid by the published schema."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from case.stage import DOCUMENT, FIRST, GONE, ONE, OTHER, SECOND, schema, walked
from curricle.core.crosswalk import Step
from curricle.frameworks import crosswalks
from curricle.interop.case.rules import faults

BASE = "/ims/case/v1p1"
pytestmark = pytest.mark.django_db


def given(client, path):
    response = client.get(f"{BASE}/{path}")
    return response.json() if response.status_code == 200 else response.status_code


PUBLISHED = (Step.SUBMITTED, Step.PUBLISHED)


def test_published_crosswalk_is_a_document_with_an_association_for_each_link(client, nation):
    row = walked(nation, *PUBLISHED)
    package = given(client, f"CFPackages/{row.uuid}")
    document, links = package["CFDocument"], package["CFAssociations"]
    assert (document["title"], document["frameworkType"], document["adoptionStatus"]) == ("From feet to others", "Crosswalk", "Implemented")
    assert [(each["associationType"], each["originNodeURI"]["identifier"], each["destinationNodeURI"]["title"]) for each in links] == [
        ("exactMatchOf", SECOND, "X1"),
        ("ext:broader", FIRST, "X1"),
        ("ext:follows-from", GONE, "X2"),
    ]
    assert [each["extensions"]["curricle"] for each in links] == [
        {"relation": "exact", "strength": 3},
        {"relation": "broader"},
        {"relation": "follows from"},
    ]
    assert package.keys() == {"CFDocument", "CFAssociations"}


def test_its_parts_answer_at_their_own_addresses_in_closed_shapes(client, nation):
    row = walked(nation, *PUBLISHED)
    document = given(client, f"CFDocuments/{row.uuid}")
    link = given(client, f"CFPackages/{row.uuid}")["CFAssociations"][0]
    alone = given(client, f"CFAssociations/{link['identifier']}")
    listed = given(client, "CFDocuments")
    assert [list(faults(*each)) for each in (("CFDocument", document), ("CFAssociation", alone), ("CFDocumentSet", listed))] == [[], [], []]
    assert alone == link | {"CFDocumentURI": alone["CFDocumentURI"]}
    assert alone["CFDocumentURI"]["identifier"] == str(row.uuid)
    assert [each["identifier"] for each in listed["CFDocuments"]] == [DOCUMENT, OTHER, str(row.uuid)]
    addresses = (document["uri"], alone["uri"], alone["originNodeURI"]["uri"], alone["destinationNodeURI"]["uri"])
    assert [client.get(each.removeprefix("http://testserver")).status_code for each in addresses] == [200] * 4


def test_package_is_valid_by_the_official_schema(client, nation):
    shared = os.environ.get("CURRICLE_SHARED_DATA")
    if not shared:
        pytest.skip("CURRICLE_SHARED_DATA is not set")
    import jsonschema

    official = json.loads((Path(shared) / "case/cfpackage-v1p1.schema.json").read_bytes())
    package = given(client, f"CFPackages/{walked(nation, *PUBLISHED).uuid}")
    jsonschema.Draft201909Validator(official, format_checker=jsonschema.FormatChecker()).validate(package)


def test_links_of_an_item_are_among_its_associations_from_both_sides(client, nation):
    walked(nation, *PUBLISHED)
    for item, wanted in ((SECOND, ["exactMatchOf"]), (ONE, ["exactMatchOf", "ext:broader"])):
        found = given(client, f"CFItemAssociations/{item}")
        ends = [each["associationType"] for each in found["CFAssociations"] if "relation" in each.get("extensions", {}).get("curricle", {})]
        assert (ends, list(faults("CFAssociationSet", found))) == (wanted, [])


@pytest.mark.parametrize("steps", [(), (Step.SUBMITTED,)])
def test_nothing_of_a_crosswalk_that_is_not_published_is_told(client, nation, steps):
    row = walked(nation, *steps)
    link = crosswalks.links(row)[0]
    paths = (f"CFPackages/{row.uuid}", f"CFDocuments/{row.uuid}", f"CFAssociations/{link.uuid}")
    assert [given(client, path) for path in paths] == [404] * 3
    assert len(given(client, "CFDocuments")["CFDocuments"]) == 2
    assert str(link.uuid) not in client.get(f"{BASE}/CFItemAssociations/{SECOND}").content.decode()


def test_withdrawn_crosswalk_keeps_its_address_and_says_so(client, nation):
    row = walked(nation, *PUBLISHED, Step.WITHDRAWN)
    document = given(client, f"CFPackages/{row.uuid}")["CFDocument"]
    assert (document["adoptionStatus"], bool(document["statusEndDate"])) == ("Retired", True)


def test_package_of_a_framework_is_what_it_was(client, nation):
    before = schema()
    walked(nation, *PUBLISHED)
    assert len(given(client, f"CFPackages/{DOCUMENT}")["CFAssociations"]) == len(before.links)


def test_who_has_the_bytes_of_a_crosswalk_is_told_304(client, nation):
    row = walked(nation, *PUBLISHED)
    first = client.get(f"{BASE}/CFPackages/{row.uuid}")
    assert client.get(f"{BASE}/CFPackages/{row.uuid}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
