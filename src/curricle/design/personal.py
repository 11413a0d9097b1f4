"""What the tables of programmes hold of persons: who changed what, and names that somebody wrote into a text."""

from __future__ import annotations

from curricle.people.personal import Sort, impersonal, personal

ACTIVITY, FREE_TEXT, IDENTITY = Sort.ACTIVITY, Sort.FREE_TEXT, Sort.IDENTITY
CONTENT = "content of a programme: no text in which one names a person"
TEXTS = "nobody's by design; a name that somebody wrote"
MAKES = "to design the programme"

for model, field in (
    ("ModuleRow", "texts"), ("AssessmentRow", "texts"), ("HoursRow", "note"), ("ClaimRow", "reason"), ("ProgrammeRow", "texts"),
):  # fmt: skip
    personal(f"design.{model}", whose=TEXTS, purpose=MAKES, keep="programme", fields={field: FREE_TEXT})
personal(
    "design.Change", whose="by", purpose="to know who changed what, and to take it back", keep="programme",
    fields={"by": IDENTITY, "at": ACTIVITY, "what": FREE_TEXT, "before": FREE_TEXT, "after": FREE_TEXT},
)  # fmt: skip
personal(
    "design.WaiverRow", whose="by", purpose="to know who set a rule aside, and why", keep="programme",
    fields={"by": IDENTITY, "by_name": IDENTITY, "at": ACTIVITY, "ended": ACTIVITY, "reason": FREE_TEXT},
)  # fmt: skip
personal(
    "design.PackRow", whose="by", purpose="to know who made the papers", keep="programme",
    fields={"by": IDENTITY, "made": ACTIVITY, "prepared": ACTIVITY},
)  # fmt: skip
personal(
    "design.RecipeRow", whose="by", purpose="to read the next sheet of that shape as this one", keep="programme",
    fields={"by": IDENTITY, "at": ACTIVITY, "name": FREE_TEXT},
)  # fmt: skip

impersonal("design.ModuleRow", CONTENT, "code", "title")
impersonal("design.OutcomeRow", CONTENT, "code", "text", "group")
impersonal("design.AssessmentRow", CONTENT, "code", "title", "outcomes")
impersonal("design.HoursRow", CONTENT, "kind", "delivery")
impersonal("design.ClaimRow", CONTENT, "framework", "item", "letter")
impersonal("design.ProgrammeRow", CONTENT, "code", "title", "state", "first_intake", "award", "professions", "pathways", "removed")
impersonal("design.PlacementRow", CONTENT, "pathways", "period")
impersonal("design.LensRow", CONTENT, "framework", "code", "title", "version", "digest", "pathways")
impersonal("design.RollUp", CONTENT, "digest", "lens", "strip", "changed")
impersonal("design.Change", "digests of the drafts before and after", "digest_before", "digest_after")
impersonal("design.WaiverRow", CONTENT, "rule", "place", "facts")
impersonal("design.PackRow", CONTENT, "digest")
impersonal("design.PaperRow", CONTENT, "name", "title", "media_type", "sha256", "file")
impersonal("design.PolicyRow", "limits of an organisation", "starts", "limits")
impersonal("design.RecipeRow", "how a sheet is laid out", "signature", "recipe")
