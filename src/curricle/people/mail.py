"""Mail, each piece at most once: one that may have gone out is never sent again, one that surely did not is tried again later.

It is sent by a job, so it outlives the worker, waits while the mail server is away, and fails in sight.
"""

from __future__ import annotations

import smtplib
import traceback

from django.core.mail import send_mail

from curricle.people.entries import BadEntry
from curricle.people.work import Later, Work
from curricle.ui.away import away

UNSURE = "The mail may or may not have gone out, so it was not sent again. Ask for a new one."
REFUSED = "The mail server did not take the mail."
SURELY_NOT = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError)
TEMPORARY = range(400, 500)  # answers by which a mail server says: not now
MARK = "sent"


def send_once(work: Work, *, subject: str, words: str, to: str) -> None:
    """Send the one mail of this job. Raises Later where it surely did not go out and may yet; BadEntry where it is given up."""
    if not work.once(MARK):
        raise BadEntry(UNSURE)
    try:
        send_mail(subject, words, None, [to])
    except Exception as stop:
        if _surely_not(stop):
            work.undo(MARK)
            raise Later(REFUSED) from stop
        raise BadEntry(REFUSED if isinstance(stop, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) else UNSURE) from stop


def _surely_not(stop: Exception) -> bool:
    """Whether the mail is still ours: the server could not be reached, said "not now", or the folder of mail could not be written.

    A time-out counts only while the connection was being opened: later, the server may have it already.
    """
    opening = any(frame.f_code.co_name == "open" for frame, _ in traceback.walk_tb(stop.__traceback__))
    if isinstance(stop, SURELY_NOT) or (opening and isinstance(stop, OSError)):
        return True
    if isinstance(stop, smtplib.SMTPRecipientsRefused):
        return all(code in TEMPORARY for code, _ in stop.recipients.values())
    if isinstance(stop, smtplib.SMTPResponseException):
        return stop.smtp_code in TEMPORARY
    return not isinstance(stop, smtplib.SMTPException | TimeoutError | ConnectionError) and away(stop) is not None
