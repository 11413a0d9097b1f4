from curricle.frameworks.actions.keep import AlreadyHere, Kept, keep
from curricle.frameworks.actions.life import NotAllowedNow, move, steps

__all__ = ["AlreadyHere", "Kept", "NotAllowedNow", "keep", "move", "steps"]
