"""For the tests: a database in memory (or the PostgreSQL that the suite starts), a fast hasher, files in a folder of their own."""

import atexit
import shutil
import tempfile
from pathlib import Path

import django

from curricle.config.settings.base import *

SECRET_KEY = "for-the-tests-alone-" + "x" * 40
SERVER = DEMO = CURRICLE_DEMO = False
SECOND_FACTOR = False  # tests of the second factor ask for it
CURRICLE_LOUD_TEMPLATES = True
ALLOWED_HOSTS = [*LOOPBACK, "testserver"]
DATA = Path(tempfile.mkdtemp(prefix="curricle-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
STATIC_ROOT = DATA / "static"
CACHES = {"default": CACHES["default"] | {"LOCATION": str(DATA / "cache")}}
if not DATABASE_URL:
    DATABASES = {"default": database("sqlite:///:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
else:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
