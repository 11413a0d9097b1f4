"""What is kept to answer by CASE quickly. All of it is made from published versions and may go: it is made again when asked for."""

from __future__ import annotations

from django.db import models

from curricle.frameworks.models.version import Version


class CaseHead(models.Model):
    """What a published version says of itself, without items and links, as the canonical JSON of a framework. Its entries are there too."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="case_head")
    document = models.TextField()

    def __str__(self) -> str:
        return str(self.version_id)


class CaseEntry(models.Model):
    """One thing with an identifier in a published version that is no item: `kind` is an endpoint such as CFAssociations, or "adopted"."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="case_entries")
    kind = models.CharField(max_length=40)
    uuid = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "kind", "uuid"], name="case_entry_once_per_version")]
        indexes = [models.Index(fields=["uuid", "kind"], name="case_entry_by_uuid")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.uuid}"


class CaseBytes(models.Model):
    """A package as it is sent. `key` is a digest of all that its bytes depend on; `step` is the step of life that they tell."""

    key = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    step = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["made"], name="case_bytes_by_age")]

    def __str__(self) -> str:
        return self.key
