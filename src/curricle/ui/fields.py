"""A Django form field drawn by the design system's macros: label, hint, first error, and what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.widgets import Input
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from curricle.ui.dates import DayWidget

MACROS = {
    "input": "input",
    "password-input": "passwordInput",
    "textarea": "textarea",
    "character-count": "characterCount",
    "radios": "radios",
    "checkboxes": "checkboxes",
    "select": "select",
    "date-input": "dateInput",
    "file-upload": "fileUpload",
    "error-summary": "errorSummary",
}


def _macro(environment: Environment, component: str) -> Callable[[dict[str, Any]], Markup]:
    """One macro of the kit. The vendored code is reached here and in ui/components only, so a new version is one place to change."""
    module = environment.get_template(f"nhsuk/components/{component}/macro.jinja").module
    return getattr(module, MACROS[component])


@pass_environment
def field(
    environment: Environment, bound: BoundField, *, heading: bool = False, inline: bool = False, width: str = "", **more: Any
) -> Markup:
    """The field as markup. `heading` makes its label the page's h1; `inline` lays radios side by side; `width` is 2-5, 10, 20 or 30
    characters or e.g. 'two-thirds'; `more` is passed to the macro (autocomplete, rows, classes ...)."""
    if bound.is_hidden:
        return Markup(str(bound))  # noqa: S704 - Django escapes its own widgets
    component, special = _component(bound)
    params = _shared(bound, heading) | special
    if width:
        params["classes"] = f"nhsuk-{'input--width' if width.isdigit() else 'u-width'}-{width}"
    if inline:
        params["inline"] = True
    return Markup(_macro(environment, component)(params | more))  # noqa: S704 - the macro escapes


@pass_environment
def error_summary(environment: Environment, form: forms.BaseForm) -> Markup:
    """All errors of a form as links to their fields, or nothing. It takes the focus when the page opens."""
    if not form.errors:
        return Markup("")
    listed = [{"text": error, "href": ""} for error in form.non_field_errors()]
    for bound in form:
        listed += [{"text": _said(bound), "href": f"#{_first_id(bound)}"} for _ in list(bound.errors)[:1]]  # a slice of it holds no texts
    return Markup(_macro(environment, "error-summary")({"titleText": "There is a problem", "errorList": listed}))  # noqa: S704


def _said(bound: BoundField) -> str:
    """The first error in words that name the field: Django's own for an empty one does not."""
    first = str(list(bound.errors)[0])
    return f"Fill in “{bound.label}”" if first == str(forms.Field.default_error_messages["required"]) else first


def _first_id(bound: BoundField) -> str:
    return f"{bound.auto_id}-day" if isinstance(bound.field.widget, DayWidget) else bound.auto_id


def _shared(bound: BoundField, heading: bool) -> dict[str, Any]:
    """What every macro takes: id, name, label or legend, hint, first error, further attributes."""
    size = "l" if heading else "s"
    words = {"text": str(bound.label), "size": size, "isPageHeading": heading}
    shared: dict[str, Any] = {"id": bound.auto_id, "idPrefix": bound.auto_id, "name": bound.html_name, "label": words}
    shared["fieldset"] = {"legend": words}
    attributes = {name: value for name, value in bound.field.widget.attrs.items() if name not in KNOWN}
    shared["attributes"] = attributes
    shared |= {name: str(bound.field.widget.attrs[name]) for name in ("autocomplete", "inputmode") if name in bound.field.widget.attrs}
    if bound.help_text:
        shared["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        shared["errorMessage"] = {"text": _said(bound)}
    return shared


KNOWN = {"class", "style", "autocomplete", "inputmode", "rows", "cols", "maxlength", "multiple"}


def _component(bound: BoundField) -> tuple[str, dict[str, Any]]:
    """The macro for a widget and the parameters only it takes."""
    widget = bound.field.widget
    for kind, make in COMPONENTS:
        if isinstance(widget, kind):
            return make(bound)
    raise TypeError(f"No macro draws a {type(widget).__name__}")


def _typed(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(bound.field.widget.format_value(value) or "")


def _input(bound: BoundField) -> tuple[str, dict[str, Any]]:
    widget = bound.field.widget
    kind = "text" if widget.input_type == "number" else widget.input_type  # number inputs change by the mouse wheel
    numeric = {"inputmode": "numeric"} if widget.input_type == "number" else {}
    return "input", {"type": kind, "value": _typed(bound), **numeric}


def _password(bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "password-input", {"value": ""}


def _textarea(bound: BoundField) -> tuple[str, dict[str, Any]]:
    """A field with `max_words` counts words as they are typed; it never cuts them off."""
    rows = bound.field.widget.attrs.get("rows", "10")
    params: dict[str, Any] = {"value": _typed(bound), "rows": 5 if rows == "10" else rows}  # Django's own ten are too many
    most = getattr(bound.field, "max_words", None)
    return ("character-count", params | {"maxlength": most, "countType": "words"}) if most else ("textarea", params)


def _options(bound: BoundField) -> list[dict[str, Any]]:
    chosen = [option.data for option in bound.subwidgets]
    return [{"value": str(o["value"]), "text": str(o["label"]), "checked": o["selected"], "selected": o["selected"]} for o in chosen]


# Of a group, the first box carries the field's id (the macro makes it from idPrefix), so that the error summary lands on it.
def _radios(bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "radios", {"items": _options(bound), "id": None}


def _checkboxes(bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "checkboxes", {"items": _options(bound), "id": None}


def _checkbox(bound: BoundField) -> tuple[str, dict[str, Any]]:
    """One box: its label stands beside it, and there is no question above it."""
    on = bool(bound.field.widget.check_test(bound.value()))
    return "checkboxes", {"items": [{"value": "on", "text": str(bound.label), "checked": on}], "fieldset": None, "id": None}


def _select(bound: BoundField) -> tuple[str, dict[str, Any]]:
    value = bound.value()
    widget = bound.field.widget
    flat = [option for _, group, _ in widget.optgroups(bound.html_name, [str("" if value is None else value)]) for option in group]
    return "select", {"items": [{"value": str(o["value"]), "text": str(o["label"]), "selected": o["selected"]} for o in flat]}


def _day(bound: BoundField) -> tuple[str, dict[str, Any]]:
    values = bound.field.widget.decompress(bound.value())
    items = [
        {"name": part, "label": part.capitalize(), "value": value, "width": 4 if part == "year" else 2}
        for part, value in zip(("day", "month", "year"), values, strict=True)
    ]
    for item in items:
        item["id"] = f"{bound.auto_id}-{item['name']}"
        item["label"] = {"text": str(item["label"])}
        item["name"] = f"{bound.html_name}-{item['name']}"
    return "date-input", {"items": items}


def _file(bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "file-upload", {"multiple": bool(getattr(bound.field.widget, "allow_multiple_selected", False))}


COMPONENTS: tuple[tuple[type[forms.Widget], Callable[[BoundField], tuple[str, dict[str, Any]]]], ...] = (
    (DayWidget, _day),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (forms.CheckboxInput, _checkbox),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (Input, _input),
)
