"""How a copy in a queue looks: the template's objects, with numbers that all begin with digits of the copy's own.

A copy of a template differs from the others in the numbers of its objects only. All of them begin with the same
digits, a place apart for each copy, so a copy is its template with these digits put in: no object is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from handouts.records import dataclass
from handouts.tags.document import indirect
from handouts.tags.pressing import Pressed
from handouts.tags.table import followers, rows_of

#: The roots of a queue that every copy refers to: the page tree, and the one structure element above all others.
PAGES, DOCUMENT = 2, 4
#: Numbers that copies with the same leading digits share, at least. They must not begin much higher: qpdf takes numbers
#: that are large for the size of a file for damage.
BLOCK = 1000

#: The first digits of a copy's numbers stand where this is. PDF source of ours has no such byte.
_OWN = b"\0"
#: References, passing over literal strings; and keys of the parent tree.
REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(?<![\d.])(\d+) 0 R(?!\w)")
_KEY = re.compile(rb"(/StructParents?) (\d+)")
_END = b"\nendstream\nendobj\n"


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


@dataclass(frozen=True, slots=True)
class Cast:
    """The objects of a copy for digits of one length: what stands behind the digits in each."""

    packed: Pressed
    holder: bytes
    streams: tuple[bytes, ...]
    late: tuple[bytes, ...]

    def objects(self, digits: bytes, contents: Sequence[bytes]) -> tuple[list[bytes], list[int]]:
        """The objects in the order of the file, in pieces, and how long each is; ``contents`` are the late streams."""
        data = self.packed(digits)
        size = b"%d>>\nstream\n" % len(data)
        rest = len(digits) + len(_END)
        out, lengths = [digits, self.holder, size, data, _END], [rest + len(self.holder) + len(size) + len(data)]
        for body in self.streams:
            out += digits, body
            lengths.append(len(digits) + len(body))
        for opening, content in zip(self.late, contents, strict=True):
            size = b"%d>>\nstream\n" % len(content)
            out += digits, opening, size, content, _END
            lengths.append(rest + len(opening) + len(size) + len(content))
        return out, lengths


class Blueprint:
    """How the copies of a template look. ``private`` is one of which there is a single copy: it shares nothing."""

    def __init__(self, apart: Apart, shared: Mapping[int, int] | None) -> None:
        self._apart = apart
        self._shared = shared or {}
        blank = len(apart.pages) % 2
        own = [number for number in used(apart) if number not in self._shared]
        streams = [number for number in own if number in apart.streams]
        packed = [number for number in own if number in apart.bodies and number not in apart.pages]
        order = [*apart.pages, *packed]
        #: The node of the page tree comes first, then the pages, so that a copy's first page is its second object.
        self._place = {number: index for index, number in enumerate(order, 1)}
        self._blank = len(order) + 1 if blank else 0
        self._node = len(order) + 1 + blank
        #: What is packed comes before the stream it is packed in, and then all that stands apart.
        self.holder = self._node + 1
        self._place |= {number: self.holder + index for index, number in enumerate((*streams, *apart.late), 1)}
        self._streams = tuple((self._place[number], apart.streams[number]) for number in streams)
        self._late = tuple(self._place[number] for number in apart.late)
        self.size = self.holder + len(streams) + len(apart.late) + 1
        self.pages = len(apart.pages) + blank
        self.digits = len(str(max(self.size - 1, BLOCK - 1)))
        self.fits = 10**self.digits // self.size
        self.first_element = self._place[apart.elements[0]]
        self.node = self._node
        self._order = order
        self._made: dict[tuple[int, int], Cast] = {}
        self._texts: dict[int, tuple[bytes, ...]] = {}
        self.count = len(order) + 2 + blank
        self._followers = followers(self.count)

    def cast(self, shift: int, width: int) -> Cast:
        """A copy for any digits, of which there are ``width``; ``shift`` copies lie before it among the same digits."""
        key = shift, width
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._cast(shift * self.size, width)
        return found

    def _cast(self, base: int, width: int) -> Cast:
        bodies = self._texts.get(base) or self._texts.setdefault(base, tuple(self._bodies(base)))
        index, offset = [], 0
        for place, body in enumerate(bodies):
            index.append(b"%b %d" % (self._number(place, base), offset))
            offset += len(body) + (width - 1) * body.count(_OWN) + 1
        head = b" ".join(index) + b"\n"
        first = len(head) + (width - 1) * head.count(_OWN)
        kind = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (self.count, first)
        return Cast(
            Pressed(head + b"\n".join(bodies), _OWN, width),
            self._opening(self.holder, base, kind),
            tuple(self._digits(place, base) + indirect(0, body)[1:] for place, body in self._streams),
            tuple(self._opening(place, base, b"") for place in self._late),
        )

    def _opening(self, place: int, base: int, kind: bytes) -> bytes:
        return b"%b 0 obj\n<<%b/Length " % (self._digits(place, base), kind)

    def rows(self, start: int, offset: int, lengths: Sequence[int]) -> tuple[bytes, bytes, bytes]:
        """A copy's rows of the cross-reference table, from where it begins and how long its objects are."""
        return rows_of(start + self.holder, self._followers, accumulate(lengths[:-1], initial=offset))

    def _digits(self, place: int, base: int) -> bytes:
        return b"%0*d" % (self.digits, base + place)

    def _number(self, place: int, base: int) -> bytes:
        return _OWN + self._digits(place, base)

    def _bodies(self, base: int) -> Iterator[bytes]:
        """The packed objects in the order of their places: page tree node, pages and all else, blank page, parents."""
        apart = self._apart
        pages = [self._place[number] for number in apart.pages] + [self._blank] * bool(self._blank)
        kids = b" ".join(b"%b 0 R" % self._number(place, base) for place in pages)
        yield b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (PAGES, len(pages), kids)
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
        roots = {apart.page_tree: None, apart.structure: b"%d 0 R" % DOCUMENT}

        def reference(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            number = int(found[1])
            if number in self._shared:
                return b"%d 0 R" % self._shared[number]
            if number in self._place:
                return self._number(self._place[number], base) + b" 0 R"
            return roots[number] or self._number(0, base) + b" 0 R"

        body = REFERENCE.sub(reference, body)
        return _KEY.sub(lambda found: b"%b %b" % (found[1], self._number(int(found[2]), base)), body)


def used(apart: Apart) -> list[int]:
    """Every object that the pages and the structure need, in the order of their numbers."""
    found: set[int] = set()
    waiting = [*apart.pages, *apart.elements]
    while waiting:
        number = waiting.pop()
        if number in found or number in apart.late or number in {apart.page_tree, apart.structure}:
            continue
        found.add(number)
        source = apart.bodies.get(number) or apart.streams[number].partition(b"stream\n")[0]
        waiting += [int(match[1]) for match in REFERENCE.finditer(source) if match[1] is not None]
    return sorted(found)


def refers_to(apart: Apart, number: int, kept: set[int]) -> bool:
    """Whether an object belongs to one copy, because it points at that copy's pages or elements: an annotation does."""
    if number in apart.streams:
        return False
    body = apart.bodies[number]
    return b"/StructParent " in body or any(
        int(m[1]) in kept or int(m[1]) in apart.late for m in REFERENCE.finditer(body) if m[1]
    )
