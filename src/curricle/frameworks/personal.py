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

BEING_READ = "wording of a document that is being read, and what was said of it"
personal(
    "frameworks.ReadingRow",
    whose="person",
    purpose="to go through a document that was brought",
    keep="file",
    fields={"person": Sort.IDENTITY, "begun": Sort.ACTIVITY, "name": Sort.FREE_TEXT},
)
impersonal("frameworks.ReadingRow", BEING_READ, "digest", "document", "recipe", "decisions", "like")
personal(
    "frameworks.RecipeRow",
    whose="by",
    purpose="to know who settled how a document is read",
    keep="programme",
    fields={"by": Sort.IDENTITY, "at": Sort.ACTIVITY, "source": Sort.FREE_TEXT},
)
impersonal("frameworks.RecipeRow", BEING_READ, "digest", "signature", "recipe")
