"""The settings of production, but with style sheets as they lie in the source: laying them out is not what these tests are about."""

from curricle.config.settings.production import *

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
