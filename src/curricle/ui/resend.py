"""What was typed is not lost with a form that could not be kept: the error page carries it and can send it again."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

SECRET = ("password", "secret", "token")  # parts of names; a form with such a field is typed anew
OURS = "csrfmiddlewaretoken"
MOST = 1_000_000  # signs; a larger page helps nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Resend:
    """Where the form goes, and its (name, value) pairs in their order. `files`: it had files, which a page cannot carry."""

    action: str
    fields: tuple[tuple[str, str], ...] = ()
    files: bool = False


def resend(request: HttpRequest) -> Resend | None:
    """The form of this request, to be sent again; None where there was none, or where it holds something secret."""
    if request.method != "POST" or hasattr(request, "sensitive_post_parameters"):
        return None
    try:
        fields = tuple((name, value) for name, values in request.POST.lists() for value in values)
        files = bool(request.FILES)
    except Exception:  # whatever made the form unreadable has an answer of its own
        return None
    secret = any(part in name.lower() for name, _ in fields if name != OURS for part in SECRET)
    if secret or sum(len(value) for _, value in fields) > MOST:
        return None
    return Resend(action=request.get_full_path(), fields=() if files else fields, files=files)
