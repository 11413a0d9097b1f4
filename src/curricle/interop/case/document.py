"""The CFDocument and what stands beside the items: the framework without its items and links."""

from __future__ import annotations

from typing import Any

from curricle.core.canonical import DocumentError, from_document
from curricle.core.framework import Facts, Framework, Item
from curricle.door.assembly import NO_VERSION, short_code
from curricle.door.report import Report
from curricle.interop.case.definitions import kept_parts, without_times
from curricle.interop.case.naming import licence_id, points_to_ours
from curricle.interop.case.rubrics import read_rubrics, rubric_list
from curricle.interop.case.shape import FRAMEWORK_TYPES, NOT_STATED, OURS, STATUS, as_text, extensions_of, line_of, text_of, texts_of


def read_document_part(
    document: dict[str, Any], package: dict[str, Any], id: str, home: str, items: tuple[Item, ...], report: Report
) -> Framework:
    at = "$.CFDocument"
    ours, foreign = extensions_of(document, at, report)
    title = text_of(document, "title", at, report) or "Untitled framework"
    version = text_of(document, "version", at, report)
    if not version:
        report.note(f"{at}.version", f"the document names no version; it is read as {NO_VERSION}")
    kind, type_extra = _framework_kind(text_of(document, "frameworkType", at, report), ours)
    licence, licence_extra = _licence(document, id)
    if any(document.get(name) for name in STATUS):
        report.note(at, "the document's status and its dates are not part of its content")
    rubrics, others = read_rubrics(without_times(rubric_list(package, report)), home)
    extras = [*foreign, *type_extra, *licence_extra, *kept_parts(package, id, line_of(document, id), licence, others, report)]
    uri = text_of(document, "uri", at, report)
    if uri and uri != str(ours.get("home", "\0")) + f"CFDocuments/{id}":
        extras.append(("uri", uri))
    if document.get("subjectURI") and not points_to_ours("subjectURI", document, line_of(document, id)):
        extras.append(("subjectURI", as_text(document["subjectURI"])))
    return Framework(
        id=id,
        line=text_of(ours, "line", f"{at}.extensions.{OURS}", report) or id,
        code=text_of(ours, "code", f"{at}.extensions.{OURS}", report) or short_code(title),
        title=title,
        version=version or NO_VERSION,
        kind=kind,
        items=items,
        creator=_creator(text_of(document, "creator", at, report), ours),
        publisher=text_of(document, "publisher", at, report),
        description=text_of(document, "description", at, report),
        language=text_of(document, "language", at, report),
        licence=licence,
        source_url=text_of(document, "officialSourceURL", at, report),
        notes=text_of(document, "notes", at, report),
        subjects=texts_of(document, "subject", at, report),
        professions=texts_of(ours, "professions", f"{at}.extensions.{OURS}", report),
        mappable=texts_of(ours, "mappable", f"{at}.extensions.{OURS}", report),
        demonstration=ours.get("demonstration") is True,
        facts=_facts(ours, f"{at}.extensions.{OURS}.facts", report),
        rubrics=rubrics,
        extras=tuple(sorted(extras)),
    )


def _creator(said: str, ours: dict[str, Any]) -> str:
    return "" if ours and said == NOT_STATED else said


def _framework_kind(framework_type: str, ours: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    if type(ours.get("kind")) is str and ours["kind"]:
        return ours["kind"], []
    for kind, known in FRAMEWORK_TYPES.items():
        if framework_type == known:
            return kind, []
    return "framework", [("frameworkType", framework_type)] if framework_type else []


def _facts(ours: dict[str, Any], at: str, report: Report) -> Facts:
    if "facts" not in ours:
        return Facts()
    try:
        return from_document(Facts, ours["facts"], at)
    except DocumentError as stop:
        report.error(stop.path, stop.says)
        return Facts()


def _licence(document: dict[str, Any], id: str) -> tuple[str, list[tuple[str, str]]]:
    got = document.get("licenseURI")
    if not got:
        return "", []
    if type(got) is not dict:
        return "", [("licenseURI", as_text(got))]
    title = got.get("title") if type(got.get("title")) is str else ""
    if title and got.get("identifier") == licence_id(id, title):
        return title, []
    return title or "", [("licenseURI", as_text(got))]
