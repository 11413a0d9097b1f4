"""Mail about links for outsiders. Secrets are made here, in the worker, so that no queue and no table ever holds one."""

from __future__ import annotations

from django.urls import reverse

from curricle.people import actions, queries
from curricle.people.link_purposes import purpose_named
from curricle.people.mail import send_once
from curricle.people.work import Done, Work, job
from curricle.ui.words import day

CODE_WORDS = """{code}

These are the six digits to open the link that {maker} of {organisation} sent you. They are good for ten minutes.

If you did not ask for them, do nothing, and give them to nobody.
"""
LINK_WORDS = """Dear {name},

{maker} of {organisation} asks you to {asks}: {label}.

{address}

The link is for you alone and is good until {until}. You need no account: when you open it, six digits are sent to this address.
{then}

If you did not expect this, do nothing.
"""
ANSWER_WORDS = """{name} {did} what you asked about {label}.

{address}
"""


@job("mail-link")
def share_link(work: Work) -> Done | None:
    """Mail the address of a link to its addressee; nothing, when the link is no longer good."""
    link = work.arguments["link"]
    made = actions.mint_link(link=link)
    if made is None:
        return None
    facts, token = made
    purpose = purpose_named(facts.purpose)
    words = LINK_WORDS.format(
        name=facts.name,
        maker=facts.made_by_name,
        organisation=facts.organisation_name,
        asks=purpose.asks,
        label=facts.about.label if facts.about else "",
        address=work.arguments["base"] + reverse("people:link", kwargs={"link": link, "token": token}),
        until=day(facts.ends),
        then=purpose.then,
    )
    send_once(work, subject=f"{facts.made_by_name} asks you to {purpose.asks}", words=words, to=facts.email)
    return Done(keep=lambda: actions.link_mailed(link=link))


@job("mail-link-code")
def link_code(work: Work) -> None:
    """Mail six digits to the addressee; nothing, when the link is no longer good."""
    made = actions.mint_code(link=work.arguments["link"])
    if made is None:
        return
    facts, code = made
    words = CODE_WORDS.format(code=code, maker=facts.made_by_name, organisation=facts.organisation_name)
    send_once(work, subject=f"{code} opens the link you were sent", words=words, to=facts.email)


@job("mail-link-answer")
def answer_notice(work: Work) -> None:
    """Tell who made the link that there is an answer, without its text."""
    facts = queries.link(work.arguments["link"])
    to = queries.email_of(facts.made_by) if facts else ""
    if facts is None or facts.about is None or facts.answer is None or not to:
        return
    did = "has finished answering" if facts.answer.done else "began to answer"
    address = work.arguments["base"] + reverse(purpose_named(facts.purpose).inside, args=[facts.about.code])
    words = ANSWER_WORDS.format(name=facts.name, did=did, label=facts.about.label, address=address)
    send_once(work, subject=f"{facts.name} {did} your question", words=words, to=to)
