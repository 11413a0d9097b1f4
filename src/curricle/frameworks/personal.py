"""What the tables of frameworks hold of persons: who wrote, brought, decided and moved what, and nothing else by design."""

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
personal(
    "frameworks.ImportRecord",
    whose="by; undone_by",
    purpose="to know which file a framework came from, and who brought it",
    keep="programme",
    fields={"by": Sort.IDENTITY, "at": Sort.ACTIVITY, "undone": Sort.ACTIVITY, "undone_by": Sort.IDENTITY, "name": Sort.FREE_TEXT},
)
impersonal("frameworks.ImportRecord", PUBLISHED, "label", "digest", "format", "counts", "report", "places")
impersonal("frameworks.StageRow", PUBLISHED, "stage")
personal(
    "frameworks.VerdictRow",
    whose="by",
    purpose="to know who decided which items of two versions are one",
    keep="programme",
    fields={"by": Sort.IDENTITY, "at": Sort.ACTIVITY},
)
personal(
    "frameworks.VerdictRow",
    whose="ended_by",
    purpose="to know who took such a decision back",
    keep="programme",
    fields={"ended_by": Sort.IDENTITY, "ended": Sort.ACTIVITY},
)
impersonal("frameworks.VerdictRow", "identifiers and a word", "before_version", "after_version", "before_item", "after_item", "verdict")
for table in ("CrosswalkStepRow", "CrosswalkLinkRow", "CrosswalkChange"):
    personal(
        f"frameworks.{table}",
        whose="by",
        purpose="to know who made, changed and published a crosswalk",
        keep="programme",
        fields={"by": Sort.IDENTITY, "at": Sort.ACTIVITY},
    )
impersonal("frameworks.CrosswalkRow", PUBLISHED, "title", "about", "removed")
impersonal("frameworks.CrosswalkStepRow", "one word", "step")
impersonal("frameworks.CrosswalkLinkRow", PUBLISHED, "source_item", "target_item", "relation", "note")
impersonal("frameworks.CrosswalkChange", PUBLISHED, "what", "gone", "come")
impersonal("frameworks.Line", PUBLISHED, "code", "title", "kind")
impersonal("frameworks.Version", PUBLISHED, "version", "title", "kind", "professions", "digest", "document", "created")
impersonal("frameworks.ItemRow", PUBLISHED, "uuid", "parent", "code", "kind", "title", "statement", "pillars", "search")

WRITTEN = "wording of a framework while it is written"
personal(
    "frameworks.DraftChange",
    whose="by",
    purpose="to know who changed what, and to take it back",
    keep="programme",
    fields={"by": Sort.IDENTITY, "at": Sort.ACTIVITY, "what": Sort.FREE_TEXT, "before": Sort.FREE_TEXT, "after": Sort.FREE_TEXT},
)
personal(
    "frameworks.DraftStageRow",
    whose="by",
    purpose="to know who submitted what",
    keep="programme",
    fields={"by": Sort.IDENTITY, "at": Sort.ACTIVITY, "note": Sort.FREE_TEXT},
)
impersonal("frameworks.Draft", WRITTEN, "version", "title", "kind", "about", "links", "changed")
personal(
    "frameworks.Draft",
    whose="discarded_by",
    purpose="to know who discarded what, and to take it back",
    keep="programme",
    fields={"discarded": Sort.ACTIVITY, "discarded_by": Sort.IDENTITY},
)
personal(
    "frameworks.ConsultationInvitation",
    whose="person; by; withdrawn_by",
    purpose="to know who was asked to read a draft in consultation, by whom and until when",
    keep="programme",
    fields={
        "person": Sort.IDENTITY,
        "by": Sort.IDENTITY,
        "at": Sort.ACTIVITY,
        "until": Sort.ACTIVITY,
        "withdrawn": Sort.ACTIVITY,
        "withdrawn_by": Sort.IDENTITY,
    },
)
personal(
    "frameworks.ConsultationComment",
    whose="by; answered_by",
    purpose="to know who said what of a draft in consultation, and who answered",
    keep="programme",
    fields={
        "by": Sort.IDENTITY,
        "at": Sort.ACTIVITY,
        "text": Sort.FREE_TEXT,
        "answered": Sort.ACTIVITY,
        "answered_by": Sort.IDENTITY,
        "reply": Sort.FREE_TEXT,
    },
)
impersonal("frameworks.ConsultationComment", WRITTEN, "item", "item_name")
impersonal("frameworks.DraftItem", WRITTEN, "uuid", "parent", "code", "kind", "title", "statement", "pillars", "data", "link")
impersonal("frameworks.DraftStageRow", WRITTEN, "stage")
impersonal("frameworks.CaseHead", PUBLISHED, "document")
impersonal("frameworks.CaseEntry", PUBLISHED, "kind", "uuid")
impersonal("frameworks.CaseBytes", PUBLISHED, "key", "data", "made")
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
