"""What the tables of people, and of the libraries under them, hold of persons."""

from __future__ import annotations

from curricle.people.personal import Sort, impersonal, personal

ACTIVITY, CONTACT, FREE_TEXT, IDENTITY, PROFESSIONAL, SECRET = (
    Sort.ACTIVITY, Sort.CONTACT, Sort.FREE_TEXT, Sort.IDENTITY, Sort.PROFESSIONAL, Sort.SECRET,
)  # fmt: skip
OURS = "about an organisation or the program, not about a person"
DIGEST = "a digest or a code of ours"

personal(
    "people.Person", whose="itself", purpose="to sign in and to be named where one works", keep="account",
    fields={"email": CONTACT, "name": IDENTITY, "password": SECRET, "last_login": ACTIVITY, "joined": ACTIVITY},
)  # fmt: skip
personal(
    "people.Membership", whose="person", purpose="to give and end rights", keep="account",
    fields={"person": IDENTITY, "role": PROFESSIONAL, "starts": PROFESSIONAL, "ends": PROFESSIONAL, "given_by": ACTIVITY},
)  # fmt: skip
personal(
    "people.Assignment", whose="person", purpose="to say what is whose to work on", keep="account",
    fields={"person": IDENTITY, "starts": ACTIVITY, "ends": ACTIVITY, "given_by": ACTIVITY},
)  # fmt: skip
impersonal("people.Assignment", DIGEST, "kind")
personal(
    "people.Registration", whose="person", purpose="to know that somebody is registered in their profession", keep="account",
    fields={
        "person": IDENTITY, "profession": PROFESSIONAL, "regulator": PROFESSIONAL, "number": PROFESSIONAL, "status": PROFESSIONAL,
        "checked": PROFESSIONAL, "checked_by": ACTIVITY, "renews": PROFESSIONAL,
    },
)  # fmt: skip
personal(
    "people.Invitation", whose="accepted_by, else the email", purpose="to invite somebody to a role", keep="invitation",
    fields={
        "email": CONTACT, "name": IDENTITY, "role": PROFESSIONAL, "ends": PROFESSIONAL, "made": ACTIVITY, "made_by": ACTIVITY,
        "expires": ACTIVITY, "sent": ACTIVITY, "withdrawn": ACTIVITY, "accepted": ACTIVITY, "accepted_by": IDENTITY,
    },
)  # fmt: skip
personal(
    "people.Complaint", whose="the email; answered_by for the answer", purpose="to answer a complaint and to show that one did",
    keep="complaint",
    fields={
        "name": IDENTITY, "email": CONTACT, "words": FREE_TEXT, "made": ACTIVITY, "due": ACTIVITY, "acknowledged": ACTIVITY,
        "answer": FREE_TEXT, "answered": ACTIVITY, "answered_by": ACTIVITY,
    },
)  # fmt: skip
impersonal("people.Complaint", DIGEST, "reference")
personal(
    "people.AuditEvent", whose="actor; a person it is about by thing", purpose="to know who did what, and that the answer is true",
    keep="record",
    fields={
        "actor": IDENTITY, "actor_name": IDENTITY, "at": ACTIVITY, "verb": ACTIVITY, "label": FREE_TEXT, "detail": FREE_TEXT,
    },
)  # fmt: skip
impersonal("people.AuditEvent", DIGEST, "kind", "thing", "previous", "hash")
impersonal("people.RecordHead", DIGEST, "hash")
personal(
    "people.SigninCount", whose="nobody's as it stands: the key is a digest of an address", purpose="to make guessing passwords hopeless",
    keep="tries", fields={"key": ACTIVITY, "last": ACTIVITY, "locked_until": ACTIVITY},
)  # fmt: skip
personal(
    "people.StoredFile", whose="made_by", purpose="to keep a file with what it belongs to", keep="file",
    fields={"name": FREE_TEXT, "made_by": IDENTITY, "made": ACTIVITY, "expires": ACTIVITY},
)  # fmt: skip
impersonal("people.StoredFile", DIGEST, "digest", "media_type", "purpose", "thing")
personal(
    "people.QuarantinedFile", whose="person", purpose="to hold a brought file until it is confirmed", keep="file",
    fields={"person": IDENTITY, "name": FREE_TEXT, "expires": ACTIVITY},
)  # fmt: skip
impersonal("people.QuarantinedFile", DIGEST, "digest")
personal(
    "people.Job", whose="made_by", purpose="to do longer work and to tell its end to the one who asked", keep="work",
    fields={
        "label": FREE_TEXT, "arguments": FREE_TEXT, "message": FREE_TEXT, "result": FREE_TEXT, "made_by": IDENTITY,
        "started": ACTIVITY, "made": ACTIVITY, "ended": ACTIVITY,
    },
)  # fmt: skip
impersonal("people.Job", DIGEST, "kind", "state", "lease", "worker", "task", "link")
impersonal("people.Organisation", OURS, "code", "name", "kind", "closed")

