"""Reading a large file part by part: only the parts that are asked for, and none twice in one process.

The entries of a mapping, and the items of a list, are YAML of their own: each begins on a line by itself, as far in as
the first of them. What a part says does not depend on the others as long as each is whole, so that one with an open
quote, or any other mistake, sends the reader back to the file as a whole (``load``). A part that is long is read in
parts itself: an edited word costs its own paragraphs, and every other node stays the very same object.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from handouts.problems import Place
from handouts.records import dataclass
from handouts.source.characters import fits, with_plain_ends
from handouts.source.nodes import Document, Mapping, Node, Scalar, Sequence, Text
from handouts.source.reading import SIZE_LIMIT, Entries, file_bytes, load, node_of, without_tabs

#: How lines at the margin begin that end YAML documents, or begin them: what follows is another one, which a part would
#: not tell.
_DOCUMENTS = ("---", "...", "%")
_KEY = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]*):(?=[ \n]|\Z)")
_DASH = re.compile(r"(-)(?=[ \n]|\Z)")
#: What may stand before the first entry or item, empty lines and comments; how far in it stands; and which it is.
_FRONT = re.compile(rf"((?: *(?:#.*)?\n)*)( *)(?:{_KEY.pattern}|{_DASH.pattern})")
#: A key whose value stands on the lines below.
_HEADER = re.compile(r"( *)([A-Za-z0-9_][A-Za-z0-9_.-]*): *\n")
#: A key behind a question mark: where its value is missing, that is told at what follows, which a part does not know.
_QUESTION = re.compile(r"^[ -]*\?(?=[ \n]|\Z)", re.MULTILINE)
#: Characters from which on entries and items are read in parts. To read a short one costs less than to take it apart.
_LONG, _LONG_ITEM = 800, 1600
#: Characters up to which entries are read together.
_SHORT = 100
#: Parts of files that are remembered: those of a large library, and what they were before some edits.
_KEPT = 4096


def load_parts(
    path: str | os.PathLike[str], key: str, only: Collection[str] = (), *, hint: str | None = None
) -> Document:
    """As ``load``, but of the entries under ``key`` only those named are read, if any are; the others are empty texts.

    The places of all nodes hold; where a text begins in the file (``start``) is told within its part. Where a part that
    is read has a mistake, or the file is not laid out so, or a name is not there, the whole file is read.
    """
    file = os.fspath(path)
    try:
        data = file_bytes(path)
        content = with_plain_ends(data.decode("utf-8"))
    except (OSError, ValueError):
        return load(path, hint=hint)
    spaced = without_tabs(content)
    if len(data) > SIZE_LIMIT or "\t" in spaced:
        return load(path, hint=hint)
    root = _root(file, spaced, key, only)
    return Document(file, root, (), Text(file, content)) if root else load(path, hint=hint)


def part_names(document: Document, key: str) -> tuple[str, ...]:
    """The names under ``key`` of a file that is not YAML as a whole, if it is laid out as ``load_parts`` reads it."""
    parts = _parted(document.text.content, key) if document.text else None
    return tuple(dict.fromkeys(part.name for part in parts[1])) if parts else ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Whole lines of a file, from the line numbered ``first`` (0 is the first of all), ``depth`` levels down.

    An entry or item has the ``indent`` and ``name`` that it begins with: a key, or a dash.
    """

    file: str
    content: str
    first: int
    depth: int
    indent: int = 0
    name: str = ""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.first + 1, self.indent + 1)

    def below(self, header: re.Match[str]) -> _Part:
        """What stands below its first line."""
        return _Part(self.file, self.content[header.end() :], self.first + 1, self.depth + 1)


def _root(file: str, content: str, key: str, only: Collection[str]) -> Mapping | None:
    """The whole tree, or None where it must be read another way."""
    parted = _parted(content, key, file)
    if parted is None:
        return None
    before, own, after, header = parted
    if not set(only) <= {part.name for part in own}:
        return None
    inside = _together([_unread(part) if only and part.name not in only else _entries(part) for part in own])
    if not inside:
        return None
    under: Entries = ((Scalar(key, header.place), Mapping(inside, inside[0][0].place)),)
    entries = _together([*map(_entries, before), under, *map(_entries, after)])
    return Mapping(entries, entries[0][0].place) if entries else None


