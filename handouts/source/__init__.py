"""YAML text → own nodes that know their line and column. Every value stays the string that was typed.

Much of YAML is refused because it changes text without a word (comments after text, anchors, tags, merges) or lets a
small file grow without limit (aliases, depth). What a handout is, this room does not know.
"""

from __future__ import annotations

from handouts.source.editing import with_values
from handouts.source.nodes import Document, Mapping, Node, Scalar, Sequence
from handouts.source.reading import DEPTH_LIMIT, PROBLEM_LIMIT, SIZE_LIMIT, capped, load, parse

__all__ = (
    "DEPTH_LIMIT",
    "PROBLEM_LIMIT",
    "SIZE_LIMIT",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "capped",
    "load",
    "parse",
    "with_values",
)
