"""The one background worker: a child of the web process that ends with it, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import click

PATIENCE = 10.0  # seconds that a job may take to stop
TOO_SOON = 5.0  # a worker that lived shorter than this is not started again at once


class Worker:
    """Starts the worker process, starts it again should it break, and stops it with the server."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="worker keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask, wait, then insist. No worker is left behind."""
        self._over.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._thread.join(PATIENCE)

    def _keep(self) -> None:
        while not self._over.is_set():
            started = time.monotonic()
            self._process = subprocess.Popen([sys.executable, "-m", "curricle.cli.worker"])  # noqa: S603
            if self._over.is_set():
                self._process.terminate()
            code = self._process.wait()
            if self._over.is_set():
                return
            click.echo(f"The background worker ended (code {code}); starting it again.", err=True)
            if time.monotonic() - started < TOO_SOON:
                self._over.wait(TOO_SOON)


def watch_parent(every: float = 2.0) -> None:
    """End when the web process is gone, even if it was killed without a word."""
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=look, name="parent watch", daemon=True).start()


def main() -> None:
    watch_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
    import django
    from django.core.management import call_command

    from curricle.config import logs

    django.setup()
    logs.catch_what_nobody_catches()
    call_command("worker")


if __name__ == "__main__":
    main()
