"""All settings. Everything that an operator may choose is read here, once, through `environment`."""

from importlib.util import find_spec
from pathlib import Path

import django

from curricle.config import logs, server
from curricle.config.database import database
from curricle.config.environment import ENVIRONMENT

read = ENVIRONMENT.read
HERE = Path(__file__).resolve()
CHECKOUT = HERE.parents[4] if (HERE.parents[4] / "pyproject.toml").is_file() else Path.cwd()

# --- what an operator may set ---------------------------------------------------------------------------------------
DATA = read("DATA", CHECKOUT / "var", "Folder of everything that is kept: database, files, mail, secret key.")
DATABASE_URL = read(
    "DATABASE_URL",
    "",
    "sqlite:////full/path or postgres://user:password@host:port/name. Empty: curricle.sqlite3 in the data folder.",
    secret=True,
)
SERVER = read("SERVER", False, "Serve other machines: only over https, with every deployment check as a condition of the start.")
DEMO = read("DEMO", False, "Show the demonstration: its banner, its accounts, its mail.")
HOSTS = read("HOSTS", (), "Host names this installation answers to, besides the loopback names when not a server.")
ADDRESS = read(
    "ADDRESS", "", "The address in links that are mailed, such as https://curricle.example.ac.uk. Empty: the address of the request."
)
PROXY = read(
    "PROXY", False, "A proxy in front ends https and sets X-Forwarded-Proto. Say yes only when it removes that header from outside."
)
HSTS_SECONDS = read("HSTS_SECONDS", 31_536_000, "Seconds for which browsers insist on https (server mode).")
MAIL_HOST = read("MAIL_HOST", "", "Mail server. Empty: mail is written to files in the data folder.")
MAIL_PORT = read("MAIL_PORT", 587, "Port of the mail server.")
MAIL_USER = read("MAIL_USER", "", "User at the mail server.")
MAIL_PASSWORD = read("MAIL_PASSWORD", "", "Password at the mail server.", secret=True)
MAIL_TLS = read("MAIL_TLS", True, "Speak STARTTLS to the mail server.")
MAIL_FROM = read("MAIL_FROM", "curricle@localhost", "Sender of mail.")
SECOND_FACTOR = read(
    "SECOND_FACTOR",
    True,
    "Everybody but apprentices signs in with a second factor. No: only where something in front of Curricle asks for one.",
)
LOGINS_AT_ONCE = read(
    "LOGINS_AT_ONCE", 2, "Passwords that one web process looks at in the same moment; others queue, and pages stay quick."
)
OIDC_ISSUER = read(
    "OIDC_ISSUER", "", "Address of the university's own sign-in (OpenID Connect), such as https://login.example.ac.uk. Empty: none."
)
OIDC_CLIENT_ID = read("OIDC_CLIENT_ID", "", "Name by which that sign-in knows this installation.")
OIDC_CLIENT_SECRET = read("OIDC_CLIENT_SECRET", "", "Secret shared with that sign-in.", secret=True)
OIDC_NAME = read("OIDC_NAME", "your university", "What people call that sign-in; it stands on the button.")
OIDC_SECOND_FACTOR = read("OIDC_SECOND_FACTOR", False, "That sign-in asks everybody for a second factor itself, so that Curricle need not.")
COMPLAINTS_MAIL = read("COMPLAINTS_MAIL", "", "Address that is told when somebody complains about the installation's use of personal data.")
SESSION_HOURS = read("SESSION_HOURS", 12, "Hours after which a person signs in again.")
PAGE_SECONDS = read("PAGE_SECONDS", 10, "Seconds after which a page that still waits for the database is answered 503.")
UPLOAD_MEGABYTES = read("UPLOAD_MEGABYTES", 64, "Largest file that a person may bring, in megabytes.")
QUARANTINE_MINUTES = read("QUARANTINE_MINUTES", 60, "Minutes that a brought file waits for its confirmation.")
JOB_MINUTES = read("JOB_MINUTES", 15, "Longest time that one background job may take.")
JOB_LEASE_SECONDS = read("JOB_LEASE_SECONDS", 30, "Seconds after which the job of a worker that was killed is taken up again.")
LOG_LEVEL = read("LOG_LEVEL", "", "DEBUG, INFO (a line for each request), WARNING or ERROR. Empty: INFO for a server, else WARNING.")
LOG_FORMAT = read("LOG_FORMAT", "", "How lines are logged: words, or json (one object a line). Empty: json for a server, else words.")
SECURITY_CONTACT = read(
    "SECURITY_CONTACT", "", "Whom to tell of a weakness of this installation: an e-mail address or an https address; for security.txt."
)
API_REQUESTS_A_MINUTE = read(
    "API_REQUESTS_A_MINUTE", 600, "Requests that one key, or one address without a key, may send to the API in a minute (each web process)."
)
CASE_CACHE_MEGABYTES = read(
    "CASE_CACHE_MEGABYTES",
    256,
    "Room for CASE packages as they are sent, in the database, in megabytes; the oldest go first. 0: keep none.",
)
CASE_ORIGINS = read(
    "CASE_ORIGINS", "*", "Whose pages may read published frameworks by CASE in a browser: * for all, one https address, or empty for none."
)
KEY_DAYS = read("KEY_DAYS", 365, "Longest life of a key for programs, in days.")

