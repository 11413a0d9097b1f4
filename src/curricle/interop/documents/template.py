"""The university's own Word template, filled in by docxtpl: an option, in a child process, in a sandbox, with texts only.

A template is somebody's program. So it runs where time and memory are limited, without globals, and sees strings and lists alone.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from curricle.door import child
from curricle.door.archive import office_shape, open_archive
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import refuse
from curricle.door.text import check_size
from curricle.interop.documents.stable_zip import restamp
from curricle.interop.documents.xml_text import clean

MISSING = "filling in a Word template needs the library docxtpl, which this installation lacks"


def available() -> bool:
    """Whether the optional library is installed."""
    return find_spec("docxtpl") is not None


def fill_template(template: bytes, context: Mapping[str, Any], *, prepared: date, limits: Limits = DEFAULT) -> bytes:
    """The template as DOCX with the names of `context` filled in (curricle.core.papers.context); the same input, the same bytes.

    Raises door.problems.Refused in words: the option is not installed, the file is no Word template, a tag is unknown or
    wrongly written (it is named), or filling it in takes too much time or memory.
    """
    if not available():
        raise refuse("the template", MISSING)
    check_size(template, limits)
    head = json.dumps(_cleaned(context)).encode()
    answer = child.run(f"{__name__}:fill_in_child", len(head).to_bytes(8, "big") + head + template, limits)
    return restamp(base64.b64decode(answer), datetime(prepared.year, prepared.month, prepared.day, tzinfo=UTC))


def fill_in_child(data: bytes, limits: Limits) -> str:
    """Inside the child: eight bytes of length, the context as JSON, the template. Answers base64."""
    import docxtpl  # noqa: PLC0415 - an option, and only the child needs it
    from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError  # noqa: PLC0415
    from jinja2.exceptions import SecurityError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    length = int.from_bytes(data[:8], "big")
    context = json.loads(data[8 : 8 + length])
    form = data[8 + length :]
    archive = open_archive(form, limits=limits)
    if office_shape(archive) != "docx":
        raise refuse("the template", "it is no Word document (.docx)")
    archive.check_all()
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    try:
        document = docxtpl.DocxTemplate(BytesIO(form))
        document.render(context, environment, autoescape=True)
    except TemplateSyntaxError as stop:
        raise refuse(_place(stop), f"the tag is wrongly written: {stop.message}") from None
    except UndefinedError as stop:
        raise refuse("the template", f"a tag names what there is not: {stop.message}") from None
    except SecurityError as stop:
        raise refuse("the template", f"a tag asks for what templates may not have: {stop}") from None
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as stop:
        raise refuse("the template", f"it cannot be filled in: {stop}") from None
    out = BytesIO()
    document.save(out)
    return base64.b64encode(out.getvalue()).decode()


def _place(stop: Any) -> str:
    """The text of the paragraph with the tag, where the library says it."""
    lines = [line.strip() for line in getattr(stop, "docx_context", ()) if "{" in line]
    return f"the template, near “{lines[0][:120]}”" if lines else "the template"


def _cleaned(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _cleaned(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return clean(str(value))
