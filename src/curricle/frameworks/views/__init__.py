from curricle.frameworks.views.addresses import address
from curricle.frameworks.views.bringing import bring, confirm, plan_book, preview, template
from curricle.frameworks.views.changes import changes, changes_download, compare, decide_pair, since, take_back
from curricle.frameworks.views.consulting import (
    draft_comment,
    draft_comment_mark,
    draft_consultation,
    draft_invite,
    draft_invite_withdraw,
)
from curricle.frameworks.views.crosswalks import (
    crosswalk,
    crosswalk_download,
    crosswalk_list,
    make_crosswalk,
    move_crosswalk,
    take_crosswalk_away,
)
from curricle.frameworks.views.discarding import draft_discard, draft_restore
from curricle.frameworks.views.draft_adopting import draft_adopt, draft_adopt_from
from curricle.frameworks.views.draft_claims import draft_claims
from curricle.frameworks.views.draft_items import draft_add, draft_facts, draft_item, draft_levels
from curricle.frameworks.views.draft_links import draft_links, draft_unlink
from curricle.frameworks.views.draft_module_rows import draft_assessments, draft_hours, draft_outcomes
from curricle.frameworks.views.draft_modules import (
    draft_module,
    draft_module_add,
    draft_module_remove,
    draft_module_step,
    draft_modules,
)
from curricle.frameworks.views.draft_parting import draft_bring_back, draft_leave, draft_merge, draft_split, draft_under
from curricle.frameworks.views.draft_reading import draft_changes, draft_checks, draft_publish
from curricle.frameworks.views.drafting import draft, draft_begin, draft_stage, draft_step, draft_undo
from curricle.frameworks.views.imports import import_record, import_undo, imports
from curricle.frameworks.views.linking import bring_links, change_link, edit_crosswalk, undo_links
from curricle.frameworks.views.prose import decide, prose, prose_leave, prose_recipe
from curricle.frameworks.views.reading import branch, download, frameworks, item, move, version
from curricle.frameworks.views.searching import search
from curricle.frameworks.views.touches import touches, touches_download

__all__ = [
    "address",
    "branch",
    "bring",
    "bring_links",
    "change_link",
    "changes",
    "changes_download",
    "compare",
    "confirm",
    "crosswalk",
    "crosswalk_download",
    "crosswalk_list",
    "decide",
    "decide_pair",
    "download",
    "draft",
    "draft_add",
    "draft_adopt",
    "draft_adopt_from",
    "draft_assessments",
    "draft_begin",
    "draft_bring_back",
    "draft_changes",
    "draft_checks",
    "draft_comment",
    "draft_comment_mark",
    "draft_consultation",
    "draft_discard",
    "draft_facts",
    "draft_invite",
    "draft_invite_withdraw",
    "draft_claims",
    "draft_facts",
    "draft_hours",
    "draft_item",
    "draft_leave",
    "draft_levels",
    "draft_links",
    "draft_merge",
    "draft_module",
    "draft_module_add",
    "draft_module_remove",
    "draft_module_step",
    "draft_modules",
    "draft_outcomes",
    "draft_publish",
    "draft_restore",
    "draft_split",
    "draft_stage",
    "draft_step",
    "draft_under",
    "draft_undo",
    "draft_unlink",
    "edit_crosswalk",
    "frameworks",
    "import_record",
    "import_undo",
    "imports",
    "item",
    "make_crosswalk",
    "move",
    "move_crosswalk",
    "plan_book",
    "preview",
    "prose",
    "prose_leave",
    "prose_recipe",
    "search",
    "since",
    "take_back",
    "take_crosswalk_away",
    "template",
    "touches",
    "touches_download",
    "undo_links",
    "version",
]
