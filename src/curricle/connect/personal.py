"""What the keys of programs hold of persons."""

from __future__ import annotations

from curricle.people.personal import Sort, impersonal, personal

ACTIVITY, FREE_TEXT, SECRET = Sort.ACTIVITY, Sort.FREE_TEXT, Sort.SECRET

personal(
    "connect.KeyRow", whose="made_by", purpose="to know who let a program in, and until when", keep="key",
    fields={
        "label": FREE_TEXT, "digest": SECRET, "start": SECRET, "made_by": ACTIVITY, "made": ACTIVITY, "expires": ACTIVITY,
        "last_used": ACTIVITY, "ended": ACTIVITY,
    },
)  # fmt: skip
impersonal("connect.KeyRow", "what the key may do, in words of ours", "scopes")
