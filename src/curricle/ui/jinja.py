"""The Jinja2 environment of all pages. Settings name it: OPTIONS = {"environment": "curricle.ui.jinja.environment"}."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from jinja2.exceptions import UndefinedError

from curricle.ui import fields, grid, strip, text, words


class LoudUndefined(ChainableUndefined):
    """A name that was never given may be asked about, but not printed: a mistyped name then fails a test instead of printing nothing.

    The vendored macros need the chainable kind, which alone would hide every typing error.
    """

    def __str__(self) -> str:
        raise UndefinedError(f"{self._undefined_name!r} is not known to this template")

    __html__ = __str__


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named page; NoReverseMatch if there is none."""
    if not args and not kwargs:
        return _address(name, settings.ROOT_URLCONF, get_script_prefix())
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=256)
def _address(name: str, site_map: str, prefix: str) -> str:
    """Looked up once per process, as the menus' are (navigation.py): every page asks for a dozen."""
    return reverse(name)


def loader() -> ChoiceLoader:
    """Each app's jinja/ folder, then the vendored macros under nhsuk/."""
    folders = [Path(app.path) / "jinja" for app in apps.get_app_configs()]
    ours = FileSystemLoader([str(folder) for folder in folders if folder.is_dir()])
    return ChoiceLoader([ours, PackageLoader("nhsuk_frontend_jinja")])


def environment(**options: Any) -> Environment:
    """Jinja2 environment: loud about unknown names when DEBUG or CURRICLE_LOUD_TEMPLATES is set."""
    loud = settings.DEBUG or getattr(settings, "CURRICLE_LOUD_TEMPLATES", False)
    options |= {"undefined": LoudUndefined if loud else ChainableUndefined, "loader": loader(), "autoescape": True}
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - autoescape is set above
    made.globals |= {"static": static, "url": url, "field": fields.field, "error_summary": fields.error_summary}
    made.globals |= {"strip": strip.markup, "strip_text": strip.as_text, "grid_rows": grid.rows_markup}
    made.filters |= {"hours": words.hours, "date": words.day, "day": words.day, "moment": words.moment, "number": words.number}
    made.filters |= {"plural": words.plural, "fraction": words.fraction, "markdown": text.markdown, "slug": text.slug}
    return made
