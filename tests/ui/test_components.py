"""Every component through the environment that refuses names it was not given, with typical and with empty values."""

from __future__ import annotations

import jinja2
import pytest
from django.template import engines
from jinja2.exceptions import UndefinedError
from selectolax.lexbor import LexborHTMLParser as HTMLParser

pytestmark = pytest.mark.urls("ui.kit")


@pytest.fixture(scope="module", autouse=True)
def compiled():
    """All templates, once: the first page would otherwise pay for it."""
    environment = engines["jinja2"].env
    for name in environment.list_templates():
        if name.startswith(("ui/", "nhsuk/components")):
            environment.get_template(name)


@pytest.fixture
def get(client):
    def ask(address: str, **headers: str) -> HTMLParser:
        return HTMLParser(client.get(address, headers=headers).content.decode())

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["full", "bare", "wrong"])
def test_kit_renders_every_component_in_each_state(get, state):
    page = get(f"/kit/{state}/")
    assert page.css_first("h1").text() == "Demonstration programme"
    assert len(page.css("h1")) == 1
    assert page.css("[style], [onclick]") == []


@pytest.mark.django_db
def test_title_says_error_when_the_form_has_one(get):
    assert get("/kit/wrong/").css_first("title").text() == "Error: Demonstration programme – Curricle"
    assert get("/kit/full/").css_first("title").text() == "Demonstration programme – Curricle"


@pytest.mark.django_db
def test_every_anchor_of_the_error_summary_leads_to_a_field(get):
    page = get("/kit/wrong/")
    links = [link.attributes["href"] for link in page.css(".nhsuk-error-summary a[href^='#id_']")]
    assert links == ["#id_name", "#id_email", "#id_password", "#id_level", "#id_profession", "#id_intake-day"]
    assert [len(page.css(link)) for link in links] == [1] * len(links)


@pytest.mark.django_db
def test_every_id_on_the_page_is_there_once(get):
    ids = [node.attributes["id"] for node in get("/kit/wrong/").css("main [id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_wrong_form_keeps_what_was_typed_and_escapes_it(get):
    page = get("/kit/wrong/")
    assert page.css_first("#id_email").attributes["value"] == "not <an> address"
    assert [page.css_first(f"#id_intake-{part}").attributes["value"] for part in ("day", "month", "year")] == ["31", "2", "27"]


@pytest.mark.django_db
def test_fragment_alone_for_htmx_and_the_page_for_others(client):
    part = client.get("/kit/", headers={"HX-Request": "true"})
    assert part.content.lstrip().startswith(b"<form")
    assert part.headers["Vary"].split(", ").count("HX-Request") == 1
    for asks in ({}, {"HX-Request": "true", "HX-Boosted": "true"}, {"HX-Request": "true", "HX-History-Restore-Request": "true"}):
        assert client.get("/kit/", headers=asks).content.startswith(b"<!DOCTYPE html>")


def test_a_mistyped_name_is_refused():
    environment = engines["jinja2"].env
    with pytest.raises(UndefinedError, match="'titel' is not known"):
        environment.from_string("{{ page.titel }}").render(page={"title": "x"})


def test_every_template_compiles():
    environment = engines["jinja2"].env
    ours = [name for name in environment.list_templates() if name.startswith("ui/")]
    assert [name for name in ours if not isinstance(environment.get_template(name), jinja2.Template)] == []
