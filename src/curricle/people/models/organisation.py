"""Organisations, who holds which role in them from when until when, and what is assigned to whom. Rows are ended, not deleted."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from curricle.core.terms import OrganisationKind, Role


def organisation_kinds() -> list[tuple[str, str]]:
    return [(kind.value, kind.value.capitalize()) for kind in OrganisationKind]


def roles() -> list[tuple[str, str]]:
    """Roles a person may be given. Visitor and operator are no memberships."""
    return [(role.value, role.label) for role in Role if role not in {Role.ANON, Role.OPERATOR}]


class Dated(models.QuerySet):
    def on(self, day: date) -> "Dated":
        """Rows in force on that day: the first and the last day count."""
        return self.filter(models.Q(ends__isnull=True) | models.Q(ends__gte=day), starts__lte=day)


class Organisation(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=organisation_kinds)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person holds a role in an organisation, from a date, until a date."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=roles)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ("organisation__name", "role", "starts")
        indexes = [models.Index(fields=["person", "starts"])]

    def __str__(self) -> str:
        return f"{self.person} as {Role(self.role).label}"


class Assignment(models.Model):
    """One thing (a module, a mapping, later an apprentice) is a person's to work on, while they act for an organisation."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=40)
    thing = models.UUIDField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ("kind", "starts", "pk")
        indexes = [models.Index(fields=["person", "starts"]), models.Index(fields=["thing"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} to {self.person}"