CURRICLE_DEMO = DEMO
QUARANTINE_SECONDS = QUARANTINE_MINUTES * 60
UPLOAD_BYTES = UPLOAD_MEGABYTES * 1024 * 1024
JOB_SECONDS = JOB_MINUTES * 60

# --- the application ------------------------------------------------------------------------------------------------
DEBUG = False
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ALLOWED_HOSTS = [*HOSTS] if SERVER else [*LOOPBACK, *HOSTS]
ROOT_URLCONF = "curricle.config.urls"
WSGI_APPLICATION = "curricle.config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(DATABASE_URL or f"sqlite:///{DATA}/curricle.sqlite3")}

PARTS = ("ui", "people", "frameworks", "design", "connect")
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks_db",
    *(f"curricle.{part}" for part in PARTS if find_spec(f"curricle.{part}.apps")),
]
MIDDLEWARE = [
    "curricle.config.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "curricle.connect.middleware.ForPrograms",
    "curricle.frameworks.case.middleware.ForReaders",
    "curricle.ui.middleware.ContentSecurityPolicy",
    "curricle.config.deadline.PageDeadline",
    "curricle.people.session_middleware.CalmSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "curricle.ui.middleware.NoNul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "curricle.people.middleware.ActorMiddleware",
    "curricle.people.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "curricle.ui.jinja.environment", "context_processors": ["curricle.ui.sending.hidden_fields"]},
    }
]

# --- language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- what is served and stored --------------------------------------------------------------------------------------
# What one process must know of another lies in the database or here; Django's default would be the memory of each.
CACHES = {"default": {"BACKEND": "curricle.config.shared_cache.SharedCache", "LOCATION": str(DATA / "cache")}}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    # Manifest names without compression: compressing every file costs a minute at the first start.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_PERMISSIONS = 0o600

# --- work behind the page, and mail -----------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAIL_FOLDER = DATA / "mail"
_SMTP = {"host": MAIL_HOST, "port": MAIL_PORT, "username": MAIL_USER, "password": MAIL_PASSWORD, "use_tls": MAIL_TLS, "timeout": 20}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
if django.VERSION >= (6, 1):
    MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _SMTP}
        if MAIL_HOST
        else {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": str(MAIL_FOLDER)}}
    }
else:
    EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_HOST else 'filebased'}.EmailBackend"
    EMAIL_FILE_PATH = None if MAIL_HOST else str(MAIL_FOLDER)
    EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_HOST, MAIL_PORT, MAIL_USER, MAIL_PASSWORD
    EMAIL_USE_TLS, EMAIL_TIMEOUT = MAIL_TLS, 20

# --- signing in -----------------------------------------------------------------------------------------------------
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "/"
CURRICLE_MAY_OPEN = "curricle.people.gate.may_open"  # whom a menu offers which page; the page kit knows no app
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "curricle.people.passwords.NotLikeThePerson", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "curricle.people.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "curricle.people.passwords.NotCommon"},
    {"NAME": "curricle.people.passwords.OwnWords"},
]
# allauth brings passkeys, one-time codes and recovery codes (decision 0020). None of its pages is reachable; nobody signs up by it.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "curricle.people.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_NAME = "curricle_session"
CSRF_COOKIE_NAME = "curricle_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "curricle.ui.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- safety; plain http is for the loopback alone ---------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SERVER
SECURE_HSTS_SECONDS = HSTS_SECONDS if SERVER else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVER
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from the machine itself, past the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
server.register_checks()
# W021 asks for HSTS "preload", a promise for the whole domain that its owner alone may make.
# mail.E001 (Django 6.1) warns of mail written to files; here that is a choice: without CURRICLE_MAIL_HOST the operator reads it there.
SILENCED_SYSTEM_CHECKS = ["security.W021", "mail.E001"]

LOGGING = logs.settings(shape=LOG_FORMAT or ("json" if SERVER else "words"), level=LOG_LEVEL or ("INFO" if SERVER else "WARNING"))
