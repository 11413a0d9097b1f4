"""Pictures of programmes; each finding that a picture yields is held to the shape of a letter."""

import pytest

from draw import Drawn
from draw import draw as picture
from rules.shape import discipline, faults


class Held(Drawn):
    """A drawn programme whose findings are looked at."""

    def report(self, **options):
        report = super().report(**options)
        wrong = {finding.rule: said for finding in report.findings if (said := faults(finding) + discipline(finding))}
        assert wrong == {}
        return report


@pytest.fixture
def draw():
    """Text picture -> programme and frameworks."""

    def held(*args, **options):
        drawn = picture(*args, **options)
        return Held(programme=drawn.programme, frameworks=drawn.frameworks)

    return held
