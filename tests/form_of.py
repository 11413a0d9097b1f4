"""The form on a page, as a browser without script would send it."""

from __future__ import annotations

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.inside = False
        self.area = ""
        self.select = ""
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if "id" in known:
            self.ids.add(known["id"])
        if tag == "form":
            self.inside = known.get("method") == "post" and known.get("action") != "/sign-out/"
        if not self.inside:
            return
        name = known.get("name", "")
        if tag == "input" and name and (known.get("type") not in ("radio", "checkbox") or "checked" in known):
            self.data.setdefault(name, []).append(known.get("value", "on"))
        elif tag == "textarea":
            self.area = name
            self.data[name] = [""]
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option":
            self.options.append((known.get("value", ""), "selected" in known))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.data[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            self.data[self.area][0] = self.data[self.area][0].removeprefix("\n").replace("\n", "\r\n")
            self.area = ""
        elif tag == "select" and self.select:
            self.data[self.select] = [next((value for value, on in self.options if on), self.options[0][0])]
            self.select = ""


def form_of(html: str) -> dict[str, list[str]]:
    """{name: values} of the forms sent by POST, but for signing out; buttons and the tokens of the form are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.data.pop("csrfmiddlewaretoken", None)
    reader.data.pop("once", None)
    return reader.data


def ids_of(html: str) -> set[str]:
    """All ids of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.ids
