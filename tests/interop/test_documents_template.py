"""A university's own template is filled in; what it must not do is refused in words that name the tag."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

import papers_sample as sample
from curricle.core.alignment import coverage
from curricle.core.papers.context import meta_of, template_context
from curricle.door.limits import Limits
from curricle.door.problems import Refused
from curricle.interop.documents.template import fill_template

pytestmark = pytest.mark.slow  # each one starts a child process


def template(*lines: str) -> bytes:
    document = docx.Document()
    document.add_heading("Our university's form", 1)
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def filled(*lines: str, limits: Limits | None = None, **extra: str) -> list[str]:
    programme, frameworks = sample.programme(2), sample.frameworks(12)
    context = template_context(programme, [coverage(programme, each) for each in frameworks], meta_of(programme, sample.DAY)) | extra
    data = fill_template(template(*lines), context, prepared=sample.DAY, limits=limits or Limits())
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def test_names_and_lists_are_filled_in():
    lines = filled("{{ title }}, {{ award_credits }} credits", "{%p for module in modules %}", "{{ module.code }}", "{%p endfor %}")
    assert lines == ["Our university's form", "MSc Enhanced Podiatric Practice, 180 credits", "PO701", "PO702"]


def test_texts_are_never_tags_or_markup():
    assert filled("{{ aims }}", aims="{{ 7*7 }} <w:p/> & \x00 {% x %}")[1] == "{{ 7*7 }} <w:p/> &   {% x %}"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{{ titel }}", "a tag names what there is not: 'titel' is undefined"),
        ("{{ title.__class__.__mro__ }}", "what templates may not have"),
        ("{{ range(10) }}", "'range' is undefined"),
        ("{{ modules.append(1) }}", "what templates may not have"),
        ("{% if title %}", "the tag is wrongly written"),
        ("{{ title | nosuch }}", "No filter named 'nosuch'"),
    ],
)
def test_wrong_tags_are_named(line, says):
    with pytest.raises(Refused) as stop:
        filled(line)
    assert says in str(stop.value)


def test_template_that_never_ends_is_stopped():
    with pytest.raises(Refused) as stop:
        filled("{{ 'a' * 1000000000000 }}", limits=Limits(child_seconds=3))
    assert "the template" in str(stop.value) or "limit child_" in str(stop.value)


def test_file_that_is_no_word_document_is_refused():
    with pytest.raises(Refused):
        fill_template(b"not a document", {}, prepared=sample.DAY)


def test_same_template_gives_the_same_bytes():
    form = template("{{ title }}")
    assert fill_template(form, {"title": "T"}, prepared=sample.DAY) == fill_template(form, {"title": "T"}, prepared=sample.DAY)
