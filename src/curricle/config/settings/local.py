"""For working on the pages: errors are shown, templates are read anew. Never for other people's data."""

from curricle.config.settings.production import *

DEBUG = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CURRICLE_LOUD_TEMPLATES = True
