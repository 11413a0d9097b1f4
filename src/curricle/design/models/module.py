"""A module of an organisation: its outcomes, assessments, hours and claims.

Descriptive texts (aims, syllabus …) stand in one JSON column: no rule reads them, and a new one needs no migration
(docs/decisions/0010).
"""

from __future__ import annotations

import uuid

from django.db import models

from curricle.core.terms import Delivery, HoursKind, Letter


def letters() -> list[tuple[str, str]]:
    return [(letter.value, letter.word) for letter in Letter]


def hours_kinds() -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in HoursKind]


def deliveries() -> list[tuple[str, str]]:
    return [(delivery.value, delivery.value) for delivery in Delivery]


class ModuleRow(models.Model):
    """A unit of credit. `revision` counts its changes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    credits = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="module_code_once_per_organisation")]

    def __str__(self) -> str:
        return self.code


class OutcomeRow(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    module = models.ForeignKey(ModuleRow, on_delete=models.CASCADE, related_name="outcomes")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    text = models.TextField()
    group = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.code


class AssessmentRow(models.Model):
    """`outcomes` holds the uuids of the outcomes it assesses, in order."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    module = models.ForeignKey(ModuleRow, on_delete=models.CASCADE, related_name="assessments")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    weight = models.PositiveIntegerField(default=0)
    pass_fail = models.BooleanField(default=False)
    outcomes = models.JSONField(default=list)
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.code


class HoursRow(models.Model):
    """Planned time in whole minutes."""

    module = models.ForeignKey(ModuleRow, on_delete=models.CASCADE, related_name="hours")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, choices=hours_kinds)
    delivery = models.CharField(max_length=40, choices=deliveries)
    minutes = models.PositiveIntegerField()
    paid = models.BooleanField(default=False)
    month = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.minutes} minutes"


class ClaimRow(models.Model):
    """One letter in one cell: an outcome, a framework version (by UUID), an item of it."""

    module = models.ForeignKey(ModuleRow, on_delete=models.CASCADE, related_name="claims")
    place = models.PositiveIntegerField()
    outcome = models.ForeignKey(OutcomeRow, on_delete=models.CASCADE, related_name="+")
    framework = models.CharField(max_length=80)
    item = models.CharField(max_length=80)
    letter = models.CharField(max_length=1, choices=letters)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["outcome", "framework", "item"], name="one_letter_per_cell")]
        indexes = [models.Index(fields=["framework", "item"])]

    def __str__(self) -> str:
        return self.letter
