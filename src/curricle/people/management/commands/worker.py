from django.core.management.base import BaseCommand

from curricle.people.worker import Worker


class Command(BaseCommand):
    help = "Do background work: papers, imports, mail. One such process is enough; a second does no harm."

    def add_arguments(self, parser):
        parser.add_argument("--pause", type=float, default=0.5, help="seconds to sleep when there is nothing to do")

    def handle(self, *args, pause, **options):
        Worker(pause=pause).run()
