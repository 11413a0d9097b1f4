#!/usr/bin/env python3
"""Django's own commands, for people who work on Curricle. Everybody else needs only ./run and ./curricle."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
