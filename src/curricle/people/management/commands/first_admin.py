from django.core.management.base import BaseCommand, CommandError

from curricle.core.terms import OrganisationKind
from curricle.people import actions
from curricle.people.entries import BadEntry
from curricle.people.policy import OPERATOR


class Command(BaseCommand):
    help = "Found an organisation with its first administrator and print the password, once. Refuses where there has been one."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--code", required=True, help="short code of the organisation, such as north")
        parser.add_argument("--organisation", required=True, help="its full name")
        parser.add_argument("--kind", default="university", choices=[kind.value for kind in OrganisationKind])

    def handle(self, *args, email, name, code, organisation, kind, **options):
        try:
            made = actions.first_administrator(
                by=OPERATOR, email=email, name=name, code=code, organisation=organisation, kind=OrganisationKind(kind)
            )
        except BadEntry as stop:
            raise CommandError(str(stop)) from stop
        self.stdout.write(f"{made.email} administers {organisation}.")
        if made.password:
            self.stdout.write(f"Password (shown once): {made.password}")
