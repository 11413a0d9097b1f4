"""No route without a declaration, none whose declaration the matrix does not know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from curricle.core.terms import Role
from curricle.people import matrix
from curricle.people.gate import guarded
from curricle.people.policy import ANONYMOUS, Actor, Forbidden, Hidden


def routes(resolver: URLResolver, above: str = "") -> Iterator[tuple[str, object]]:
    for each in resolver.url_patterns:
        here = above + str(each.pattern)
        if isinstance(each, URLPattern):
            yield here, each.callback
        else:
            yield from routes(each, here)


def test_every_route_is_declared():
    assert [route for route, view in routes(get_resolver()) if not getattr(view, "guard", ())] == []


def test_every_declaration_is_in_the_matrix():
    """A view for several kinds of things needs each to be known, and the action allowed for one of them at least."""
    known = {row.object for row in matrix.rows()}
    wrong = []
    for route, view in routes(get_resolver()):
        pairs = getattr(view, "guard", ())
        wrong += [(route, kind) for kind, _ in pairs if kind not in known]
        wrong += [(route, letter) for letter in {each for _, each in pairs} if not any(matrix.named(kind, letter) for kind, _ in pairs)]
    assert wrong == []


@guarded("user_and_role", "v", post="c")
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


def asked(actor: Actor, method: str = "get", **headers: str) -> HttpResponse:
    request = getattr(RequestFactory(), method)("/people/?page=2", headers=headers)
    request.actor = actor
    return page(request)


def somebody(*roles: Role) -> Actor:
    return Actor(person=1, name="me", organisation=1, roles=frozenset(roles))


def test_guarded_lets_through_whom_a_rule_could_allow():
    assert asked(somebody(Role.UNIVERSITY_ADMIN)).content == b"seen"


def test_guarded_sends_a_visitor_to_sign_in_and_back():
    answer = asked(ANONYMOUS)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fpeople%2F%3Fpage%3D2")


def test_guarded_sends_a_visitor_who_posts_to_sign_in_without_a_way_back():
    assert asked(ANONYMOUS, "post")["Location"] == "/sign-in/"


def test_guarded_tells_htmx_to_leave_for_the_sign_in_page():
    answer = asked(ANONYMOUS, **{"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/sign-in/?next=%2Fpeople%2F%3Fpage%3D2")


def test_guarded_hides_what_a_role_could_never_view():
    with pytest.raises(Hidden):
        asked(somebody(Role.TUTOR))


def test_guarded_refuses_an_action_on_what_a_role_may_view():
    @guarded("audit_event", "x")
    def export(request: HttpRequest) -> HttpResponse:
        return HttpResponse("exported")

    request = RequestFactory().get("/")
    request.actor = somebody(Role.EMPLOYER_ADMIN)
    with pytest.raises(Forbidden):
        export(request)


def test_hidden_page_is_404_and_in_the_record(alice):
    from curricle.people import queries

    assert alice.client.get("/record/").status_code == 404
    assert [line["verb"] for line in queries.events(alice.actor.organisation, words="refused").lines] == ["was refused"]


@pytest.mark.django_db
def test_visitor_gets_no_fault_from_any_route_without_parts():
    plain = [route for route, _ in routes(get_resolver()) if "<" not in route]
    answers = {route: Client().get(f"/{route}").status_code for route in plain}
    assert {route: status for route, status in answers.items() if status >= 500} == {}
