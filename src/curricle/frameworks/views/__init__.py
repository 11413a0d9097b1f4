from curricle.frameworks.views.bringing import bring, confirm, plan_book, preview, template
from curricle.frameworks.views.imports import import_record, import_undo, imports
from curricle.frameworks.views.reading import branch, download, frameworks, item, move, version

__all__ = [
    "branch",
    "bring",
    "confirm",
    "download",
    "frameworks",
    "import_record",
    "import_undo",
    "imports",
    "item",
    "move",
    "plan_book",
    "preview",
    "template",
    "version",
]
