from curricle.frameworks.actions.adopting import adopt_items
from curricle.frameworks.actions.consulting import (
    BadInvitation,
    comment_on_draft,
    invite_to_consultation,
    mark_comment,
    withdraw_from_consultation,
)
from curricle.frameworks.actions.crosswalks import (
    NotLinkable,
    StaleCrosswalk,
    crosswalk_steps,
    make_crosswalk,
    move_crosswalk,
    put_links,
    remove_link,
    take_crosswalk_away,
    undo_links,
)
from curricle.frameworks.actions.discarding import discard_draft, restore_draft
from curricle.frameworks.actions.dividing import merge_items, split_item
from curricle.frameworks.actions.draft import LabelTaken, StaleDraft, begin_draft, replace_draft
from curricle.frameworks.actions.draft_life import NotComplete, NotLookedAt, draft_steps, keep_draft, move_draft, publish
from curricle.frameworks.actions.importing import Imported, NotUndone, Source, bring_plan, undo_import, why_not_undone
from curricle.frameworks.actions.keep import AlreadyHere, Kept, bring, keep
from curricle.frameworks.actions.leaving import bring_back, leave_out
from curricle.frameworks.actions.life import NotAllowedNow, StaleStage, move, steps
from curricle.frameworks.actions.modules import STEPS as MODULE_STEPS
from curricle.frameworks.actions.modules import put_module, remove_module, step_module
from curricle.frameworks.actions.placing import STEPS, add_item, move_item, step_item
from curricle.frameworks.actions.reading import (
    ReadElsewhere,
    ask_for_reading,
    begin_reading,
    bring_document,
    decide,
    leave_reading,
    read_again,
)
from curricle.frameworks.actions.relating import link_items, unlink_items
from curricle.frameworks.actions.rows import NotWritable
from curricle.frameworks.actions.undoing import NothingToUndo, draft_back_to, undo_draft
from curricle.frameworks.actions.verdicts import Decided, NotThere, decide_pair, take_back
from curricle.frameworks.actions.wording import change_facts, describe_levels, mend_item, renew_item

__all__ = [
    "AlreadyHere",
    "BadInvitation",
    "Decided",
    "Imported",
    "Kept",
    "LabelTaken",
    "MODULE_STEPS",
    "NotAllowedNow",
    "NotComplete",
    "NotLinkable",
    "NotLookedAt",
    "NotThere",
    "NotUndone",
    "NotWritable",
    "NothingToUndo",
    "ReadElsewhere",
    "STEPS",
    "Source",
    "StaleCrosswalk",
    "StaleDraft",
    "StaleStage",
    "add_item",
    "adopt_items",
    "ask_for_reading",
    "begin_draft",
    "begin_reading",
    "bring",
    "bring_back",
    "bring_document",
    "bring_plan",
    "change_facts",
    "comment_on_draft",
    "crosswalk_steps",
    "decide",
    "decide_pair",
    "describe_levels",
    "discard_draft",
    "draft_back_to",
    "draft_steps",
    "invite_to_consultation",
    "keep",
    "keep_draft",
    "leave_out",
    "leave_reading",
    "link_items",
    "make_crosswalk",
    "mark_comment",
    "mend_item",
    "merge_items",
    "move",
    "move_crosswalk",
    "move_draft",
    "move_item",
    "publish",
    "put_links",
    "put_module",
    "read_again",
    "remove_link",
    "remove_module",
    "renew_item",
    "replace_draft",
    "restore_draft",
    "split_item",
    "step_item",
    "step_module",
    "steps",
    "take_back",
    "take_crosswalk_away",
    "undo_draft",
    "undo_import",
    "undo_links",
    "unlink_items",
    "why_not_undone",
    "withdraw_from_consultation",
]
