"""What every operation of the API declares: object and action of the matrix, the scope of the key, what it takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from curricle.connect.scopes import Scope

View = Callable[..., Any]


def operation(
    kind: str,
    action: str,
    *,
    scope: Scope | None,
    also: tuple[str, ...] = (),
    visitors: bool = False,
    seen: bool = False,
    takes: str = "",
    gives: str = "",
) -> Callable[[View], View]:
    """Declares an operation: some rule must allow `action` on `kind` (or one of `also`), and the key must be made for `scope`.

    `visitors` lets in who sends no key, and a key without the scope as a visitor. The operation still asks the rules about the thing.
    `seen` says that If-Match must name the revision; `takes` and `gives` name documents of the core ("Programme"), or "file".
    """

    def mark(view: View) -> View:
        view.guard = tuple((each, action) for each in (kind, *also))
        view.scope, view.visitors = scope, visitors
        view.seen, view.takes, view.gives = seen, takes, gives
        return view

    return mark
