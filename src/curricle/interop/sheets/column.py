"""What a sheet of our own workbooks holds: columns with their width, help and choices. Reader and writer share these."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.door.table import letters

#: What stands in the grey id column of an example row: such a row is shown, and never read.
EXAMPLE = "example"

#: The widest text that a cell of a spreadsheet can hold, in characters.
CELL_LIMIT = 32_767


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `field` is the name of the field it fills; `choices` a list, or a range such as "=Modules!$A$2:$A$500"."""

    heading: str
    field: str
    width: int = 16
    says: str = ""
    choices: tuple[str, ...] | str = ()
    grey: bool = False

    @property
    def key(self) -> str:
        """The heading as the reader looks it up."""
        return letters(self.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a sheet of facts. `kind`: text, whole, hours, yes, date, list or level."""

    label: str
    field: str
    says: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return letters(self.label)


ID = Column(heading="Id", field="id", width=10, says="Made by Curricle. Leave it empty in a new row.", grey=True)
YES_NO = ("yes", "no")