# --- tables of libraries --------------------------------------------------------------------------------------------
personal(
    "sessions.Session", whose="the person inside session_data", purpose="to stay signed in", keep="session",
    fields={"session_key": SECRET, "session_data": SECRET, "expire_date": ACTIVITY},
)  # fmt: skip
personal(
    "django_tasks_database.DBTaskResult", whose="whom the arguments name", purpose="to hand work, such as mail, to the worker", keep="work",
    fields={
        "args_kwargs": FREE_TEXT, "return_value": FREE_TEXT, "traceback": FREE_TEXT, "enqueued_at": ACTIVITY, "started_at": ACTIVITY,
        "finished_at": ACTIVITY, "run_after": ACTIVITY,
    },
)  # fmt: skip
impersonal(
    "django_tasks_database.DBTaskResult", OURS, "status", "task_path", "worker_ids", "queue_name", "backend_name", "exception_class_path"
)
impersonal("contenttypes.ContentType", OURS, "app_label", "model")
impersonal("auth.Permission", OURS, "name", "codename")
impersonal("auth.Group", OURS, "name")
personal("account.EmailAddress", whose="user", purpose="to sign in", keep="account", fields={"user": IDENTITY, "email": CONTACT})
personal(
    "account.EmailConfirmation", whose="email_address.user", purpose="to make sure of an address", keep="account",
    fields={"created": ACTIVITY, "sent": ACTIVITY, "key": SECRET},
)  # fmt: skip
personal(
    "mfa.Authenticator", whose="user", purpose="to sign in with a second factor", keep="account",
    fields={"user": IDENTITY, "type": ACTIVITY, "data": SECRET, "created_at": ACTIVITY, "last_used_at": ACTIVITY},
)  # fmt: skip
personal(
    "socialaccount.SocialAccount", whose="user", purpose="to sign in through one's organisation", keep="account",
    fields={
        "user": IDENTITY, "provider": ACTIVITY, "uid": IDENTITY, "last_login": ACTIVITY, "date_joined": ACTIVITY, "extra_data": IDENTITY,
    },
)  # fmt: skip
personal(
    "socialaccount.SocialToken", whose="account.user", purpose="to sign in through one's organisation", keep="account",
    fields={"token": SECRET, "token_secret": SECRET, "expires_at": ACTIVITY},
)  # fmt: skip
impersonal(
    "socialaccount.SocialApp", "the operator's settings, not a person's", "provider", "provider_id", "name", "client_id", "secret", "key",
    "settings",
)  # fmt: skip
personal(
    "usersessions.UserSession", whose="user", purpose="to see and end one's open sessions", keep="session",
    fields={
        "user": IDENTITY, "created_at": ACTIVITY, "ip": CONTACT, "last_seen_at": ACTIVITY, "session_key": SECRET, "user_agent": ACTIVITY,
        "data": FREE_TEXT,
    },
)  # fmt: skip
personal(
    "people.ShareLink", whose="the email; made_by", purpose="to ask somebody without an account, and to know what they were sent",
    keep="link",
    fields={
        "name": IDENTITY, "email": CONTACT, "question": FREE_TEXT, "made_by": ACTIVITY, "made": ACTIVITY, "ends": ACTIVITY,
        "sent": ACTIVITY, "opened": ACTIVITY, "withdrawn": ACTIVITY, "closed": ACTIVITY, "digest": SECRET, "code": SECRET,
        "code_until": SECRET,
    },
)  # fmt: skip
impersonal("people.ShareLink", DIGEST, "purpose")
personal(
    "people.LinkUse", whose="the email of its link", purpose="to know when a link was used, and whether by one place", keep="link",
    fields={"at": ACTIVITY, "what": ACTIVITY, "label": ACTIVITY, "address": ACTIVITY},
)  # fmt: skip
personal(
    "people.LinkAnswer", whose="the email of its link", purpose="to hear what was asked", keep="link",
    fields={"text": FREE_TEXT, "made": ACTIVITY, "changed": ACTIVITY, "done": ACTIVITY},
)  # fmt: skip
personal(
    "people.OnceRow", whose="nobody's as it stands: the keys are digests", purpose="to do one thing for a request that is sent twice",
    keep="repeat", fields={"at": ACTIVITY, "answer": FREE_TEXT},
)  # fmt: skip
impersonal("people.OnceRow", DIGEST, "key", "request")
personal(
    "people.OpenSession", whose="person", purpose="to show people where they are signed in, and to let them end it", keep="session",
    fields={"person": IDENTITY, "key": SECRET, "begun": ACTIVITY, "seen": ACTIVITY, "browser": ACTIVITY},
)  # fmt: skip
personal(
    "people.OutsideIdentity", whose="person", purpose="to sign in with an account elsewhere", keep="account",
    fields={"person": IDENTITY, "issuer": IDENTITY, "subject": IDENTITY, "linked": ACTIVITY, "used": ACTIVITY},
)  # fmt: skip
