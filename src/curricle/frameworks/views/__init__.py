from curricle.frameworks.views.addresses import address
from curricle.frameworks.views.bringing import bring, confirm, preview, template
from curricle.frameworks.views.reading import branch, download, frameworks, item, move, version
from curricle.frameworks.views.searching import search

__all__ = ["address", "branch", "bring", "confirm", "download", "frameworks", "item", "move", "preview", "search", "template", "version"]
