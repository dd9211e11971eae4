"""ReportLab's document, written compactly: object streams, a cross-reference stream, exact stream ends.

ReportLab 5.1 writes no end-of-line before ``endstream`` (PDF/A-2, 6.1.7.1) and every object on its own; a tagged
leaflet has hundreds of small ones, which object streams shrink to a tenth (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import md5

import deflate
from reportlab.pdfbase import pdfdoc

from handouts.records import dataclass
from handouts.tags.slots import Slot
from handouts.tags.structure import text_string

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
#: Objects in one object stream. Readers unpack a stream whole, so a long document is cut into several.
_STREAM_OBJECTS = 400
#: How thorough libdeflate is with the streams of a leaflet, and with objects and long documents. 10 would look for the
#: shortest way to write a text: a leaflet would be 3 % smaller, and take four times as long. 6 is as quick
#: as zlib's fastest, and smaller than its best.
_THOROUGH, _QUICK = 8, 6
_FEW = 24
#: A PNG predictor (ISO 32000-1, 7.4.4.4): rows are written as what they differ in from the row above.
_UP = b"\x02"
_BYTE = 256


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object whose bytes are made elsewhere. ``payload`` makes it a stream; a document compresses it at once."""

    __slots__ = ("body", "payload")

    def __init__(self, body: bytes = b"null", payload: bytes | None = None) -> None:
        self.body = body
        self.payload = payload

    def format(self, document: CompactDocument) -> bytes:
        """The object where it stands inside another one of ReportLab's."""
        return self.body


def reference(number: int) -> str:
    """What leads to an object, as ReportLab's own objects take it."""
    return f"{number} 0 R"


class Page(pdfdoc.PDFPage):  # type: ignore[misc]  # ReportLab has no types
    """A page of ReportLab's, written in one go. ``resources`` and ``contents`` are PDF source, ``links`` references."""

    def __init__(
        self, size: tuple[float, float], resources: str, contents: str, number: int, links: Sequence[str]
    ) -> None:
        super().__init__()
        annotations = f"/Annots[{' '.join(links)}]" if links else ""
        self._text = (
            f"/MediaBox[0 0 {size[0]:.7g} {size[1]:.7g}]/Resources{resources}/Contents {contents}"
            f"/StructParents {number}/Tabs/S{annotations}>>"
        )

    def format(self, document: CompactDocument) -> bytes:
        """The whole dictionary: where it hangs is known only now."""
        parent = document.number_of(document.Reference(document.Pages).name)
        return f"<</Type/Page/Parent {parent} 0 R{self._text}".encode("ascii")


def _outline_entry(entry: pdfdoc.OutlineEntryObject, document: CompactDocument) -> bytes:
    """An entry of the outline, which leads to a place on a page (ISO 32000-1, 12.3.3)."""
    place = entry.Dest.fmt
    page = document.number_of(document.Reference(entry.Dest.page).name)
    parts = [f"<</Title{text_string(entry.Title)}/Dest[{page} 0 R/XYZ {place.left:g} {place.top:.7g} null]"]
    for name in ("Parent", "Prev", "Next", "First", "Last"):
        thing = getattr(entry, name)
        if thing is not None:
            parts.append(f"/{name} {document.number_of(thing.name)} 0 R")
    if entry.Count is not None:
        parts.append(f"/Count {entry.Count}")
    return "".join([*parts, ">>"]).encode("ascii")


class CompactDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no types
    """A PDFDocument that packs its objects. Same objects, same bytes: no clock, and the ID is a hash of the file.

    ReportLab numbers pages, fonts, outline and catalog by names; the thousands of small objects of a structure tree
    are known by their numbers alone.
    """

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self._raws: dict[int, Raw] = {}
        self._series: dict[int, Callable[[], Iterator[bytes]]] = {}
        self._streams = 0

    def reserve(self, raw: Raw) -> int:
        """Register an object, which may still be under construction, and give its number."""
        if raw.payload is not None:
            self._streams += 1
            raw.payload = deflated(raw.payload, _THOROUGH if self._streams <= _FEW else _QUICK)
        self.objectcounter += 1
        self._raws[self.objectcounter] = raw
        return int(self.objectcounter)

    def reserve_series(self, count: int, bodies: Callable[[], Iterator[bytes]]) -> None:
        """Register so many objects with the next numbers; their ``bodies`` are made one by one when all is written."""
        if count:
            self._series[self.objectcounter + 1] = bodies
            self.objectcounter += count

    def number_of(self, name: str) -> int:
        """The number of an object of ReportLab's, such as ``Page1``."""
        number: int = self.idToObjectNumberAndVersion[name][0]
        return number

    def objects(self) -> Iterator[tuple[int, bytes, bool]]:
        """The number and the bytes of every object, and whether it is a stream. Late ones are left out."""
        self.Reference(self.Catalog)
        self.Reference(self.info)
        number = 0
        while (number := number + 1) <= self.objectcounter:  # formatting may register more objects
            if number in self._series:
                for body in self._series[number]():
                    yield number, body, False
                    number += 1
                number -= 1
                continue
            raw = self._raws.get(number)
            if raw is None:
                thing = self.idToObject[self.numberToId[number]]
                if isinstance(thing, pdfdoc.OutlineEntryObject):
                    yield number, _outline_entry(thing, self), False
                else:
                    yield number, pdfdoc.format(thing, self, toplevel=1), False
            elif raw.payload is not None:
                yield number, _filtered(raw.body.removesuffix(b">>"), raw.payload), True
            elif not isinstance(raw, Late):
                yield number, raw.body, False

    def assembled(self) -> Assembled:
        """The file without what is late and without its cross-reference table."""
        out = [_HEADER]
        offset = len(_HEADER)
        placed: list[tuple[int, int]] = []

        def add(number: int, data: bytes) -> None:
            nonlocal offset
            placed.append((number, offset))
            out.append(indirect(number, data))
            offset += len(out[-1])

        waiting: list[tuple[int, bytes]] = []
        packed: list[tuple[list[int], bytes]] = []

        def pack() -> None:
            numbers = [number for number, _ in waiting]
            packed.append((numbers, _object_stream(waiting)))
            waiting.clear()

        for number, body, is_stream in self.objects():
            if is_stream:
                add(number, body)
                continue
            waiting.append((number, body))
            if len(waiting) == _STREAM_OBJECTS:
                pack()
        if waiting:
            pack()
        first = self.objectcounter + 1
        entries = [_FREE] * (first + len(packed))
        for number, (numbers, data) in enumerate(packed, first):
            for index, own in enumerate(numbers):
                entries[own] = (2, number, index)
            add(number, data)
        for number, begin in placed:
            entries[number] = (1, begin, 0)
        root, info = (self.number_of(self.Reference(thing).name) for thing in (self.Catalog, self.info))
        return Assembled(tuple(out), offset, tuple(entries), root, info)

    def format(self) -> bytes:
        """The whole file."""
        made = self.assembled()
        widths, table = _predicted([*made.entries, (1, made.size, 0)])
        head = made.trailer(identity(*made.pieces), widths)
        columns = b"/DecodeParms<</Predictor 12/Columns %d>>" % sum(widths)
        return b"".join((*made.pieces, indirect(made.number, stream(head + columns, table)), closing(made.size)))


class Late(Raw):
    """A content stream whose bytes come later: ``parts`` are what it always says and the openings in it."""

    def __init__(self, parts: tuple[bytes | Slot, ...]) -> None:
        super().__init__()
        self.parts = parts


#: A line of the cross-reference table (ISO 32000-1, 7.5.8.3).
Entry = tuple[int, int, int]
_FREE: Entry = (0, 0, 65535)
#: How many bytes its fields have in a file that is written piece by piece.
ROW = (1, 4, 2)


