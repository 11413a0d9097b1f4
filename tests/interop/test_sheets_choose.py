"""Of many frameworks at hand, only those that a sheet maps to in earnest are used to read it."""

from importlib.resources import files

from curricle.core.framework import Framework, Item
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.choose import spoken_of
from world import demo_framework

STANDARD, SCHEMA = demo_framework("standard-enhanced-practice"), demo_framework("schema-podiatry")
NUMBERED = Framework(
    id="n",
    line="n",
    code="N",
    title="Somebody's numbered list",
    version="1",
    kind="framework",
    items=tuple(Item(id=f"n{at}", kind="competency", code=str(at), statement=f"Statement number {at} of the list") for at in range(1, 27)),
)


def sheet():
    return read_workbook((files("curricle.cli") / "demo" / "podiatry-lead-sheet.xlsx").read_bytes(), name="copy.xlsx")


def test_framework_whose_codes_stand_there_by_chance_is_left_out():
    assert spoken_of(sheet(), [NUMBERED, STANDARD, SCHEMA]) == (STANDARD, SCHEMA)


def test_frameworks_are_kept_in_the_order_given():
    assert spoken_of(sheet(), [SCHEMA, STANDARD]) == (SCHEMA, STANDARD)


def test_only_framework_is_kept_whatever_the_sheet_says():
    assert spoken_of(sheet(), [NUMBERED]) == (NUMBERED,)
