"""Small files for the door's tests, drawn by hand: workbooks of XML text in a zip, whole or spoilt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zipped(parts: Iterable[tuple[str, bytes | str]], *, stored: bool = False) -> bytes:
    """A zip of the parts in their order; equal names are allowed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def sheet_xml(cells: Mapping[str, str], *, raw: Mapping[str, str] | None = None, after: str = "") -> str:
    """One sheet: address -> text; `raw` gives whole <c> elements instead."""
    rows: dict[int, list[str]] = {}
    for address, text in cells.items():
        number = int("".join(each for each in address if each.isdigit()))
        rows.setdefault(number, []).append(f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>')
    for address, element in (raw or {}).items():
        rows.setdefault(int("".join(each for each in address if each.isdigit())), []).append(element)
    body = "".join(f'<row r="{number}">{"".join(rows[number])}</row>' for number in sorted(rows))
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{after}</worksheet>'


def workbook_parts(sheets: Mapping[str, str], *, extra: Mapping[str, bytes | str] | None = None) -> dict[str, bytes | str]:
    """The parts of a workbook whose sheets are XML texts."""
    names = list(sheets)
    tabs = "".join(f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_REL}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in range(1, len(names) + 1)
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    parts.update({f"xl/worksheets/sheet{at}.xml": sheets[name] for at, name in enumerate(names, 1)})
    parts.update(extra or {})
    return parts


def xlsx(sheets: Mapping[str, Mapping[str, str] | str], *, extra: Mapping[str, bytes | str] | None = None) -> bytes:
    """A workbook: sheet name -> cells by address, or the sheet's XML."""
    made = {name: cells if isinstance(cells, str) else sheet_xml(cells) for name, cells in sheets.items()}
    return zipped(workbook_parts(made, extra=extra).items())


def grid_cells(rows: Iterable[Iterable[str]]) -> dict[str, str]:
    """Rows of texts as cells by address (at most 26 columns); empty texts are left out."""
    return {f"{chr(65 + column)}{row}": text for row, texts in enumerate(rows, 1) for column, text in enumerate(texts) if text}
