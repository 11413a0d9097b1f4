"""Begin a draft, replace it as a whole, and the one place where rows, change and record of an edit are written together."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from curricle.core.canonical import canonical
from curricle.core.drafting.outline import Outline, outline_from, outline_of, renamed
from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.frameworks.actions.keep import free_line, with_identity
from curricle.frameworks.actions.module_rows import told_apart
from curricle.frameworks.actions.rows import PLACE, Delta, delta, write
from curricle.frameworks.drafts import about_draft, stage_of
from curricle.frameworks.models import Draft, DraftChange, DraftStageRow, Line, Version
from curricle.frameworks.policy import TABLE, thing
from curricle.frameworks.snapshot import draft_outline
from curricle.people.actions import record
from curricle.people.policy import Actor, Forbidden, require

Act = Callable[[Outline], Outline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What an act rests on: ids of items whose wording, or whose place, or both with everything below, must be as they were seen.

    `facts`: what the framework says of itself, without its modules; `modules`: ids of modules that must be as they were seen; `links`:
    ids of items of which every link must be as it was seen.
    """

    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    facts: bool = False
    links: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


NOTHING = Rests()


class StaleDraft(ValueError):
    """Somebody changed what this is about since it was shown. `draft` is the draft as it stands, `change` the newest change in the way."""

    def __init__(self, draft: Draft, change: DraftChange | None) -> None:
        who = f" by {change.by.name}" if change and change.by else " by somebody else"
        super().__init__(f"{draft} was changed{who} since you opened it (revision {draft.revision}).")
        self.draft = draft
        self.change = change


class LabelTaken(ValueError):
    """The line has this version label already, as a version or as another draft."""

    def __init__(self, line: Line, label: str) -> None:
        super().__init__(f"{line.code} has a version or a draft called {label} already. Give this one another label.")


@transaction.atomic
def begin_draft(*, by: Actor, framework: Framework) -> Draft:
    """Begin a draft with this content: of the line with its code where the organisation has one, else of a new line.

    Items keep their identifiers. The draft gets a new identifier where the framework's is that of a version or a draft already.
    Raises LabelTaken, NotWritable, CycleError; policy's Forbidden or Hidden.
    """
    owner = by.organisation or 0
    require(TABLE, by, "c", thing(framework_kind=framework.kind, owner=owner, owner_kind=by.organisation_kind, stage=Stage.DRAFT.value))
    framework = with_identity(framework)
    line, _ = Line.objects.get_or_create(
        organisation_id=owner,
        code=framework.code,
        defaults={"uuid": free_line(owner, framework.line), "title": framework.title[:500], "kind": framework.kind[:60]},
    )
    Line.objects.select_for_update().get(pk=line.pk)  # two who begin the same version at once go one after the other
    _take_up(line, framework)
    refuse_taken(line, framework.version)
    taken = Version.objects.filter(uuid=framework.id).exists() or Draft.objects.filter(uuid=framework.id).exists()
    id = str(uuid.uuid4()) if taken else framework.id
    value = outline_of(renamed(framework, id=id, line=str(line.uuid), version=framework.version))
    empty = replace(value.about, title="", version="", kind="")
    base = Version.objects.filter(line=line).order_by("-id").first()
    draft = Draft(uuid=id, line=line, base=base, about="{}")
    difference = delta(outline_from(empty, {}, ()), value)
    draft.about = canonical(value.about).decode("utf-8")
    draft.version, draft.title, draft.kind = value.about.version, value.about.title, value.about.kind
    draft.revision = 1
    draft.save()
    write(draft, difference.after)
    draft.save()
    DraftChange.objects.create(draft=draft, revision=1, by_id=by.person, what=f"Began with {len(value.items)} items")
    DraftStageRow.objects.create(draft=draft, stage=Stage.DRAFT.value, by_id=by.person)
    record(by=by, verb="began draft", kind="framework", id=id, label=_label(draft), detail={"items": len(value.items)})
    return draft


@transaction.atomic
def replace_draft(*, by: Actor, draft: Draft, framework: Framework, seen: int, what: str = "Brought a file") -> Draft:
    """Make the draft say what the framework says; its identifier and its line stay its own. `seen`: the revision that was shown.

    Nothing is written where nothing differs. Raises StaleDraft, LabelTaken, NotWritable, CycleError; policy's Forbidden or Hidden.
    """
    row = writable(by, draft)
    if seen != row.revision:
        raise StaleDraft(row, newest_change(row))
    before = draft_outline(row)
    value = renamed(replace(framework, code=row.line.code), id=str(row.uuid), line=str(row.line.uuid), version=framework.version)
    return rewrite(by=by, draft=row, before=before, after=outline_of(value), what=what)


