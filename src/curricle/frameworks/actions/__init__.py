from curricle.frameworks.actions.dividing import merge_items, split_item
from curricle.frameworks.actions.draft import LabelTaken, StaleDraft, begin_draft, replace_draft
from curricle.frameworks.actions.draft_life import NotLookedAt, draft_steps, keep_draft, move_draft, publish
from curricle.frameworks.actions.importing import Imported, NotUndone, Source, bring_plan, undo_import, why_not_undone
from curricle.frameworks.actions.keep import AlreadyHere, Kept, bring, keep
from curricle.frameworks.actions.leaving import bring_back, leave_out
from curricle.frameworks.actions.life import NotAllowedNow, StaleStage, move, steps
from curricle.frameworks.actions.placing import STEPS, add_item, move_item, step_item
from curricle.frameworks.actions.rows import NotWritable
from curricle.frameworks.actions.undoing import NothingToUndo, draft_back_to, undo_draft
from curricle.frameworks.actions.wording import change_facts, describe_levels, mend_item, renew_item

__all__ = [
    "AlreadyHere",
    "Imported",
    "Kept",
    "LabelTaken",
    "NotAllowedNow",
    "NotLookedAt",
    "NotUndone",
    "NotWritable",
    "NothingToUndo",
    "STEPS",
    "Source",
    "StaleDraft",
    "StaleStage",
    "add_item",
    "begin_draft",
    "bring",
    "bring_back",
    "bring_plan",
    "change_facts",
    "describe_levels",
    "draft_back_to",
    "draft_steps",
    "keep",
    "keep_draft",
    "leave_out",
    "mend_item",
    "merge_items",
    "move",
    "move_draft",
    "move_item",
    "publish",
    "renew_item",
    "replace_draft",
    "split_item",
    "step_item",
    "steps",
    "undo_draft",
    "undo_import",
    "why_not_undone",
]