def _parted(content: str, key: str, file: str = "") -> tuple[list[_Part], list[_Part], list[_Part], _Part] | None:
    """What stands before the key, each entry under it, what stands behind, and the key; None where that is not so."""
    parts = _cut(_Part(file, content, 0, 1))
    for at, part in enumerate(parts if parts and not parts[0].indent else ()):
        header = _HEADER.match(part.content)
        if header and header[2] == key:
            own = _cut(part.below(header))
            return (parts[:at], own, parts[at + 1 :], part) if own and own[0].indent else None
    return None


def _unread(part: _Part) -> Entries:
    name = Scalar(part.name, part.place)
    return ((name, Scalar("", part.place)),)


def _cut(part: _Part) -> list[_Part]:
    """The entries of a mapping, or the items of a list; none where what a part holds is laid out else."""
    content = part.content
    front = _FRONT.match(content)
    if front is None or not fits(front[1]):
        return []
    begin, indent = front.end(1), len(front[2])
    name_at = (_KEY if front[3] else _DASH).match
    starts = [(begin, front[3] or front[4])]
    for line in _as_far_in(indent).finditer(content, begin):
        own = name_at(content, line.end())
        if own:
            starts.append((line.start() + 1, own[1]))
        elif not indent and content.startswith(_DOCUMENTS, line.end()):
            return []
    first, depth = part.first + front[1].count("\n"), part.depth
    found = []
    for (start, name), (end, _) in pairwise([*starts, (len(content), "")]):
        found.append(_Part(part.file, content[start:end], first, depth, indent, name))
        first += content.count("\n", start, end)
    return found


@lru_cache(maxsize=64)
def _as_far_in(indent: int) -> re.Pattern[str]:
    return re.compile(rf"\n{' ' * indent}(?=[^ \n])")


def _together(parts: list[Entries | None]) -> Entries | None:
    """The entries of a mapping from those of its parts; None where one could not be read or a key stands twice."""
    entries: list[tuple[Scalar, Node]] = []
    for found in parts:
        if found is None:
            return None
        entries += found
    return tuple(entries) if len({name.text for name, _ in entries}) == len(entries) else None


def _node(part: _Part, indent: int) -> Node | None:
    """The mapping or list in a part, further in than ``indent``, read part by part; None where that cannot be."""
    parts = _cut(part)
    if not parts or parts[0].indent <= indent:
        return None
    if parts[0].name == "-":
        items = tuple(item for item in map(_item, parts) if item is not None)
        return Sequence(items, parts[0].place) if len(items) == len(parts) else None
    entries = _together([_entries(one) for one in _joined(parts)])
    return Mapping(entries, entries[0][0].place) if entries else None


def _joined(parts: list[_Part]) -> Iterator[_Part]:
    """Short entries that follow each other as one part: to begin reading takes as long as a short one itself."""
    for is_short, group in groupby(parts, key=lambda part: len(part.content) <= _SHORT):
        if is_short:
            first, *others = group
            content = first.content + "".join(part.content for part in others)
            yield _Part(first.file, content, first.first, first.depth, first.indent, first.name)
        else:
            yield from group


def _under(part: _Part, value: Node | None) -> Entries | None:
    """The one entry of a part, from its value."""
    return ((Scalar(part.name, part.place), value),) if value else None


@lru_cache(maxsize=_KEPT)
def _entries(part: _Part) -> Entries | None:
    """What a part says as entries of a mapping, with their places in the file; None where anything is wrong with it."""
    header = _HEADER.match(part.content) if len(part.content) > _LONG else None
    if header:
        found = _under(part, _node(part.below(header), part.indent))
        if found:
            return found
    root = _alone(part)
    return root.entries if isinstance(root, Mapping) else None


@lru_cache(maxsize=_KEPT)
def _item(part: _Part) -> Node | None:
    """What a part says as the one item of a list; None where anything is wrong with it."""
    if len(part.content) > _LONG_ITEM:
        # Without its dash an item is a mapping or list of its own, as far in as it was.
        bare = part.content.replace("-", " ", 1)
        found = _node(_Part(part.file, bare, part.first, part.depth + 1), part.indent)
        if found:
            return found
    root = _alone(part)
    return root.items[0] if isinstance(root, Sequence) and len(root.items) == 1 else None


def _alone(part: _Part) -> Node | None:
    if not fits(part.content) or _QUESTION.search(part.content):
        return None
    return node_of(Text(part.file, part.content, part.first), part.depth)
