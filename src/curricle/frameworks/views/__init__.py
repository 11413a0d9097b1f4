from curricle.frameworks.views.bringing import bring, confirm, preview, template
from curricle.frameworks.views.reading import branch, download, frameworks, item, version

__all__ = ["branch", "bring", "confirm", "download", "frameworks", "item", "preview", "template", "version"]
