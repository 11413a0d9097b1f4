"""Kinds of jobs that only the tests know. The settings of a worker under test load them by name."""

from __future__ import annotations

import errno
import os
import time

from curricle.people import actions
from curricle.people.entries import BadEntry
from curricle.people.work import Done, Work, job


@job("trial-count")
def count(work: Work) -> Done:
    total = work.arguments["to"]
    for number in range(total):
        work.step(number, total, f"at {number}")
        time.sleep(work.arguments.get("pause", 0))
    return Done(says=f"counted to {total}", result={"attempt": work.attempt, "by": work.by.name}, link="/")


@job("trial-refused")
def refused(work: Work) -> None:
    raise BadEntry("the sheet has no modules")


@job("trial-broken")
def broken(work: Work) -> None:
    raise ZeroDivisionError("a secret of the program")


@job("trial-keep")
def keep(work: Work) -> Done:
    work.step(0, 2, "begun")
    data = f"result of job {work.arguments['number']}\n".encode()
    work.step(1, 2, "made")
    return Done(says="kept", keep=lambda: actions.keep_file(by=work.by, data=data, name="result.txt", purpose="paper"))


@job("trial-full")
def full(work: Work) -> Done:
    def keep() -> None:
        actions.keep_file(by=work.by, data=b"half", name="half.txt", purpose="paper")
        raise OSError(errno.ENOSPC, "No space left on device")

    return Done(keep=keep)


@job("trial-poison")
def poison(work: Work) -> None:
    os._exit(1)
