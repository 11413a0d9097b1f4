"""Papers as files: PDF (typst, PDF/UA-1), DOCX (python-docx), XLSX (xlsxwriter), ZIP. The tree comes from curricle.core.papers.

The libraries are loaded at the first use, so that a process which writes no papers does not pay for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from curricle.core.papers import Pack
from curricle.interop.documents.file import File

__all__ = ["File", "write_pack", "zip_pack"]


def write_pack(held: Pack) -> tuple[File, ...]:
    """Every file of the pack, contents page and manifest first, without the ZIP. The same pack gives the same bytes."""
    return cast(tuple[File, ...], import_module("curricle.interop.documents.bundle").write_pack(held))


def zip_pack(held: Pack, files: tuple[File, ...]) -> File:
    """The files as one ZIP, in a folder named by the programme's code. The same files give the same bytes."""
    return cast(File, import_module("curricle.interop.documents.bundle").zip_pack(held, files))
