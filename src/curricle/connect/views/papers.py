"""Papers: have them made, follow the job, list and fetch them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from ninja import Router
from ninja.responses import Status

from curricle.connect.operation import operation
from curricle.connect.pages.organisation import JobFacts, PaperFile, PaperPack
from curricle.connect.repeats import required
from curricle.connect.scopes import PAPERS, PROGRAMMES
from curricle.connect.views.found import find_row, tag
from curricle.design import actions, queries
from curricle.people import actions as people
from curricle.people import queries as reads
from curricle.people import store
from curricle.people.downloads import attachment
from curricle.people.policy import Hidden

router = Router(tags=["Papers"])
KIND = "papers"
DONE = "done"


@router.post("/programmes/{code:code}/papers", response={202: JobFacts})
@operation("paper", "x", scope=PAPERS)
def make_papers(request: HttpRequest, response: HttpResponse, code: str) -> Status[JobFacts]:
    """Have the papers made in the background; follow the job that the answer names."""
    required(request)
    row = find_row(request, code, action="x", kind="paper")
    job = actions.ask_for_papers(by=request.actor, programme=row)
    response.headers["Location"] = reverse("connect:api:get_job", args=[job])
    return Status(202, _job(reads.job(request.actor, job)))


@router.get("/programmes/{code:code}/papers", response=PaperPack)
@operation("paper", "v", scope=PROGRAMMES)
def get_papers(request: HttpRequest, response: HttpResponse, code: str) -> PaperPack:
    """The newest papers of a programme and the addresses of their files."""
    row = find_row(request, code, kind="paper")
    pack = queries.pack(row)
    if pack is None:
        raise Hidden("No papers have been made of this programme.")
    tag(response, row)
    return PaperPack(
        digest=pack.digest,
        revision=pack.revision,
        prepared=pack.prepared,
        behind=pack.digest != row.roll_up.digest,
        files=[
            PaperFile(
                name=each.name,
                title=each.title,
                media_type=each.media_type,
                pages=each.pages,
                size=each.size,
                sha256=each.sha256,
                address=reverse("connect:api:get_file", args=[each.file]),
            )
            for each in pack.papers.all()
        ],
    )


@router.get("/jobs/{uuid:job}", response=JobFacts)
@operation("job", "v", scope=PAPERS)
def get_job(request: HttpRequest, job: UUID) -> JobFacts:
    """How far a job is that makes papers."""
    facts = reads.job(request.actor, str(job))
    if facts.kind != KIND:
        raise Hidden("There is no such job.")
    return _job(facts)


@router.get("/files/{uuid:file}")
@operation("file", "v", scope=PROGRAMMES, gives="file")
def get_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """The bytes of one paper; the rules are asked each time."""
    found = reads.kept_file(request.actor, str(file))
    if found.purpose != "paper":
        raise Hidden("There is no such file.")
    data = store.read_kept(found.digest)
    people.file_handed_out(by=request.actor, file=found.uuid, name=found.name)
    return attachment(data, name=found.name, media_type=found.media_type)


def _job(facts: reads.JobFacts) -> JobFacts:
    """The page that a job leads to when it is done is that of the programme's papers; here it is their address for programs.

    A job tells what it begins with, so its last word is one short: what is done is done whole.
    """
    code = resolve(facts.link).kwargs.get("code") if facts.link else None
    return JobFacts(
        id=facts.uuid,
        state=facts.state.value,
        done=facts.total if facts.state.value == DONE else facts.done,
        total=facts.total,
        message=facts.message,
        papers=reverse("connect:api:get_papers", args=[code]) if code else "",
    )
