"""Changing a few values of a file and nothing else: comments, blank lines, quotes and order stay as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as Values

from handouts.source.nodes import Mapping, Scalar, Text

#: Words that no YAML reader takes for anything but text.
_BARE = re.compile(r"[A-Za-z][A-Za-z .()-]*[A-Za-z.)]|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TAKEN = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def with_values(text: Text, mapping: Mapping, values: Values[str, str]) -> str:
    """The file's characters with ``values`` set in one mapping: replaced where they are, else added at its end.

    ``mapping`` must have an entry. The caller reads the result again and sees that nothing else has changed.
    """
    content = text.content
    known = {key.text: value for key, value in mapping.entries}
    first, last = mapping.entries[0][0], mapping.entries[-1][1]
    flow = content[: first.start].rstrip(" \n").endswith("{")
    edits: list[tuple[int, int, str]] = []
    added = ""
    indent = " " * (first.place.column - 1)
    for key, value in values.items():
        node = known.get(key)
        if isinstance(node, Scalar):
            blank = " " if content[node.start - 1 : node.start] == ":" else ""
            edits.append((node.start, node.end, blank + quoted(value)))
        elif node is None:
            added += f", {key}: {quoted(value)}" if flow else f"\n{indent}{key}: {quoted(value)}"
    if added:
        end = last.end if isinstance(last, Scalar) else mapping.entries[-1][0].end
        at = end if flow else _line_end(content, end)
        edits.append((at, at, added))
    for start, end, new in sorted(edits, reverse=True):
        content = content[:start] + new + content[end:]
    return content


def quoted(value: str) -> str:
    """A text as a YAML value on one line."""
    if _BARE.fullmatch(value) and value.lower() not in _TAKEN:
        return value
    return json.dumps(value, ensure_ascii=False)


def _line_end(content: str, at: int) -> int:
    end = content.find("\n", max(0, at - 1) if content[at - 1 : at] == "\n" else at)
    return len(content) if end < 0 else end
