"""Mail goes out once, or its job says in sight that it did not; a mail server that is away is waited for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import django
import pytest
from django.core import mail
from django.utils import timezone

from curricle.people import actions
from curricle.people.models import Job
from curricle.people.worker import Worker, take_up

pytestmark = pytest.mark.django_db


def work_off() -> None:
    worker = Worker()
    while worker.turn():
        pass


def ask(email: str) -> Job:
    actions.ask_for_reset(email=email, base="https://curricle.example", address="test")
    return Job.objects.get()


def now(job: Job) -> tuple[str, int, dict[str, str]]:
    job.refresh_from_db()
    return job.state, len(mail.outbox), job.arguments


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease=timezone.now() - timedelta(seconds=1))
    take_up()


def test_mail_is_sent_once_and_its_address_is_forgotten(alice):
    job = ask(alice.email)
    work_off()
    assert now(job) == ("done", 1, {})


@pytest.mark.parametrize("begun", [False, True])
def test_worker_killed_around_a_mail_never_sends_two(alice, begun: bool):
    """Before the mark it is sent by the next attempt; after it nobody knows, so it is not, and the job says so."""
    job = ask(alice.email)
    row = actions.take_job(job=str(job.uuid), worker="killed")
    if begun:
        assert actions.mark_job(job=row, name="sent", on=True)
    expire(job)
    work_off()
    assert now(job) == (("failed", 0, {}) if begun else ("done", 1, {}))
    assert ("may or may not have gone out" in job.message) is begun


class Sink:
    """A mail server on the loopback that behaves as told: hangs, refuses for now, or takes the mail and drops the line."""

    def __init__(self, how: str) -> None:
        self.how, self.taken = how, 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            with client:
                if self.how == "hangs":
                    self.over.wait(5)
                else:
                    self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        client.sendall(b"220 sink\r\n")
        lines = client.makefile("rb")
        for line in lines:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                client.sendall(b"354 go on\r\n")
                while next(lines) != b".\r\n":
                    pass
                self.taken += 1
                if self.how == "drops":
                    return
                client.sendall(b"250 taken\r\n")
            elif word == b"RCPT" and self.how == "refuses":
                client.sendall(b"450 not now\r\n")
            else:
                client.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")


@pytest.fixture
def sink(request, settings) -> Iterator[Sink]:
    made = Sink(request.param)
    _use(settings, made.port)
    yield made
    made.over.set()
    made.socket.close()


def _use(settings, port: int) -> None:
    options = {"host": "127.0.0.1", "port": port, "use_tls": False, "timeout": 0.2}
    if django.VERSION >= (6, 1):
        settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
        return
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = options.values()


@pytest.mark.parametrize(
    ("sink", "state", "taken"),
    [("hangs", "queued", 0), ("refuses", "queued", 0), ("drops", "failed", 1), ("takes", "done", 1)],
    indirect=["sink"],
)
def test_mail_server_that_is_ill_loses_none_and_gets_none_twice(alice, sink: Sink, state: str, taken: int):
    job = ask(alice.email)
    work_off()
    work_off()  # what waits for a later time is left alone
    assert (now(job)[0], sink.taken) == (state, taken)


def test_mail_is_tried_again_when_the_mail_server_is_back_and_given_up_after_a_day(alice, settings, time_machine):
    gone = socket.create_server(("127.0.0.1", 0))
    port = gone.getsockname()[1]
    gone.close()
    _use(settings, port)
    job = ask(alice.email)
    waited = []
    for minutes in actions.WAITS:
        work_off()
        waited.append(now(job)[0])
        time_machine.move_to(timezone.now() + timedelta(minutes=minutes, seconds=1))
    assert waited == ["queued"] * len(actions.WAITS)
    work_off()
    assert (now(job)[0], job.message) == ("failed", "The mail server did not take the mail.")
