"""Structure and marked content, written as the page is drawn: the only room that touches ReportLab's private parts.

What print queues are made of is in ``blueprint`` and ``queue``, which a single sheet does not load.
"""

from handouts.tags.canvas import TaggedCanvas
from handouts.tags.drawing import DrawingCanvas
from handouts.tags.drawn import Bookmark, shelf
from handouts.tags.marking import Color, Untagged
from handouts.tags.metadata import Metadata
from handouts.tags.slots import CROSS, Slot
from handouts.tags.stamping import Stamp, Template
from handouts.tags.structure import Structure, Tag

__all__ = (
    "CROSS",
    "Bookmark",
    "Color",
    "DrawingCanvas",
    "Metadata",
    "Slot",
    "Stamp",
    "Structure",
    "Tag",
    "TaggedCanvas",
    "Template",
    "Untagged",
    "shelf",
)
