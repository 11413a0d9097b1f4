"""The pack as files: every paper as PDF and DOCX, the grids as XLSX, a contents page, a manifest, and all of it as one ZIP."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from curricle.core.papers.pack import Listed, Pack, contents
from curricle.core.papers.wording import file_word
from curricle.interop.documents import docx, pdf, xlsx
from curricle.interop.documents.file import File
from curricle.interop.documents.stable_zip import archive

__all__ = ["File", "write_pack", "zip_pack"]


def write_pack(held: Pack) -> tuple[File, ...]:
    """Every file of the pack, contents page and manifest first, without the ZIP. The same pack gives the same bytes."""
    files: list[File] = []
    pages: dict[str, dict[str, int]] = {}
    for paper in held.papers:
        made = pdf.render_pdf(paper, pages)
        pages[paper.id] = dict(made.anchors)
        files.append(File(name=f"{paper.file}.pdf", title=paper.title, media_type=pdf.MEDIA_TYPE, data=made.data, pages=made.pages))
    names = {paper.id: f"{paper.file}.pdf" for paper in held.papers}
    files.sort(key=lambda each: [f"{paper.file}.pdf" for paper in held.in_reading_order].index(each.name))
    for paper in (*held.in_reading_order, *held.modules):
        folder = "modules/" if paper in held.modules else ""
        data = docx.render_docx(paper, pages, names)
        title = paper.title if not folder else f"Module descriptor {paper.title.split(' ', 1)[0]}"
        files.append(File(name=f"{folder}{paper.file}.docx", title=title, media_type=docx.MEDIA_TYPE, data=data))
    grids = xlsx.render_xlsx(held.workbook, prepared=held.meta.prepared, author=held.meta.institution or held.meta.programme)
    files.append(File(name=f"{held.workbook.file}.xlsx", title="Mapping grids", media_type=xlsx.MEDIA_TYPE, data=grids))
    listed = [Listed(name=each.name, title=each.title, pages=each.pages, sha256=each.sha256) for each in files]
    page = pdf.render_pdf(contents(held, listed), pages)
    first = File(name="contents.pdf", title="Contents of the pack", media_type=pdf.MEDIA_TYPE, data=page.data, pages=page.pages)
    return (first, _manifest(held, (first, *files)), *files)


def zip_pack(held: Pack, files: tuple[File, ...]) -> File:
    """The files as one ZIP, in a folder named by the programme's code. The same files give the same bytes."""
    name = f"{file_word(held.programme) or 'programme'}-papers"
    day = held.meta.prepared
    data = archive([(f"{name}/{each.name}", each.data) for each in files], datetime(day.year, day.month, day.day, tzinfo=UTC))
    return File(name=f"{name}.zip", title="All papers", media_type="application/zip", data=data)


def _manifest(held: Pack, files: tuple[File, ...]) -> File:
    document = {
        "programme": held.programme,
        "title": held.meta.programme,
        "version": held.meta.version,
        "digest": held.digest,
        "prepared": held.meta.prepared.isoformat(),
        "demonstration": held.meta.demonstration,
        "files": [
            {"name": each.name, "title": each.title, "media_type": each.media_type, "bytes": len(each.data), "sha256": each.sha256}
            | ({"pages": each.pages} if each.pages else {})
            for each in files
        ],
    }
    data = (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")
    return File(name="manifest.json", title="Manifest", media_type="application/json", data=data)
