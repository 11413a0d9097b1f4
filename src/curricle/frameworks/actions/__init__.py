from curricle.frameworks.actions.keep import AlreadyHere, Kept, bring, keep
from curricle.frameworks.actions.life import NotAllowedNow, StaleStage, move, steps

__all__ = ["AlreadyHere", "Kept", "NotAllowedNow", "StaleStage", "bring", "keep", "move", "steps"]
