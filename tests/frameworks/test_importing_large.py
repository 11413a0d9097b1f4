"""A file of many items is kept by a job: with progress, stoppable, all or nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.terms import OrganisationKind, Role
from curricle.frameworks import actions, planning
from curricle.frameworks.models import Draft, ImportRecord, Version
from curricle.frameworks.tasks import bring_large
from curricle.people.entries import BadEntry
from curricle.people.models import Job, JobState, Person, QuarantinedFile
from curricle.people.tasks import run_job
from curricle.people.work import Cancelled, Work
from form_of import form_of
from framework_files import FILES, FRAMEWORK
from world import organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(monkeypatch):
    """Five items are many here: what is tried is the way of a large file, not its size (that the benchmarks do)."""
    monkeypatch.setattr(planning, "LARGE", 3)
    return person("nell", organisation("national", OrganisationKind.NATIONAL), Role.NATIONAL_EDITOR)


@pytest.fixture
def job(editor):
    """A large file, confirmed."""
    client = Client()
    client.force_login(Person.objects.get(pk=editor.person))
    where = client.post("/frameworks/bring/", {"file": SimpleUploadedFile("large.csv", FILES["template.csv"][0])}).url
    page = client.get(where)
    assert b"it is kept in the background" in page.content
    answer = client.post(f"{where}confirm/", form_of(page.content.decode()))
    row = Job.objects.get(kind="import")
    assert str(row.uuid) in answer.url
    return row


def done(job):
    run_job.call(context(), str(job.uuid))
    job.refresh_from_db()
    return job


def context():
    class Result:
        worker_ids = ("w",)

    class Context:
        task_result = Result()

    return Context()


def test_large_file_is_kept_by_the_job_with_its_record(job):
    assert (Version.objects.count(), QuarantinedFile.objects.count()) == (0, 1)
    row = done(job)
    record = ImportRecord.objects.get()
    assert (row.state, row.message, row.link) == (JobState.DONE, "5 items kept.", f"/frameworks/imports/{record.uuid}/")
    assert (Version.objects.get().items, record.counts["add"], QuarantinedFile.objects.count()) == (5, 5, 0)


def work(job, editor, tell):
    return Work(id=str(job.uuid), by=editor, label="", attempt=1, arguments=job.arguments, tell=tell)


def test_progress_is_told_step_by_step_before_anything_is_written(job, editor):
    told = []
    end = bring_large(work(job, editor, lambda at, total, says: told.append((at, total, says, Version.objects.count()))))
    assert [each[2] for each in told] == ["Reading large.csv", "Comparing 5 items", "Checking what you gave", "Writing 5 items"]
    assert {each[3] for each in told} == {0}
    end.keep()
    assert Version.objects.count() == 1


@pytest.mark.parametrize("step", range(4))
def test_job_that_is_stopped_leaves_nothing(job, editor, step):
    def tell(at, total, says):
        if at == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring_large(work(job, editor, tell))
    assert (Version.objects.count(), ImportRecord.objects.count(), QuarantinedFile.objects.count()) == (0, 0, 1)


def test_job_asked_to_stop_while_it_waits_leaves_nothing(job, editor):
    from curricle.people import actions as people

    people.cancel_job(by=editor, job=str(job.uuid))
    assert done(job).state == JobState.CANCELLED
    assert Version.objects.count() == 0


def test_change_in_between_is_told_and_nothing_is_kept(job, editor):
    actions.begin_draft(by=editor, framework=FRAMEWORK)
    with pytest.raises(BadEntry, match="Bring the file again; nothing was kept"):
        bring_large(work(_onto(job), editor, lambda *_: None))
    assert (Draft.objects.count(), Version.objects.count(), ImportRecord.objects.count()) == (1, 0, 0)


def _onto(job):
    """The order as it would be for a framework that was not here and now is."""
    job.arguments = job.arguments | {"onto": ""}
    return job
