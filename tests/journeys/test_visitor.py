"""A visitor looks around: what it is, the frameworks, a tree, an item, a download, help; and a sign-in that goes wrong."""

from __future__ import annotations

import io
import json

import openpyxl

PODIATRY = "Podiatry enhanced practice schema"


def test_a_visitor_reads_what_it_is_and_finds_a_framework(walk):
    visitor = walk().open("/")
    visitor.fair("visitor-home")
    assert visitor.heading == "See what your programme covers, and hand the panel its papers"
    visitor.follow("published frameworks")
    visitor.fair("visitor-frameworks")
    assert visitor.part("#results h2").inner_text() == "22 frameworks"
    visitor.choose("Kind", "Training schema")
    visitor.part("#results").get_by_text("11 frameworks").wait_for()
    assert "kind=schema" in visitor.page.url
    visitor.fair("visitor-frameworks-filtered")
    visitor.follow(PODIATRY)
    assert visitor.heading.startswith(PODIATRY)
    visitor.fair("visitor-framework")


def test_a_visitor_searches_in_a_framework_and_reads_an_item(walk):
    visitor = walk().open("/frameworks/?kind=schema").follow(PODIATRY)
    visitor.ask("Words or code", "vascular")
    visitor.part("#results .cu-chosen").wait_for()
    visitor.fair("visitor-framework-search")
    visitor.follow("A1", within="#results")
    assert visitor.heading.startswith("A1")
    visitor.fair("visitor-item")
    visitor.follow(PODIATRY, within=".nhsuk-breadcrumb")
    visitor.ask("Words or code", "no such words anywhere")
    visitor.part("#results .cu-empty").wait_for()
    visitor.fair("visitor-framework-search-empty")


def test_a_visitor_opens_a_branch_of_a_large_tree(walk):
    visitor = walk().open("/frameworks/?kind=schema").follow("Operating department practice")
    visitor.fair("visitor-large-tree")
    closed = visitor.part("#results .cu-tree li").count()
    visitor.part("#results .cu-tree__below a").first.click()
    visitor.part(f"#results .cu-tree li >> nth={closed}").wait_for()
    visitor.fair("visitor-large-tree-open")


def test_a_visitor_takes_a_framework_along_in_four_formats(walk):
    visitor = walk().open("/frameworks/?kind=schema").follow(PODIATRY)
    case = json.loads(visitor.download("CASE"))
    ours = json.loads(visitor.download("Curricle"))
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.download("Excel")))
    lines = visitor.download("CSV").decode("utf-8-sig").splitlines()
    assert len(case["CFItems"]) == len(ours["framework"]["items"])
    assert any("vascular" in str(cell.value).lower() for page in sheet for row in page.iter_rows() for cell in row)
    assert any("vascular" in line.lower() for line in lines)


def test_a_visitor_searches_help(walk):
    visitor = walk().open("/help/")
    visitor.fair("visitor-help")
    visitor.ask("Search the help texts", "gap")
    visitor.fair("visitor-help-search")


def test_a_wrong_password_is_answered_in_words_and_keeps_the_address(walk):
    visitor = walk().open("/programmes/")
    assert visitor.heading == "Sign in"
    visitor.fill("E-mail address", "imogen.thwaite@wharfedale.example.org").fill("Password", "not the password").press("Sign in")
    assert visitor.page.title().startswith("Error: ")
    assert visitor.page.get_by_label("E-mail address").input_value() == "imogen.thwaite@wharfedale.example.org"
    visitor.fair("visitor-sign-in-error")
    visitor.press("Sign in")
    visitor.fair("visitor-sign-in-empty")


def test_what_is_not_there_says_where_to_go(walk):
    visitor = walk().open("/programmes-of-old/")
    assert visitor.status == 404
    visitor.fair("visitor-not-found")
