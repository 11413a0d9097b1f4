from curricle.frameworks.views.bringing import bring, confirm, plan_book, preview, template
from curricle.frameworks.views.draft_items import draft_add, draft_facts, draft_item, draft_levels
from curricle.frameworks.views.draft_parting import draft_bring_back, draft_leave, draft_merge, draft_split, draft_under
from curricle.frameworks.views.draft_reading import draft_changes, draft_checks, draft_publish
from curricle.frameworks.views.drafting import draft, draft_begin, draft_stage, draft_step, draft_undo
from curricle.frameworks.views.imports import import_record, import_undo, imports
from curricle.frameworks.views.reading import branch, download, frameworks, item, move, version

__all__ = [
    "branch",
    "bring",
    "confirm",
    "download",
    "frameworks",
    "import_record",
    "import_undo",
    "imports",
    "item",
    "move",
    "plan_book",
    "draft",
    "draft_add",
    "draft_begin",
    "draft_bring_back",
    "draft_changes",
    "draft_checks",
    "draft_facts",
    "draft_item",
    "draft_leave",
    "draft_levels",
    "draft_merge",
    "draft_publish",
    "draft_split",
    "draft_stage",
    "draft_step",
    "draft_under",
    "draft_undo",
    "frameworks",
    "item",
    "move",
    "preview",
    "template",
    "version",
]
