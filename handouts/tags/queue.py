"""Many copies in one file, each with its own pages and its own part of the structure tree, written as they come."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence

from handouts.records import dataclass
from handouts.tags.blueprint import BLOCK, DOCUMENT, PAGES, REFERENCE, Apart, Blueprint, refers_to, used
from handouts.tags.document import ROW, Entry, closing, identity, indirect, plain_stream, stream
from handouts.tags.metadata import Metadata, catalog, information, srgb_profile, xmp
from handouts.tags.structure import ROLES, text_string
from handouts.tags.table import Table, written_out

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
#: Fixed objects of a queue, then what copies share, then the copies.
_CATALOG, _TREE, _PARENTS, _XMP, _PROFILE, _INFO, _LAST, _TABLE = 1, 3, *range(5, 11)
_SHARED, _COPIES = 11, BLOCK
#: With leading digits from here on, copies are compressed once for all. A file goes there once it has so many bytes for
#: each number up to it (qpdf takes numbers above a third of the size of a file for damage), where that leaves out no
#: more than a share of all numbers.
_ENOUGH, _ROOM, _SHARE = 100, 6, 20
#: PDFium reads no object with a number above 4,194,304.
_HIGHEST = 4_000_000
_FREE: Entry = (0, 0, 65535)
_PACKED = 2
#: How thoroughly the roots of a queue are compressed: they name every copy, and the best takes fifteen times as long.
_QUICK = 6


@dataclass(frozen=True, slots=True)
class Written:
    """A copy as it lies in the file: its first number, where it begins, and how long each of its objects is."""

    blueprint: Blueprint
    start: int
    offset: int
    lengths: tuple[int, ...]


class Queue:
    """Writes a queue: every method gives the bytes that come next in the file."""

    def __init__(self, metadata: Metadata) -> None:
        self._metadata = metadata
        self._offset = 0
        self._entries: dict[int, Entry] = {0: _FREE}
        self._table = Table()
        self._starts, self._elements, self._nodes = array("L"), array("L"), array("L")
        self._shared_next = _SHARED
        self._next = _COPIES
        self._head, self._shift, self._digits = 0, 0, b""
        self._before: Blueprint | None = None
        self._shared: dict[int, tuple[int, int]] = {}
        self._last: tuple[Blueprint, int, int, list[int]] | None = None
        self.pages = 0

    def begin(self) -> bytes:
        """The first bytes of the file."""
        profile = stream(b"<</N 3", srgb_profile())
        return b"".join(
            (
                self._plain(_HEADER),
                self._common(_PROFILE, profile),
                self._common(_XMP, plain_stream(b"<</Type/Metadata/Subtype/XML", xmp(self._metadata))),
            )
        )

    @property
    def full(self) -> bool:
        """Whether there is no number left for another copy."""
        return self._next > _HIGHEST

    def share(self, apart: Apart) -> tuple[Blueprint, bytes]:
        """Write once what the copies of a template share: contents that never change, fonts, pictures."""
        kept = {*apart.pages, *apart.elements}
        numbers = [n for n in used(apart) if n not in kept and not refers_to(apart, n, kept)]
        if self._shared_next + len(numbers) + 1 >= _COPIES:
            return Blueprint(apart, None), b""
        shared = {number: self._shared_next + index for index, number in enumerate(numbers)}
        holder = self._shared_next + len(numbers)
        self._shared_next = holder + 1
        out, packed = [], []
        for number, new in shared.items():
            if number in apart.streams:
                out.append(self._common(new, apart.streams[number]))
            else:
                body = REFERENCE.sub(lambda m: b"%d 0 R" % shared[int(m[1])] if m[1] else m[0], apart.bodies[number])
                packed.append((new, body))
        out.append(self._common(holder, self._packed(holder, packed)))
        return Blueprint(apart, shared), b"".join(out)

    def copy(self, blueprint: Blueprint, streams: Sequence[bytes]) -> list[bytes]:
        """One copy in pieces, given the contents of its late streams."""
        start = self._allocate(blueprint)
        out, lengths = blueprint.cast(self._shift, len(self._digits)).objects(self._digits, streams)
        self._enter(blueprint, start, lengths)
        return out

    def _enter(self, blueprint: Blueprint, start: int, lengths: list[int]) -> None:
        """Note a copy that begins here."""
        self._last = blueprint, start, self._offset, lengths
        self._table.add(start, blueprint.size, blueprint.rows(start, self._offset, lengths))
        self._elements.append(start + blueprint.first_element)
        self._starts.append(start)
        self._nodes.append(start + blueprint.node)
        self._offset += sum(lengths)
        self.pages += blueprint.pages

    @property
    def last(self) -> Written:
        """The copy that was written last."""
        assert self._last is not None
        blueprint, start, offset, lengths = self._last
        return Written(blueprint, start, offset, tuple(lengths))

    def excerpt(self, copy: Written, read: Callable[[int, int], bytes]) -> bytes:
        """A file with a single copy and what it shares, all as it stands in the queue: small enough to be read at once.

        ``read`` gives so many bytes of the finished queue from an offset on.
        """
        small = Queue(self._metadata)
        small._entries |= {number: entry for number, entry in self._entries.items() if entry[0] == _PACKED}
        small._shared_next, small._next = self._shared_next, self._next
        out = [small._plain(_HEADER)]
        for number, place in self._shared.items():
            small._entries[number] = (1, small._offset, 0)
            out.append(small._plain(read(*place)))
        small._enter(copy.blueprint, copy.start, list(copy.lengths))
        out.append(read(copy.offset, sum(copy.lengths)))
        return b"".join([*out, *small.end()])

    def end(self) -> Iterator[bytes]:
        """The roots and the table of contents, after the last copy."""
        kids, elements, nodes = (
            b" ".join(map(b"%d 0 R".__mod__, numbers)) for numbers in (self._starts, self._elements, self._nodes)
        )
        roles = "".join(f"/{name}/{standard}" for name, standard in ROLES).encode("ascii")
        language = text_string(self._metadata.language).encode("ascii")
        roots = self._packed(
            _LAST,
            [
                (_CATALOG, catalog(PAGES, _TREE, _XMP, _PROFILE, self._metadata)),
                (PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.pages, kids)),
                (
                    _TREE,
                    b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d/RoleMap<<%b>>>>"
                    % (DOCUMENT, _PARENTS, self._next, roles),
                ),
                (DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/Lang%b/K[%b]>>" % (_TREE, language, elements)),
                (_PARENTS, b"<</Kids[%b]>>" % nodes),
                (_INFO, information(self._metadata).body),
            ],
        )
        yield self._object(_LAST, roots)
        offset = self._offset
        self._entries[_TABLE] = (1, offset, 0)
        index, table = self._table.end(
            written_out(self._entries.get(number, _FREE) for number in range(self._shared_next))
        )
        name = identity(b"%d %d" % (offset, self.pages), table)
        yield b"%d 0 obj\n<</Type/XRef/Size %d/W[%d %d %d]/Index[%b]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            _TABLE,
            self._table.size,
            *ROW,
            index,
            _CATALOG,
            _INFO,
            name,
            name,
        )
        yield b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %d>>/Length %d>>\nstream\n%b" % (
            sum(ROW),
            len(table),
            table,
        )
        yield b"\nendstream\nendobj\n" + closing(offset)

    def _allocate(self, blueprint: Blueprint) -> int:
        """The first number of a copy. Copies of one template share their leading digits, as many as fit."""
        if self._before is blueprint and self._shift + 1 < blueprint.fits:
            self._shift += 1
        else:
            whole = 10**blueprint.digits
            head = -(-self._next // whole)
            there = _ENOUGH * whole
            if head < _ENOUGH and self._offset > _ROOM * there and there <= _HIGHEST // _SHARE:
                head = _ENOUGH
            self._next = (head + 1) * whole
            self._head, self._shift, self._digits = head * whole, 0, b"%d" % head
            self._before = blueprint
        return self._head + self._shift * blueprint.size

    def _packed(self, number: int, bodies: Sequence[tuple[int, bytes]]) -> bytes:
        index, offset = [], 0
        for place, (own, body) in enumerate(bodies):
            index.append(b"%d %d" % (own, offset))
            offset += len(body) + 1
            self._entries[own] = (_PACKED, number, place)
        first = b" ".join(index) + b"\n"
        head = b"<</Type/ObjStm/N %d/First %d" % (len(bodies), len(first))
        return stream(head, first + b"\n".join(body for _, body in bodies), _QUICK)

    def _common(self, number: int, body: bytes) -> bytes:
        """An object that stands before all copies that need it, and in their excerpts too."""
        offset, data = self._offset, self._object(number, body)
        self._shared[number] = offset, len(data)
        return data

    def _object(self, number: int, body: bytes) -> bytes:
        self._entries[number] = (1, self._offset, 0)
        return self._plain(indirect(number, body))

    def _plain(self, data: bytes) -> bytes:
        self._offset += len(data)
        return data
