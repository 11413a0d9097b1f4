"""Places of a finding that share a name are told apart."""

from dataclasses import replace

from curricle.core.findings import Place
from curricle.ui.parts import finding_card
from ui.kit import FINDING


def where(*places: tuple[str, str]) -> list[str]:
    at = tuple(Place(kind="module", id=str(number), label=label, field=field) for number, (label, field) in enumerate(places))
    return [link.text for link in finding_card(replace(FINDING, at=at), link=lambda place: "").where]


def test_places_of_one_name_are_called_by_their_field():
    assert where(("MSc Feet", "aims"), ("MSc Feet", "quality")) == ["aims", "quality"]


def test_a_name_among_others_is_followed_by_its_field():
    assert where(("M1", "aims"), ("M1", "syllabus"), ("M2", "aims")) == ["M1 aims", "M1 syllabus", "M2"]
