"""The outline of a file: its headings as a tree that leads to them (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from handouts.records import dataclass
from handouts.tags.document import CompactDocument, Raw
from handouts.tags.structure import text_string


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its words, its depth from 0, and the top of its target in points."""

    title: str
    level: int
    top: float


@dataclass(slots=True)
class _Node:
    raw: Raw
    number: int
    target: str = ""
    kids: list[_Node] = field(default_factory=list)

    @property
    def below(self) -> int:
        return sum(1 + kid.below for kid in self.kids)


class Outline:
    """Collects bookmarks in the order of the pages. No level is skipped on the way down: readers would lose entries."""

    def __init__(self) -> None:
        self._entries: list[tuple[Bookmark, int, int]] = []
        self._depth = -1
        self._chapters = 0

    def add(self, entry: Bookmark, page: int) -> None:
        """Add an entry that leads to the page with this object number."""
        self._depth = min(entry.level + self._chapters, self._depth + 1)
        self._entries.append((entry, self._depth, page))

    def chapter(self, entry: Bookmark, page: int) -> None:
        """Add an entry on the highest level, below which those that follow belong."""
        self._chapters, self._depth = 0, -1
        self.add(entry, page)
        self._chapters = 1

    def write(self, document: CompactDocument) -> int | None:
        """Give the number of the outline; None where nothing is in it."""
        if not self._entries:
            return None
        root = _reserved(document, "")
        path: list[_Node] = [root]
        for entry, depth, page in self._entries:
            title = text_string(entry.title)
            node = _reserved(document, f"/Title{title}/Dest[{page} 0 R/XYZ 0 {round(entry.top)} null]")
            del path[depth + 1 :]
            path[-1].kids.append(node)
            path.append(node)
        root.raw.body = f"<<{_family(root)}>>".encode("ascii")
        _connect(root)
        return root.number


def _reserved(document: CompactDocument, target: str) -> _Node:
    raw = Raw()
    return _Node(raw, document.reserve(raw), target)


def _connect(parent: _Node) -> None:
    """Write the entries below a node, each with its neighbors."""
    kids: Sequence[_Node | None] = [None, *parent.kids, None]
    for before, node, after in zip(kids, parent.kids, kids[2:], strict=False):
        near = f"/Prev {before.number} 0 R" if before else ""
        near += f"/Next {after.number} 0 R" if after else ""
        node.raw.body = f"<<{node.target}/Parent {parent.number} 0 R{near}{_family(node)}>>".encode("ascii")
        _connect(node)


def _family(node: _Node) -> str:
    """What a node says of the entries below it, all of which are shown."""
    if not node.kids:
        return ""
    return f"/First {node.kids[0].number} 0 R/Last {node.kids[-1].number} 0 R/Count {node.below}"
