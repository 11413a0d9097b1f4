"""What the tables of frameworks hold of persons: who moved a version on, and nothing else by design."""

from __future__ import annotations

from curricle.people.personal import Sort, impersonal, personal

PUBLISHED = "wording of a framework, made to be published"

personal(
    "frameworks.StageRow",
    whose="by",
    purpose="to know who published what",
    keep="programme",
    fields={"by": Sort.IDENTITY, "at": Sort.ACTIVITY, "note": Sort.FREE_TEXT},
)
impersonal("frameworks.StageRow", PUBLISHED, "stage")
impersonal("frameworks.Line", PUBLISHED, "code", "title", "kind")
impersonal("frameworks.Version", PUBLISHED, "version", "title", "kind", "professions", "digest", "document", "created")
impersonal("frameworks.ItemRow", PUBLISHED, "uuid", "parent", "code", "kind", "title", "statement", "pillars", "search")
impersonal("frameworks.CaseHead", PUBLISHED, "document")
impersonal("frameworks.CaseEntry", PUBLISHED, "kind", "uuid")
impersonal("frameworks.CaseBytes", PUBLISHED, "key", "data", "made")
