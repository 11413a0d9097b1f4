"""Long work of frameworks: reading a document of many pages."""

from __future__ import annotations

from django.urls import reverse

from curricle.frameworks import actions
from curricle.frameworks.document import first_recipe
from curricle.interop.prose import read_document
from curricle.people import actions as people
from curricle.people.work import Done, Work, job

EVERY = 5  # pages


@job("read document")
def read_long_document(work: Work) -> Done:
    """Read the file that waits, telling its pages. Run twice it begins one reading."""
    token = str(work.arguments["token"])
    waiting = people.from_quarantine(by=work.by, token=token)

    def tell(done: int, pages: int) -> None:
        if done % EVERY == 0 or done == pages:
            work.step(done, pages, f"Page {done} of {pages}")

    document = read_document(waiting.data, progress=tell)
    recipe, like = first_recipe(document, work.by.organisation)
    about = {"token": token, "name": waiting.name, "digest": waiting.digest, "document": document, "recipe": recipe, "like": like}
    return Done(
        says=f"{document.pages} pages are read. Nothing is kept yet.",
        link=reverse("frameworks:prose", args=[token]),
        keep=lambda: actions.begin_reading(by=work.by, **about),
    )
