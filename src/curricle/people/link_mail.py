"""Mail about links for outsiders. Secrets are made here, in the worker, so that no queue and no table ever holds one."""

from __future__ import annotations

from django.core.mail import send_mail
from django.urls import reverse

from curricle.people import actions, queries
from curricle.people.link_purposes import purpose_named
from curricle.people.queue import task
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


@task()
def send_share_link(link: str, base: str) -> None:
    """Mail the address of a link to its addressee; nothing, when the link is no longer good."""
    made = actions.mint_link(link=link)
    if made is None:
        return
    facts, token = made
    purpose = purpose_named(facts.purpose)
    words = LINK_WORDS.format(
        name=facts.name,
        maker=facts.made_by_name,
        organisation=facts.organisation_name,
        asks=purpose.asks,
        label=facts.about.label if facts.about else "",
        address=base + reverse("people:link", kwargs={"link": link, "token": token}),
        until=day(facts.ends),
        then=purpose.then,
    )
    send_mail(f"{facts.made_by_name} asks you to {purpose.asks}", words, None, [facts.email])
    actions.link_mailed(link=link)


@task()
def send_link_code(link: str) -> None:
    """Mail six digits to the addressee; nothing, when the link is no longer good."""
    made = actions.mint_code(link=link)
    if made is None:
        return
    facts, code = made
    words = CODE_WORDS.format(code=code, maker=facts.made_by_name, organisation=facts.organisation_name)
    send_mail(f"{code} opens the link you were sent", words, None, [facts.email])


@task()
def send_answer_notice(link: str, base: str) -> None:
    """Tell who made the link that there is an answer, without its text."""
    facts = queries.link(link)
    to = queries.email_of(facts.made_by) if facts else ""
    if facts is None or facts.about is None or facts.answer is None or not to:
        return
    did = "has finished answering" if facts.answer.done else "began to answer"
    address = base + reverse(purpose_named(facts.purpose).inside, args=[facts.about.code])
    words = ANSWER_WORDS.format(name=facts.name, did=did, label=facts.about.label, address=address)
    send_mail(f"{facts.name} {did} your question", words, None, [to])
