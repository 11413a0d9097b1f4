"""`doctor --data` names what is wrong between frameworks: each seeded fault with its place, and nothing on a clean base."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from case.stage import FIRST, GONE, NEWER, SECOND, second_version, walked
from curricle.core.crosswalk import Step
from curricle.frameworks.damage import damage
from curricle.frameworks.models import CrosswalkLinkRow, CrosswalkStepRow, VerdictRow, Version
from curricle.people.frozen import lifted

pytestmark = pytest.mark.django_db
PLACE = "crosswalk From feet to others"


@pytest.fixture
def base(nation):
    row = walked(nation, Step.SUBMITTED, Step.PUBLISHED)
    later = nation.publish(second_version())
    about = {"line": later.line, "before_version": str(row.source.uuid), "after_version": NEWER}
    VerdictRow.objects.create(before_item=SECOND, after_item=SECOND, verdict="same", **about)
    VerdictRow.objects.create(before_item=FIRST, after_item=FIRST, verdict="split", **about)
    VerdictRow.objects.create(before_item=FIRST, after_item=SECOND, verdict="split", **about)
    VerdictRow.objects.create(before_item="gone", after_item="gone", verdict="same", **(about | {"after_version": "a draft that is gone"}))
    VerdictRow.objects.filter(before_item="gone").update(before_version="another draft")
    return row


def astray(row):
    CrosswalkLinkRow.objects.filter(source_item=GONE).update(target_item="nowhere")


def other_version(row):
    """The item is there, and in another version."""
    CrosswalkLinkRow.objects.filter(source_item=GONE).update(source_item="00000066-1111-4111-8111-111111111111")


def no_relation(row):
    CrosswalkLinkRow.objects.filter(source_item=FIRST).update(relation="")


def too_strong(row):
    CrosswalkLinkRow.objects.filter(source_item=FIRST).update(strength=9)


def alone(row):
    by = CrosswalkStepRow.objects.get(crosswalk=row, step="submitted").by_id
    CrosswalkStepRow.objects.filter(crosswalk=row, step="published").update(by=by)


def skipped(row):
    CrosswalkStepRow.objects.filter(crosswalk=row, step="submitted").delete()


def not_there(row):
    VerdictRow.objects.filter(before_item=SECOND).update(after_item=GONE)  # which the later version left out


def no_verdict(row):
    VerdictRow.objects.filter(before_item=SECOND).update(verdict="perhaps")


def half_a_split(row):
    VerdictRow.objects.filter(verdict="split", after_item=SECOND).delete()


FAULTS = [
    (astray, "crosswalk", PLACE, f"1 of its links leads to an item that is not in its version, the first from {GONE} to nowhere"),
    (other_version, "crosswalk", PLACE, None),
    (no_relation, "crosswalk", PLACE, None),
    (too_strong, "crosswalk", PLACE, None),
    (alone, "publication without approval", PLACE, "it was published without a second person"),
    (skipped, "publication without approval", PLACE, "it became “published” from “draft”, which the program never does"),
    (not_there, "decision", f"decision on POD, {SECOND} and {GONE}", f"{GONE} is not in its version"),
    (no_verdict, "decision", f"decision on POD, {SECOND} and {SECOND}", "“perhaps” is nothing that a person can decide"),
    (half_a_split, "decision", f"decision on POD, {FIRST} and {FIRST}", "it says “split”, and names one item only"),
]


def test_clean_base_has_no_damage(base):
    assert list(damage()) == []
    assert Version.objects.count() == 3


@pytest.mark.parametrize(("seed", "fault", "at", "says"), FAULTS, ids=[seed.__name__ for seed, *_ in FAULTS])
def test_seeded_fault_is_named_with_its_place(base, seed, fault, at, says):
    with transaction.atomic(), lifted(), connection.cursor():
        seed(base)
    found = list(damage())
    assert [(each.fault, each.at) for each in found] == [(fault, at)]
    assert says in (None, found[0].says)
