from curricle.frameworks.actions.keep import AlreadyHere, Kept, bring, keep
from curricle.frameworks.actions.life import NotAllowedNow, StaleStage, move, steps
from curricle.frameworks.actions.reading import (
    ReadElsewhere,
    ask_for_reading,
    begin_reading,
    decide,
    keep_reading,
    leave_reading,
    read_again,
)

__all__ = [
    "AlreadyHere",
    "Kept",
    "NotAllowedNow",
    "ReadElsewhere",
    "StaleStage",
    "ask_for_reading",
    "begin_reading",
    "bring",
    "decide",
    "keep",
    "keep_reading",
    "leave_reading",
    "move",
    "read_again",
    "steps",
]
