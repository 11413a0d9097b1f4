"""Who may have a kept file: each purpose asks the rules of the thing that the file belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from curricle.people import policy
from curricle.people.policy import Actor, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A kept file: `thing` is the id of what it belongs to, `organisation` and `made_by` are ids inside the process."""

    uuid: str
    name: str
    size: int
    digest: str
    media_type: str
    purpose: str
    thing: str
    organisation: int | None
    made_by: int | None


May = Callable[[Actor, FileFacts], bool]
_PURPOSES: dict[str, May] = {}


def purpose(name: str, may: May) -> None:
    """Announce in an app's policy.py who may have files kept for this purpose. Without it only their maker may."""
    if name in _PURPOSES:
        raise ValueError(f"the purpose {name} has its rule already")
    _PURPOSES[name] = may


def may_have(actor: Actor, file: FileFacts) -> bool:
    """Asked at each download. A purpose with a rule of its own asks that alone: a maker who has lost the role has lost the file."""
    rule = _PURPOSES.get(file.purpose)
    if rule:
        return rule(actor, file)
    return policy.decide(policy.TABLE, actor, "v", Thing(kind="file", made_by=file.made_by, organisation=file.organisation))
