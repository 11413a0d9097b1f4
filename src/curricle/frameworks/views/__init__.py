from curricle.frameworks.views.bringing import bring, confirm, preview, template
from curricle.frameworks.views.reading import branch, download, frameworks, item, move, version

__all__ = ["branch", "bring", "confirm", "download", "frameworks", "item", "move", "preview", "template", "version"]
