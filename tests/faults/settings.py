"""The settings of production, but with style sheets as they lie in the source: laying them out is not what these tests are about."""

from curricle.config.settings.production import *  # noqa: F403 - as the settings of the product themselves do
from curricle.config.settings.production import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
