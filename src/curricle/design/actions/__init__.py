from curricle.design.actions.programme import NothingToUndo, NotWritable, Stale, refuse_unwritable, replace_draft, undo

__all__ = ["NotWritable", "NothingToUndo", "Stale", "refuse_unwritable", "replace_draft", "undo"]