@dataclass(frozen=True, slots=True)
class Assembled:
    """A file up to its cross-reference table: ``size`` bytes in ``pieces``. ``entries`` are the lines of its objects.

    What is late has the line of an object that is not there.
    """

    pieces: tuple[bytes, ...]
    size: int
    entries: tuple[Entry, ...]
    root: int
    info: int

    @property
    def number(self) -> int:
        """The number of the cross-reference table, which is an object as well."""
        return len(self.entries)

    def trailer(self, name: bytes, widths: tuple[int, int, int] = ROW) -> bytes:
        """The dictionary of the cross-reference table, left open; ``name`` is the file's identifier."""
        return b"<</Type/XRef/Size %d/W[%d %d %d]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            self.number + 1,
            *widths,
            self.root,
            self.info,
            name,
            name,
        )


def rows(entries: Iterable[Entry]) -> bytes:
    """Lines of the cross-reference table, seven bytes each."""
    return b"".join(
        kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
        for kind, second, third in entries
    )


def _predicted(entries: Sequence[Entry]) -> tuple[tuple[int, int, int], bytes]:
    """The bytes that the fields need, and the lines as the predictor has them: packed objects leave hardly a trace.

    The first line, of the free object 0, needs no generation number: it is never used again.
    """
    entries = [(0, 0, 0), *entries[1:]]
    second, third = (max(1, *(entry[field] for entry in entries)) for field in (1, 2))
    widths = 1, -(-second.bit_length() // 8), -(-third.bit_length() // 8)
    above = (0, 0, 0)
    next_packed = _UP + bytes(sum(widths) - 1) + b"\x01"
    out = []
    for entry in entries:
        kind, place, index = entry
        if kind == above[0] and place == above[1] and index == above[2] + 1 and index % _BYTE:
            out.append(next_packed)
        else:
            old, new = _fields(above, widths), _fields(entry, widths)
            out.append(_UP + bytes((one - other) % _BYTE for one, other in zip(new, old, strict=True)))
        above = entry
    return widths, b"".join(out)


def _fields(entry: Entry, widths: Sequence[int]) -> bytes:
    return b"".join(value.to_bytes(width, "big") for value, width in zip(entry, widths, strict=True))


def identity(*parts: bytes) -> bytes:
    """An identifier that differs with the bytes (ISO 32000-1, 14.4)."""
    found = md5(usedforsecurity=False)
    for part in parts:
        found.update(part)
    return found.hexdigest().upper().encode()


def indirect(number: int, body: bytes) -> bytes:
    """An object with its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def closing(offset: int) -> bytes:
    """The last lines of a file whose cross-reference table begins at ``offset``."""
    return b"startxref\n%d\n%%%%EOF\n" % offset


def plain_stream(head: bytes, payload: bytes) -> bytes:
    """An uncompressed stream object; ``head`` is its dictionary, left open."""
    return b"%b/Length %d>>\nstream\n%b\nendstream" % (head, len(payload), payload)


def stream(head: bytes, payload: bytes, level: int = _THOROUGH) -> bytes:
    """A compressed stream object; ``head`` is its dictionary, left open."""
    return _filtered(head, bytes(deflate.zlib_compress(payload, level)))


def _filtered(head: bytes, data: bytes) -> bytes:
    return b"%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (head, len(data), data)


@lru_cache(maxsize=32)
def deflated(payload: bytes, level: int) -> bytes:
    """Font subsets and the color profile come back in every copy of a handout: compressed once."""
    return bytes(deflate.zlib_compress(payload, level))


def _object_stream(batch: Sequence[tuple[int, bytes]]) -> bytes:
    index, bodies, offset = [], [], 0
    for number, body in batch:
        index.append(b"%d %d" % (number, offset))
        bodies.append(body)
        offset += len(body) + 1
    first = b" ".join(index) + b"\n"
    return stream(b"<</Type/ObjStm/N %d/First %d" % (len(batch), len(first)), first + b"\n".join(bodies), _QUICK)
