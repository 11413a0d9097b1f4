"""What links without an account are for. Each app announces its purposes in its policy.py; the kit knows no programmes.

A purpose is one verb on one kind of thing. Whether a thing may still be reached for it is asked at each request.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The thing a link is about, as it stands now: its code for addresses, and what a person would call it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPurpose:
    """`asks` completes "Alice Archer asks you to …"; `then` says what happens with what the outsider does, in whole sentences.

    `about` is the dotted name of a function (organisation id, thing's uuid) -> About that raises LookupError when the thing is no longer
    there, no longer that organisation's, or in a state that does not allow this. It is imported at first use: a policy imports no query.
    `page` names the address of the outsider's page, which must lie under /shared/<uuid of the link>/: there alone its cookie goes.
    `inside` names the address of the insider's page, given the thing's code.
    `files` is the purpose under which the files are kept that may be had through the link.
    """

    name: str
    asks: str
    then: str
    about: str
    page: str
    inside: str
    answers: bool = False
    files: str = ""


_PURPOSES: dict[str, LinkPurpose] = {}


def link_purpose(purpose: LinkPurpose) -> LinkPurpose:
    """Announce a purpose. Raises ValueError for a second one of that name."""
    if purpose.name in _PURPOSES:
        raise ValueError(f"the purpose {purpose.name} is announced already")
    _PURPOSES[purpose.name] = purpose
    return purpose


def purpose_named(name: str) -> LinkPurpose:
    """Raises LookupError when no app has announced it."""
    return _PURPOSES[name]


def about(purpose: str, organisation: int, thing: str) -> About | None:
    """The thing, or None where it can no longer be reached for this purpose."""
    try:
        found: About = import_string(purpose_named(purpose).about)(organisation, thing)
    except LookupError:
        return None
    return found
