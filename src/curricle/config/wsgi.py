"""The door for web servers. In server mode every deployment check is a condition of the start."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections

from curricle.config.database import limit_to_pages

limit_to_pages(connections.settings["default"], settings.PAGE_SECONDS)
application = get_wsgi_application()
if settings.SERVER:
    call_command("check", deploy=True, databases=["default"], fail_level="WARNING")
