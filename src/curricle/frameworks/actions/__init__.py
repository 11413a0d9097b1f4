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
from curricle.frameworks.actions.keep import AlreadyHere, Kept, bring, keep
from curricle.frameworks.actions.life import NotAllowedNow, StaleStage, move, steps
from curricle.frameworks.actions.verdicts import Decided, NotThere, decide_pair, take_back

__all__ = [
    "AlreadyHere",
    "Decided",
    "Kept",
    "NotAllowedNow",
    "NotLinkable",
    "NotThere",
    "StaleCrosswalk",
    "StaleStage",
    "bring",
    "crosswalk_steps",
    "decide_pair",
    "keep",
    "make_crosswalk",
    "move",
    "move_crosswalk",
    "put_links",
    "remove_link",
    "steps",
    "take_back",
    "take_crosswalk_away",
    "undo_links",
]
