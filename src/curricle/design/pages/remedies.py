"""Where the remedy of a finding is carried out: the very field, for those who may change it; the reading page for others."""

from __future__ import annotations

from django.urls import reverse

from curricle.core.findings import Place
from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.design.pages.frame import Addresses
from curricle.design.policy import Rights

#: Fields of a module that are edited as rows, on a page of their own.
ROWS = {"outcomes": "edit_outcomes", "assessments": "edit_assessments", "hours": "edit_hours"}
ADD = "#add"  # the button that adds the first row
HOURS_FIELDS = ("minutes", "paid", "month")


def part(programme: str, module: Module, name: str) -> str:
    """The address of an edit page of a module: edit_module, edit_outcomes, edit_assessments, edit_hours or take_out."""
    return reverse(f"design:{name}", args=[programme, module.code or module.id])


def map_outcome(programme: str, module: Module, outcome: str, lens: str = "") -> str:
    """The page on which one outcome (by id) is mapped."""
    address = reverse("design:map_outcome", args=[programme, module.code or module.id, outcome])
    return f"{address}?lens={lens}" if lens else address


def map_item(programme: str, lens: str, item: str) -> str:
    """The page on which outcomes are chosen for one item."""
    return reverse("design:map_item", args=[programme, lens, item])


class Remedies:
    """Addresses of fields, by the places of findings."""

    def __init__(self, programme: Programme, addresses: Addresses, rights: Rights) -> None:
        self.programme, self.addresses, self.rights = programme, addresses, rights
        self.module_of: dict[str, Module] = {module.id: module for module in programme.modules}
        for module in programme.modules:
            self.module_of.update({each.id: module for each in (*module.outcomes, *module.assessments)})

    def of(self, place: Place) -> str:
        """The address of the field that mends what is said of the place."""
        return self._field(place) or self.addresses.of(place)

    def _field(self, place: Place) -> str:
        if place.kind in ("programme", "award", "lens") and place.field != "mapping":
            return self.addresses.facts(place) if self.rights.facts else ""
        if place.kind == "claim":
            return self._claim(*place.id.split(":", 1))
        if place.kind == "item":
            lens = self.addresses.lens_of_item.get(place.id, "")
            return map_item(self.programme.code, lens, place.id) if lens and self.rights.mapping else ""
        module = self.module_of.get(place.id)
        if module is None:
            return ""
        if place.kind == "outcome" and place.field == "claims":
            return map_outcome(self.programme.code, module, place.id) if module.id in self.rights.mapping else ""
        return self._part(module, place) if module.id in self.rights.modules else ""

    def _claim(self, outcome: str, item: str = "") -> str:
        module = self.module_of.get(outcome)
        if module is None or module.id not in self.rights.mapping:
            return ""
        lens = next((each.framework for each in module.claims if (each.outcome, each.item) == (outcome, item)), "")
        return map_outcome(self.programme.code, module, outcome, lens) + f"#c-{item}"

    def _part(self, module: Module, place: Place) -> str:
        code = self.programme.code
        if place.kind == "hours":
            field = place.field if place.field in HOURS_FIELDS else "minutes"
            return part(code, module, "edit_hours") + (f"#hours-1-{field}" if module.hours else ADD)
        if place.kind == "assessment":
            return part(code, module, "edit_assessments") + f"#assessment-{place.id}-{place.field or 'code'}"
        if place.kind == "outcome" and place.field == "assessments":
            return part(code, module, "edit_assessments") + _box(module, place.id)
        if place.kind == "outcome":
            return part(code, module, "edit_outcomes") + f"#outcome-{place.id}-{place.field or 'text'}"
        if place.field in ROWS:
            return part(code, module, ROWS[place.field]) + _first(module, place.field)
        return part(code, module, "edit_module") + f"#id_{place.field or 'title'}"


def _box(module: Module, outcome: str) -> str:
    """The box of an outcome in the first assessment: the kit numbers the boxes of a group from the second on."""
    if not module.assessments:
        return ADD
    at = next(number for number, each in enumerate(module.outcomes, 1) if each.id == outcome)
    return f"#assessment-{module.assessments[0].id}-outcomes" + (f"-{at}" if at > 1 else "")


def _first(module: Module, field: str) -> str:
    if field == "hours":
        return "#hours-1-minutes" if module.hours else ADD
    rows = module.outcomes if field == "outcomes" else module.assessments
    return f"#{field.removesuffix('s')}-{rows[0].id}-code" if rows else ADD
