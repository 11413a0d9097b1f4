"""Headers, help, errors and the frame round each page."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory, override_settings
from django.urls import NoReverseMatch, resolve, reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from curricle.ui import help_pages, navigation, views
from curricle.ui.middleware import NoNul

pytestmark = pytest.mark.urls("ui.kit")


@pytest.mark.django_db
def test_policy_lets_in_our_own_files_and_one_line_with_this_requests_nonce(client):
    answers = [client.get("/help/") for _ in range(2)]
    nonces = [re.search(r"'nonce-([\w-]+)'", answer.headers["Content-Security-Policy"])[1] for answer in answers]
    assert nonces[0] != nonces[1]
    for answer, nonce in zip(answers, nonces, strict=True):
        page = HTMLParser(answer.content.decode())
        assert [script.attributes["nonce"] for script in page.css("script:not([src])")] == [nonce]
    policy = answers[0].headers["Content-Security-Policy"].replace(nonces[0], "N")
    assert policy == (
        "default-src 'none'; script-src 'self' 'nonce-N'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.django_db
def test_every_answer_carries_the_other_headers(client):
    answer = client.get("/help/no-such-page/")
    assert answer.status_code == 404
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert (answer.headers["Cross-Origin-Opener-Policy"], "camera=()" in answer.headers["Permissions-Policy"]) == ("same-origin", True)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [page.slug for page in help_pages.pages()])
def test_each_help_page_opens_and_its_links_lead_somewhere(client, slug):
    page = HTMLParser(client.get(f"/help/{slug}/").content.decode())
    assert len(page.css("h1")) == 1
    for link in page.css("main a[href^='/']"):
        resolve(link.attributes["href"])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["help", "accessibility", "cookies", "about"])
def test_pages_of_the_foot_open(client, name):
    assert client.get(reverse(f"ui:{name}")).status_code == 200


def test_every_view_says_what_it_guards():
    guards = [resolve(reverse(f"ui:{name}")).func.guard for name in ("help", "help_search", "accessibility", "cookies", "about")]
    assert guards == [(("page", "v"),)] * 5


def test_search_finds_pages_with_all_words_title_first():
    assert help_pages.search("single THREAD")[0].page.slug == "mapping-letters"
    assert [hit.page.slug for hit in help_pages.search("closed room")] == ["your-spreadsheet"]
    assert help_pages.search("papers")[0].page.slug == "papers"
    assert help_pages.search("no-such-word") == help_pages.search("  ") == ()


@pytest.mark.django_db
def test_search_shows_the_question_as_text(client):
    page = HTMLParser(client.get("/help/search/", {"q": '"><script>x'}).content.decode())
    assert page.css_first("#help-q").attributes["value"] == '"><script>x'
    assert page.css("main script") == []


@pytest.mark.django_db
@override_settings(CURRICLE_DEMO=True)
def test_demonstration_is_told_on_every_page(client):
    page = HTMLParser(client.get("/help/").content.decode())
    assert page.css_first(".cu-demo").text().strip() == "Demonstration data: invented wording, not official"


@pytest.mark.parametrize(("view", "status"), [(views.server_error, 500), (views.unavailable, 503)])
def test_pages_for_a_broken_program_ask_nothing_of_database_or_actor(view, status):
    answer = view(RequestFactory().get("/"))  # a bare request: no session, no actor, no messages, and no database in this test
    assert answer.status_code == status
    assert len(HTMLParser(answer.content.decode()).css("h1")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("view", "status"), [(views.bad_request, 400), (views.permission_denied, 403), (views.csrf_failure, 403)])
def test_refusals_say_that_nothing_was_changed(rf, view, status):
    answer = view(rf.get("/"))
    assert (answer.status_code, "Nothing was changed" in answer.content.decode()) == (status, True)


@override_settings(CURRICLE_NAVIGATION=(("Help", "ui:help"), ("Not built yet", "nowhere:page")))
def test_menu_leaves_out_what_no_app_offers_and_marks_where_we_are(rf):
    assert [(entry.text, entry.current) for entry in navigation.sections(rf.get("/help/words/"))] == [("Help", True)]
    with pytest.raises(NoReverseMatch):
        reverse("nowhere:page")


@pytest.mark.django_db
def test_a_nul_in_path_query_or_form_is_answered_400(client):
    answers = [client.get("/help/", {"q": "a\x00"}), client.get("/help/", {"a\x00": "q"}), client.post("/help/", {"q": ["a", "\x00"]})]
    assert [answer.status_code for answer in answers] == [400, 400, 400]
    with pytest.raises(BadRequest):
        NoNul(views.bad_request).process_view(RequestFactory().get("/any%00page/"))
    assert client.get("/help/", {"q": "a"}).status_code == 200
