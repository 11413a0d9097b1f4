"""End every key of an organisation: for the operator, when a key has got into wrong hands."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from curricle.connect import actions
from curricle.people.policy import OPERATOR, Hidden


class Command(BaseCommand):
    help = "End every key for programs of an organisation, by its code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = actions.end_keys(by=OPERATOR, organisation=options["organisation"])
        except Hidden as stop:
            raise CommandError(str(stop)) from None
        self.stdout.write(f"{count} keys were ended.")
