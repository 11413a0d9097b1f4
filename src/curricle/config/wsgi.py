"""The door for web servers. In server mode every deployment check is a condition of the start."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from curricle.config.database import limit_to_pages
from curricle.config.server import refuse_unsafe

limit_to_pages(connections.settings["default"], settings.PAGE_SECONDS)
application = get_wsgi_application()
if settings.SERVER:
    refuse_unsafe()
