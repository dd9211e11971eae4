"""Many copies in one file, each with its own pages and its own part of the structure tree, written as they come.

A copy of a template differs from the others in the numbers of its objects only. All of them begin with the same
digits, a place apart for each copy, so a copy is its template with these digits put in: no object is written anew.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import deflate

from handouts.records import dataclass
from handouts.tags.document import Entry, closing, identity, indirect, plain_stream, rows, stream
from handouts.tags.metadata import Metadata, catalog, information, srgb_profile, xmp
from handouts.tags.pressing import Pressed
from handouts.tags.structure import ROLES, text_string

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
#: The first digits of a copy's numbers stand where this is. PDF source of ours has no such byte.
_OWN = b"\0"
#: References, passing over literal strings; and keys of the parent tree.
_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(?<![\d.])(\d+) 0 R(?!\w)")
_KEY = re.compile(rb"(/StructParents?) (\d+)")
#: Fixed objects of a queue, then what copies share, then the copies.
_CATALOG, _PAGES, _TREE, _DOCUMENT, _PARENTS, _XMP, _PROFILE, _INFO, _LAST, _TABLE = range(1, 11)
_SHARED, _COPIES = 11, 1000
#: Numbers that copies with the same leading digits share, at least. They must not begin much higher: qpdf takes numbers
#: that are large for the size of a file for damage.
_BLOCK = 1000
#: PDFium reads no object with a number above 4,194,304.
_HIGHEST = 4_000_000
_FREE: Entry = (0, 0, 65535)
#: In the row of a packed object: the number of the stream it lies in, before that is known.
_UNKNOWN = b"\xff\xff\xff\xff"
_FAST = 1


@dataclass(frozen=True, slots=True)
class Apart:
    """A finished file taken apart: bodies and streams by number, and the parts that a copy has of its own."""

    bodies: Mapping[int, bytes]
    streams: Mapping[int, bytes]
    late: tuple[int, ...]
    pages: tuple[int, ...]
    page_tree: int
    elements: tuple[int, ...]
    structure: int
    parents: tuple[tuple[int, bytes], ...]
    size: tuple[float, float]


class Blueprint:
    """How the copies of a template look. ``private`` is one of which there is a single copy: it shares nothing."""

    def __init__(self, apart: Apart, shared: Mapping[int, int] | None) -> None:
        self._apart = apart
        self._shared = shared or {}
        blank = len(apart.pages) % 2
        own = [number for number in _used(apart) if number not in self._shared]
        streams = [number for number in own if number in apart.streams]
        packed = [number for number in own if number in apart.bodies and number not in apart.pages]
        order = [*apart.pages, *packed]
        #: The node of the page tree comes first, then the pages, so that a copy's first page is its second object.
        self._place = {number: index for index, number in enumerate(order, 1)}
        self._blank = len(order) + 1 if blank else 0
        self._node = len(order) + 1 + blank
        after = self._node + 1
        self._place |= {number: after + index for index, number in enumerate((*streams, *apart.late))}
        self.streams = tuple((self._place[number], apart.streams[number]) for number in streams)
        self.late = tuple(self._place[number] for number in apart.late)
        self.holder = after + len(streams) + len(apart.late)
        #: Its streams in the order in which they are written.
        self.places = (self.holder, *(place for place, _ in self.streams), *self.late)
        self.size = self.holder + 1
        self.pages = len(apart.pages) + blank
        self.digits = len(str(max(self.size - 1, _BLOCK - 1)))
        self.fits = 10**self.digits // self.size
        self.first_element = self._place[apart.elements[0]]
        self.node = self._node
        self._order = order
        self._made: dict[tuple[int, int], tuple[Pressed, int]] = {}
        self.count = len(order) + 2 + blank
        lines = dict.fromkeys((place for place, _ in self.streams), (1, 0, 0))
        lines |= dict.fromkeys((*self.late, self.holder), (1, 0, 0))
        self.rows = rows(lines.get(k, (2, 0xFFFFFFFF, k)) for k in range(self.size))

    def packed(self, shift: int, width: int) -> tuple[Pressed, int]:
        """The contents of a copy's object stream for any digits, and where its bodies begin.

        ``shift`` is how many copies lie before it among the same digits, of which there are ``width``.
        """
        key = shift, width
        if key not in self._made:
            bodies = list(self._bodies(shift * self.size))
            index, offset = [], 0
            for place, body in enumerate(bodies):
                index.append(b"%b %d" % (self._number(place, shift * self.size), offset))
                offset += len(body) + (width - 1) * body.count(_OWN) + 1
            head = b" ".join(index) + b"\n"
            pressed = Pressed(head + b"\n".join(bodies), _OWN, width)
            self._made[key] = pressed, len(head) + (width - 1) * head.count(_OWN)
        return self._made[key]

    def lines(self, start: int, offset: int, lengths: Iterable[int]) -> bytes:
        """A copy's lines of the cross-reference table, from where it begins and how long its streams are."""
        lines = bytearray(self.rows.replace(_UNKNOWN, (start + self.holder).to_bytes(4, "big")))
        for place, length in zip(self.places, lengths, strict=True):
            lines[place * 7 + 1 : place * 7 + 5] = offset.to_bytes(4, "big")
            offset += length
        return bytes(lines)

    def _number(self, place: int, base: int) -> bytes:
        return _OWN + b"%0*d" % (self.digits, base + place)

    def _bodies(self, base: int) -> Iterator[bytes]:
        """The packed objects in the order of their places: page tree node, pages and all else, blank page, parents."""
        apart = self._apart
        pages = [self._place[number] for number in apart.pages] + [self._blank] * bool(self._blank)
        kids = b" ".join(b"%b 0 R" % self._number(place, base) for place in pages)
        yield b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (_PAGES, len(pages), kids)
        for number in self._order:
            body = self._renumbered(apart.bodies[number], base)
            yield body.replace(b"/S/Document", b"/S/Part", 1) if number == apart.elements[0] else body
        keys = len(apart.parents)
        if self._blank:
            width, height = apart.size
            yield b"<</Type/Page/Parent %b 0 R/MediaBox[0 0 %g %g]/Resources<<>>/StructParents %b/Tabs/S>>" % (
                self._number(0, base),
                width,
                height,
                self._number(keys, base),
            )
        entries = [(key, self._renumbered(value, base)) for key, value in apart.parents]
        entries += [(keys, b"[]")] if self._blank else []
        nums = b" ".join(b"%b %b" % (self._number(key, base), value) for key, value in entries)
        limits = b"%b %b" % (self._number(0, base), self._number(len(entries) - 1, base))
        yield b"<</Limits[%b]/Nums[%b]>>" % (limits, nums)

    def _renumbered(self, body: bytes, base: int) -> bytes:
        """The body with references to this copy's objects, to what copies share, and to the roots of the queue."""
        apart = self._apart
        roots = {apart.page_tree: None, apart.structure: b"%d 0 R" % _DOCUMENT}

        def reference(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            number = int(found[1])
            if number in self._shared:
                return b"%d 0 R" % self._shared[number]
            if number in self._place:
                return self._number(self._place[number], base) + b" 0 R"
            return roots[number] or self._number(0, base) + b" 0 R"

        body = _REFERENCE.sub(reference, body)
        return _KEY.sub(lambda found: b"%b %b" % (found[1], self._number(int(found[2]), base)), body)


def _used(apart: Apart) -> list[int]:
    """Every object that the pages and the structure need, in the order of their numbers."""
    found: set[int] = set()
    waiting = [*apart.pages, *apart.elements]
    while waiting:
        number = waiting.pop()
        if number in found or number in apart.late or number in {apart.page_tree, apart.structure}:
            continue
        found.add(number)
        source = apart.bodies.get(number) or apart.streams[number].partition(b"stream\n")[0]
        waiting += [int(match[1]) for match in _REFERENCE.finditer(source) if match[1] is not None]
    return sorted(found)


class Queue:
    """Writes a queue: every method gives the bytes that come next in the file."""

    def __init__(self, metadata: Metadata) -> None:
        self._metadata = metadata
        self._offset = 0
        self._entries: dict[int, Entry] = {0: _FREE}
        self._log = array("Q")
        self._logged = array("Q")
        self._blueprints: list[Blueprint] = []
        self._shared_next = _SHARED
        self._next = _COPIES
        self._place = (0, 0)
        self._before: Blueprint | None = None
        self._known: Blueprint | None = None
        self._apart: list[Apart] = []
        self.pages = 0

    def begin(self) -> bytes:
        """The first bytes of the file."""
        profile = stream(b"<</N 3", srgb_profile())
        return b"".join(
            (
                self._plain(_HEADER),
                self._object(_PROFILE, profile),
                self._object(_XMP, plain_stream(b"<</Type/Metadata/Subtype/XML", xmp(self._metadata))),
            )
        )

    @property
    def full(self) -> bool:
        """Whether there is no number left for another copy."""
        return self._next > _HIGHEST

    def share(self, apart: Apart) -> tuple[Blueprint, bytes]:
        """Write once what the copies of a template share: contents that never change, fonts, pictures."""
        kept = {*apart.pages, *apart.elements}
        numbers = [n for n in _used(apart) if n not in kept and not _refers_to(apart, n, kept)]
        if self._shared_next + len(numbers) + 1 >= _COPIES:
            return Blueprint(apart, None), b""
        self._apart.append(apart)
        shared = {number: self._shared_next + index for index, number in enumerate(numbers)}
        holder = self._shared_next + len(numbers)
        self._shared_next = holder + 1
        out, packed = [], []
        for number, new in shared.items():
            if number in apart.streams:
                out.append(self._object(new, apart.streams[number]))
            else:
                body = _REFERENCE.sub(lambda m: b"%d 0 R" % shared[int(m[1])] if m[1] else m[0], apart.bodies[number])
                packed.append((new, body))
        out.append(self._packed(holder, packed))
        return Blueprint(apart, shared), b"".join(out)

    def copy(self, blueprint: Blueprint, streams: Sequence[bytes]) -> bytes:
        """One copy, given the contents of its late streams."""
        head, shift = self._allocate(blueprint)
        digits = b"%d" % head
        pressed, first = blueprint.packed(shift, len(digits))
        data = pressed(digits)
        start = head * 10**blueprint.digits + shift * blueprint.size
        out = [
            b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n"
            % (start + blueprint.holder, blueprint.count, first, len(data), data)
        ]
        out += [indirect(start + place, body) for place, body in blueprint.streams]
        for place, content in zip(blueprint.late, streams, strict=True):
            out.append(
                b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (start + place, len(content), content)
            )
        self._remember(start, blueprint, list(map(len, out)))
        self.pages += blueprint.pages
        return self._plain(b"".join(out))

    def _remember(self, start: int, blueprint: Blueprint, lengths: list[int]) -> None:
        """Log a copy: which blueprint, first number, offset, lengths of its streams. Bare numbers take little room."""
        if blueprint is not self._known:
            self._known = blueprint
            self._blueprints.append(blueprint)
        self._logged.append(len(self._log))
        self._log.extend((len(self._blueprints) - 1, start, self._offset, *lengths))

    def _copy(self, index: int) -> tuple[Blueprint, int, int, array[int]]:
        at = self._logged[index]
        blueprint = self._blueprints[self._log[at]]
        return blueprint, self._log[at + 1], self._log[at + 2], self._log[at + 3 : at + 3 + len(blueprint.places)]

    def _copies(self) -> Iterator[tuple[Blueprint, int, int, array[int]]]:
        return map(self._copy, range(len(self._logged)))

    def place(self, index: int) -> tuple[int, int]:
        """Where a copy lies in the file: its offset and its length."""
        _, _, offset, lengths = self._copy(index)
        return offset, sum(lengths)

    def excerpt(self, index: int, data: bytes) -> bytes:
        """A file with a single copy, whose bytes are as they stand in the queue: small enough to be read at once."""
        small = Queue(self._metadata)
        blueprint, start, _, lengths = self._copy(index)
        out = [small.begin()]
        out += [small.share(apart)[1] for apart in self._apart]
        small._remember(start, blueprint, lengths.tolist())
        small._next, small.pages = self._next, blueprint.pages
        out.append(small._plain(data))
        return b"".join([*out, *small.end()])

    def end(self) -> Iterator[bytes]:
        """The roots and the table of contents, after the last copy."""
        found = [(start, start + copy.first_element, start + copy.node) for copy, start, _, _ in self._copies()]
        kids, elements, nodes = (b" ".join(map(b"%d 0 R".__mod__, numbers)) for numbers in zip(*found, strict=True))
        roles = "".join(f"/{name}/{standard}" for name, standard in ROLES).encode("ascii")
        language = text_string(self._metadata.language).encode("ascii")
        yield self._packed(
            _LAST,
            [
                (_CATALOG, catalog(_PAGES, _TREE, _XMP, _PROFILE, self._metadata)),
                (_PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.pages, kids)),
                (
                    _TREE,
                    b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d/RoleMap<<%b>>>>"
                    % (_DOCUMENT, _PARENTS, self._next, roles),
                ),
                (_DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/Lang%b/K[%b]>>" % (_TREE, language, elements)),
                (_PARENTS, b"<</Kids[%b]>>" % nodes),
                (_INFO, information(self._metadata).body),
            ],
        )
        yield from self._table()

    def _table(self) -> Iterator[bytes]:
        """The cross-reference table: the rows of the numbers in use, which are told before them."""
        offset = self._offset
        self._entries[_TABLE] = (1, offset, 0)
        used = range(self._shared_next)
        out = [rows(self._entries.get(number, _FREE) for number in used)]
        spans = [[0, len(used)]]
        for blueprint, start, at, lengths in self._copies():
            out.append(blueprint.lines(start, at, lengths))
            if sum(spans[-1]) == start:
                spans[-1][1] += blueprint.size
            else:
                spans.append([start, blueprint.size])
        index = b" ".join(b"%d %d" % (first, count) for first, count in spans)
        table = bytes(deflate.zlib_compress(b"".join(out), _FAST))
        name = identity(b"%d %d" % (offset, self.pages), table)
        yield b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%b]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            _TABLE,
            sum(spans[-1]),
            index,
            _CATALOG,
            _INFO,
            name,
            name,
        ) + b"/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n%b" % (len(table), table, closing(offset))

    def _allocate(self, blueprint: Blueprint) -> tuple[int, int]:
        """The leading digits of a copy's numbers, and how many copies lie before it among the same."""
        head, shift = self._place
        if self._before is blueprint and shift + 1 < blueprint.fits:
            self._place = head, shift + 1
        else:
            whole = 10**blueprint.digits
            head = -(-self._next // whole)
            self._next = (head + 1) * whole
            self._place, self._before = (head, 0), blueprint
        return self._place

    def _packed(self, number: int, bodies: Sequence[tuple[int, bytes]]) -> bytes:
        index, offset = [], 0
        for place, (own, body) in enumerate(bodies):
            index.append(b"%d %d" % (own, offset))
            offset += len(body) + 1
            self._entries[own] = (2, number, place)
        first = b" ".join(index) + b"\n"
        head = b"<</Type/ObjStm/N %d/First %d" % (len(bodies), len(first))
        return self._object(number, stream(head, first + b"\n".join(body for _, body in bodies)))

    def _object(self, number: int, body: bytes) -> bytes:
        self._entries[number] = (1, self._offset, 0)
        return self._plain(indirect(number, body))

    def _plain(self, data: bytes) -> bytes:
        self._offset += len(data)
        return data


def _refers_to(apart: Apart, number: int, kept: set[int]) -> bool:
    """Whether an object belongs to one copy, because it points at that copy's pages or elements: an annotation does."""
    if number in apart.streams:
        return False
    body = apart.bodies[number]
    return b"/StructParent " in body or any(
        int(m[1]) in kept or int(m[1]) in apart.late for m in _REFERENCE.finditer(body) if m[1]
    )
