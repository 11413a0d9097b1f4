from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from curricle.ui.dates import DayField
from ui.kit import KitForm


def drawn(form: forms.Form, name: str, **more: object) -> HTMLParser:
    environment = engines["jinja2"].env
    return HTMLParser(environment.from_string("{{ field(bound, **more) }}").render(bound=form[name], more=more))


class DayForm(forms.Form):
    intake = DayField(label="First intake")


def typed(day: str, month: str, year: str) -> DayForm:
    return DayForm({"intake-day": day, "intake-month": month, "intake-year": year})


def test_day_is_read_from_three_boxes():
    form = typed("20", "9", "2027")
    assert form.is_valid()
    assert form.cleaned_data == {"intake": date(2027, 9, 20)}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("", "9", "2027"), "First intake must include a day"),
        (("", "", "2027"), "First intake must include a day and a month"),
        (("31", "2", "2027"), "First intake must be a real date, such as 20 9 2027"),
        (("1", "2", "27"), "First intake must be a real date, such as 20 9 2027"),
        (("x", "2", "2027"), "First intake must be a real date, such as 20 9 2027"),
        (("1", "2", "99999999999999999999"), "First intake must be a real date, such as 20 9 2027"),
        (("", "", ""), "This field is required."),
    ],
)
def test_day_that_is_none_says_why(parts, says):
    assert typed(*parts).errors == {"intake": [says]}


def test_a_bracket_of_the_label_is_no_part_of_the_error():
    with pytest.raises(ValidationError, match="^.'Until must include a month and a year'.$"):
        DayField(label="Until (may stay empty)", required=False).clean(("5", "", ""))


def test_day_shows_the_parts_of_a_date():
    page = drawn(DayForm(initial={"intake": date(2027, 9, 20)}), "intake")
    assert [box.attributes["value"] for box in page.css("input")] == ["20", "9", "2027"]


def test_hint_and_error_are_told_with_the_box():
    page = drawn(KitForm({}), "name")
    box = page.css_first("input#id_name")
    assert box.attributes["aria-describedby"] == "id_name-hint id_name-error"
    assert " ".join(page.css_first("#id_name-error").text().split()) == "Error: Fill in “Name of the programme”"


def test_error_summary_says_the_words_of_each_first_error():
    environment = engines["jinja2"].env
    page = HTMLParser(environment.from_string("{{ error_summary(form) }}").render(form=typed("", "9", "2027")))
    [link] = page.css("a")
    assert (link.text().strip(), link.attributes["href"]) == ("First intake must include a day", "#id_intake-day")


def test_choices_keep_what_was_chosen():
    form = KitForm({"level": "7", "pillars": ["r"], "profession": "pod", "agree": "on"})
    assert [box.attributes["value"] for box in drawn(form, "level").css("input[checked]")] == ["7"]
    assert [box.attributes["value"] for box in drawn(form, "pillars").css("input[checked]")] == ["r"]
    assert [option.attributes["value"] for option in drawn(form, "profession").css("option[selected]")] == ["pod"]
    assert len(drawn(form, "agree").css("input[checked]")) == 1


def test_password_is_never_sent_back():
    assert drawn(KitForm({"password": "secret-words"}), "password").css_first("input").attributes.get("value") in ("", None)


def test_label_may_be_the_heading_of_the_page():
    assert drawn(KitForm(), "level", heading=True).css_first("legend h1").text().strip() == "Level"


def test_long_text_counts_words_and_is_never_cut():
    page = drawn(KitForm({"note": "</textarea><b>"}), "note")
    assert page.css_first("textarea").text() == "</textarea><b>"
    assert page.css_first("[data-maxlength]").attributes["data-maxlength"] == "200"
    assert "maxlength" not in page.css_first("textarea").attributes


def test_grouped_choices_are_drawn_in_order():
    class Grouped(forms.Form):
        item = forms.ChoiceField(choices=[("Clinical", [("c1", "C1"), ("c2", "C2")]), ("r1", "R1")])

    page = drawn(Grouped({"item": "c2"}), "item")
    assert [(o.attributes["value"], "selected" in o.attributes) for o in page.css("option")] == [("c1", False), ("c2", True), ("r1", False)]


def test_widget_that_no_macro_draws_is_refused():
    class Odd(forms.Form):
        odd = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="No macro draws a SplitDateTimeWidget"):
        drawn(Odd(), "odd")
