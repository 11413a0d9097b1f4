"""A person's profession and where they are registered in it. Professions are an open list; a person may hold several."""

import uuid

from django.conf import settings
from django.db import models


class RegistrationStatus(models.TextChoices):
    NOT_CHECKED = "not checked", "Not checked"
    REGISTERED = "registered", "Registered"
    LAPSED = "lapsed", "Lapsed"


class Registration(models.Model):
    """What the person says (profession, regulator, number) and what somebody else found in the register (status, dates)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="registrations")
    profession = models.CharField(max_length=100)
    regulator = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=12, choices=RegistrationStatus, default=RegistrationStatus.NOT_CHECKED)
    checked = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    renews = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("profession",)
        constraints = [models.UniqueConstraint(fields=["person", "profession"], name="registration_once_for_each_profession")]

    def __str__(self) -> str:
        return f"{self.person}: {self.profession}"
