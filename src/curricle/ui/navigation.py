"""What stands in the head and foot of each page. The kit knows no app: settings name the pages, by address name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.module_loading import import_string

# Each entry: (words, address name). CURRICLE_NAVIGATION and CURRICLE_ACCOUNT_PAGES replace them.
SECTIONS = (
    ("Programmes", "design:programmes"),
    ("Bring a sheet", "design:bring"),
    ("Frameworks", "frameworks:frameworks"),
    ("Limits", "design:limits"),
    ("People", "people:people"),
    ("Record", "people:record"),
    ("Help", "ui:help"),
)
FOOT = (
    ("Help", "ui:help"),
    ("Accessibility", "ui:accessibility"),
    ("Cookies", "ui:cookies"),
    ("Complain about how data are used", "people:complain"),
    ("About Curricle", "ui:about"),
)
# Pages of a section that stand at another address than its own.
ALSO = {"frameworks:frameworks": ("frameworks:crosswalks",)}
ACCOUNT = {"sign_in": "people:sign_in", "sign_out": "people:sign_out", "account": "people:account"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    text: str
    href: str
    current: bool = False


def address(name: str) -> str:
    """The address of a named page without arguments, or '' where no app offers it."""
    return _address(name, settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=256)
def _address(name: str, site_map: str, prefix: str) -> str:
    """Looked up once per process: every page asks for every entry of its head and foot."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _entries(pairs: tuple[tuple[str, str], ...], request: HttpRequest) -> tuple[Entry, ...]:
    found = [(words, address(name), name) for words, name in pairs if _offered(request, name)]
    return tuple(Entry(text=words, href=href, current=_current(request.path, name)) for words, href, name in found if href)


def _current(path: str, name: str) -> bool:
    return any(_inside(path, href) for href in map(address, (name, *ALSO.get(name, ()))) if href)


def _offered(request: HttpRequest, name: str) -> bool:
    """Whether this person is offered the page, by the function that settings name; without one everybody is."""
    asked = getattr(settings, "CURRICLE_MAY_OPEN", "")
    if not asked or not address(name) or not hasattr(request, "actor"):
        return True
    return bool(import_string(asked)(request, name))


def _inside(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))


def sections(request: HttpRequest) -> tuple[Entry, ...]:
    """The sections in the page head; the one we are in is marked."""
    return _entries(getattr(settings, "CURRICLE_NAVIGATION", SECTIONS), request)


def foot(request: HttpRequest) -> tuple[Entry, ...]:
    return _entries(FOOT, request)


def account() -> dict[str, str]:
    """Addresses of sign_in, sign_out and account."""
    return {key: address(name) for key, name in getattr(settings, "CURRICLE_ACCOUNT_PAGES", ACCOUNT).items()}
