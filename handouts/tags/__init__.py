"""Structure and marked content, written as the page is drawn: the only room that touches ReportLab's private parts."""

from handouts.tags.canvas import Bookmark, Color, TaggedCanvas, Untagged
from handouts.tags.metadata import Metadata
from handouts.tags.structure import Structure, Tag

__all__ = ("Bookmark", "Color", "Metadata", "Structure", "Tag", "TaggedCanvas", "Untagged")
