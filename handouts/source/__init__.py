"""YAML text → own nodes that know their line and column. Every value stays the string that was typed.

Much of YAML is refused because it changes text without a word (comments after text, anchors, tags, merges) or lets a
small file grow without limit (aliases, depth). What a handout is, this room does not know.

What changes a file stands in ``editing`` and ``writing``, which most commands do without.
"""

from __future__ import annotations

from handouts.source.characters import bad_character, unfit
from handouts.source.nodes import Document, Mapping, Node, Scalar, Sequence, Text
from handouts.source.parts import load_parts, part_names
from handouts.source.reading import DEPTH_LIMIT, PROBLEM_LIMIT, SIZE_LIMIT, capped, lines_only, load, parse

__all__ = (
    "DEPTH_LIMIT",
    "PROBLEM_LIMIT",
    "SIZE_LIMIT",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Text",
    "bad_character",
    "capped",
    "lines_only",
    "load",
    "load_parts",
    "parse",
    "part_names",
    "unfit",
)