def edit(*, by: Actor, draft: Draft, seen: int, what: str, act: Act, rests: Rests = NOTHING) -> Draft:
    """Carry an act out on the draft as it stands, in the caller's transaction. `seen` is the revision that the person saw.

    Several people edit one draft, so a change in between is in the way only where it is about what the act `rests` on.
    Raises StaleDraft, CannotEdit, LabelTaken, NotWritable; policy's Forbidden or Hidden.
    """
    row = writable(by, draft)
    before = draft_outline(row)
    if seen != row.revision:
        _refuse_stale(row, seen, rests, before)
    return rewrite(by=by, draft=row, before=before, after=act(before), what=what)


def _refuse_stale(row: Draft, seen: int, rests: Rests, before: Outline) -> None:
    """Raises StaleDraft where a change since `seen` is about the wording or the place of what the act rests on."""
    words, places = set(rests.words), set(rests.places)
    for id in rests.branches:
        below = {id, *before.walk(id)}
        words, places = words | below, places | below
    for change in DraftChange.objects.filter(draft=row, revision__gt=seen).select_related("by"):
        said = [told_apart(json.loads(each or "{}")) for each in (change.before, change.after)]
        was, now = (each.get("modules", {}) for each in said)
        facts = rests.facts and said[0].get("about") != said[1].get("about")
        modules = any(was.get(id) != now.get(id) for id in rests.modules)
        if facts or modules or _touches(said, words, places) or _relinks(said, set(rests.links)):
            raise StaleDraft(row, change)


def rewrite(*, by: Actor, draft: Draft, before: Outline, after: Outline, what: str, back_to: int | None = None) -> Draft:
    """Keep the change of a locked draft: rows, change and record; nothing where nothing differs. Raises LabelTaken, NotWritable."""
    difference = delta(before, after)
    if not difference:
        return draft
    if after.about.version != before.about.version:
        refuse_taken(draft.line, after.about.version, but=draft)
    write(draft, difference.after)
    return keep_change(by, draft, difference, what, back_to)


def keep_change(by: Actor, draft: Draft, difference: Delta, what: str, back_to: int | None) -> Draft:
    draft.revision += 1
    draft.save()
    before, after = (canonical(each).decode("utf-8") for each in (difference.before, difference.after))
    DraftChange.objects.create(
        draft=draft, revision=draft.revision, by_id=by.person, what=what[:300], before=before, after=after, back_to=back_to
    )
    detail = {"what": what[:200], "revision": draft.revision}
    record(by=by, verb="changed draft", kind="framework", id=str(draft.uuid), label=_label(draft), detail=detail)
    return draft


def writable(by: Actor, draft: Draft) -> Draft:
    """The draft, locked, where the actor may change it now. Raises policy's Forbidden or Hidden."""
    row = Draft.objects.select_for_update(of=("self",)).select_related("line__organisation").get(pk=draft.pk)
    require(TABLE, by, "e", about_draft(row))
    if row.frozen_id or stage_of(row) is not Stage.DRAFT:
        raise Forbidden("Only a draft may be changed.")
    return row


def _take_up(line: Line, framework: Framework) -> None:
    """A line whose drafts were all discarded before it had a version is called anew by whoever begins it again."""
    empty = not line.versions.exists() and not Draft.objects.filter(line=line, discarded=None).exists()
    if empty and (line.title, line.kind) != (framework.title[:500], framework.kind[:60]):
        line.title, line.kind = framework.title[:500], framework.kind[:60]
        line.save(update_fields=["title", "kind"])


def refuse_taken(line: Line, label: str, *, but: Draft | None = None) -> None:
    """Raises LabelTaken where a version or another draft of the line has the label."""
    drafts = Draft.objects.filter(line=line, version=label, discarded=None).exclude(pk=but.pk if but else None)
    if Version.objects.filter(line=line, version=label).exists() or drafts.exists():
        raise LabelTaken(line, label)


def newest_change(draft: Draft) -> DraftChange | None:
    return DraftChange.objects.filter(draft=draft).select_related("by").first()


def _touches(said: list[dict[str, Any]], words: set[str], places: set[str]) -> bool:
    """Whether a change, before and after, is about the wording or the place of one of these."""
    before, after = (each.get("items", {}) for each in said)
    for id in (words | places) & after.keys():
        was, now = before.get(id) or {}, after[id] or {}
        differ = {name for name in {*was, *now} if was.get(name) != now.get(name)}
        if (id in places and differ & set(PLACE)) or (id in words and differ - set(PLACE)):
            return True
    return False


def _relinks(said: list[dict[str, Any]], ids: set[str]) -> bool:
    """Whether a change, before and after, is about a link of one of these."""
    was, now = ({canonical(each) for each in side.get("links", ()) if ids & {each["source"], each["target"]}} for side in said)
    return was != now


def _label(draft: Draft) -> str:
    return f"{draft.title} {draft.version}"
