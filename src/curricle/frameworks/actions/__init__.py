from curricle.frameworks.actions.draft import LabelTaken, StaleDraft, begin_draft, replace_draft
from curricle.frameworks.actions.draft_life import NotLookedAt, draft_steps, keep_draft, move_draft, publish
from curricle.frameworks.actions.keep import AlreadyHere, Kept, bring, keep
from curricle.frameworks.actions.life import NotAllowedNow, StaleStage, move, steps
from curricle.frameworks.actions.rows import NotWritable

__all__ = [
    "AlreadyHere",
    "Kept",
    "LabelTaken",
    "NotAllowedNow",
    "NotLookedAt",
    "NotWritable",
    "StaleDraft",
    "StaleStage",
    "begin_draft",
    "bring",
    "draft_steps",
    "keep",
    "keep_draft",
    "move",
    "move_draft",
    "publish",
    "replace_draft",
    "steps",
]
