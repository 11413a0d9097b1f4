"""Help, the small pages in the foot, and the pages for errors. All open to everyone; none reads the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone
from django.views.decorators.http import require_safe

from curricle.ui import help_pages, security_contact
from curricle.ui.away import Away
from curricle.ui.questions import takes
from curricle.ui.resend import resend
from curricle.ui.show import product_version, show

View = Callable[..., HttpResponse]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def open_page(view: View) -> View:
    """Names what the route gate asks of every view: an object and an action of the authorisation matrix."""
    view.guard = (("page", "v"),)
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpIndex:
    pages: tuple[help_pages.HelpPage, ...]
    question: str = ""
    hits: tuple[help_pages.Hit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    title: str
    says: str
    remedy: str


@open_page
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """The help texts."""
    shown = tuple(one for one in help_pages.pages() if one.slug not in SMALL_PAGES)
    return show(request, "ui/help_index.jinja", HelpIndex(pages=shown))


@open_page
@require_safe
@takes("q")
def help_search(request: HttpRequest) -> HttpResponse:
    """Help texts that hold some words."""
    question = request.GET.get("q", "").strip()
    page = HelpIndex(pages=help_pages.pages(), question=question, hits=help_pages.search(question))
    return show(request, "ui/help_search.jinja", page)


@open_page
@require_safe
def help_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One help text."""
    page = help_pages.page(slug)
    if page is None:
        raise Http404
    return show(request, "ui/help_page.jinja", page)


SMALL_PAGES = ("accessibility", "cookies", "about")


def small_page(slug: str) -> View:
    """A view of one help text at an address of its own."""

    @open_page
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        """A small page of the house, such as the one on accessibility."""
        return help_page(request, slug)

    return view


@open_page
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness of this installation; nothing where nobody was named (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    base = settings.ADDRESS or request.build_absolute_uri("/")
    text = security_contact.security_txt(contact=settings.SECURITY_CONTACT, base=base, now=timezone.now())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


ERRORS = {
    400: ErrorPage(
        title="We could not read that request",
        says="Something in the address or the form was not what this page expects. Nothing was changed.",
        remedy="Go back, reload the page and try again.",
    ),
    403: ErrorPage(
        title="You may not do this",
        says="Your role in this organisation does not include it, or the page waited so long that its form expired. Nothing was changed.",
        remedy="Reload the page and try once more. If it stays so, ask the administrator of your organisation.",
    ),
    404: ErrorPage(
        title="There is no such page",
        says="The address may be mistyped, the thing may have been removed, or it belongs to an organisation that you are not part of.",
        remedy="Check the address, or start again from the first page.",
    ),
}
CANNOT_SAVE = "What you saved before is safe, and who is signed in can go on reading; nobody can sign in meanwhile."
AWAY = {
    Away.BUSY: ErrorPage(
        title="Curricle is busy or being looked after",
        says="The program cannot answer just now. What you saved before is safe.",
        remedy="Try again in a minute.",
    ),
    Away.FULL: ErrorPage(
        title="There is no room left to save",
        says=f"The disk of this installation is full. Nothing was changed. {CANNOT_SAVE}",
        remedy="Tell the people who look after this installation. Once they have made room, saving works again.",
    ),
    Away.READ_ONLY: ErrorPage(
        title="Nothing can be saved just now",
        says=f"The disk or the database of this installation takes no changes. Nothing was changed. {CANNOT_SAVE}",
        remedy="Tell the people who look after this installation. Once it takes changes again, saving works again.",
    ),
}
UNSURE = ErrorPage(
    title="Curricle is busy or being looked after",
    says="The program could not answer. What you saved before is safe; whether this last step was carried out is not certain.",
    remedy="Wait a minute and look at the page before you send it again. If it was carried out after all, you are told.",
)


def _error(request: HttpRequest, status: int) -> HttpResponse:
    return show(request, "ui/errors/error.jinja", ERRORS[status], status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: a page that asks nothing of the database, the session or the actor."""
    words = {"product_version": product_version()}
    return HttpResponse(loader.get_template("ui/errors/500.jinja").render(words), status=500)


def unavailable(request: HttpRequest, how: Away = Away.BUSY) -> HttpResponse:
    """For a database or a disk that is away: 507 where it is full, else 503. As bare as the page for a broken program."""
    error = UNSURE if how is Away.BUSY and request.method not in READING else AWAY[how]
    words = {"product_version": product_version(), "error": error, "again": resend(request)}
    status = 507 if how is Away.FULL else 503
    response = HttpResponse(loader.get_template("ui/errors/503.jinja").render(words), status=status)
    response.headers["Retry-After"] = "60"
    response.headers["Cache-Control"] = "no-store"
    return response
