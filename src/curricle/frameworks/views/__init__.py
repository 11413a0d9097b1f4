from curricle.frameworks.views.bringing import bring, confirm, preview, template
from curricle.frameworks.views.prose import decide, prose, prose_leave, prose_recipe
from curricle.frameworks.views.reading import branch, download, frameworks, item, move, version

__all__ = [
    "branch",
    "bring",
    "confirm",
    "decide",
    "download",
    "frameworks",
    "item",
    "move",
    "preview",
    "prose",
    "prose_leave",
    "prose_recipe",
    "template",
    "version",
]
