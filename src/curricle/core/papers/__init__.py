"""Papers of a programme as one frozen tree: `pack` builds them all, `contents` the page that lists them."""

from curricle.core.papers.pack import Listed, Pack, contents, pack

__all__ = ["Listed", "Pack", "contents", "pack"]
