"""YAML text → own nodes that know their line and column. Every value stays the string that was typed.

Much of YAML is refused because it changes text without a word (comments after text, anchors, tags, merges) or lets a
small file grow without limit (aliases, depth). What a handout is, this room does not know.
"""

from __future__ import annotations

from handouts.source.characters import UNFIT, bad_character
from handouts.source.editing import with_values
from handouts.source.nodes import Document, Mapping, Node, Scalar, Sequence, Text
from handouts.source.parts import load_parts, part_names
from handouts.source.reading import DEPTH_LIMIT, PROBLEM_LIMIT, SIZE_LIMIT, capped, lines_only, load, parse
from handouts.source.writing import (
    Edit,
    Tree,
    block,
    edited,
    end_of,
    flow,
    folded,
    index_of,
    is_flow,
    line_end,
    replacing,
)

__all__ = (
    "DEPTH_LIMIT",
    "PROBLEM_LIMIT",
    "SIZE_LIMIT",
    "UNFIT",
    "Document",
    "Edit",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Text",
    "Tree",
    "bad_character",
    "block",
    "capped",
    "edited",
    "end_of",
    "flow",
    "folded",
    "index_of",
    "is_flow",
    "line_end",
    "lines_only",
    "load",
    "load_parts",
    "parse",
    "part_names",
    "replacing",
    "with_values",
)
