from curricle.design.actions.bring import NotAsShown, bring, keep_recipe
from curricle.design.actions.papers import ask_for_papers, keep_papers
from curricle.design.actions.programme import NothingToUndo, NotWritable, Stale, refuse_unwritable, replace_draft, undo
from curricle.design.actions.waiver import NotWaived, waive

__all__ = [
    "NotAsShown",
    "bring",
    "keep_recipe",
    "NotWaived",
    "NotWritable",
    "NothingToUndo",
    "Stale",
    "ask_for_papers",
    "keep_papers",
    "refuse_unwritable",
    "replace_draft",
    "undo",
    "waive",
]
