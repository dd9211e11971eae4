"""ReportLab's document, written compactly: object streams, a cross-reference stream, exact stream ends.

ReportLab 5.1 writes no end-of-line before ``endstream`` (PDF/A-2, 6.1.7.1) and every object on its own; a tagged
leaflet has hundreds of small ones, which object streams shrink to a tenth (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import md5
from typing import Any

from reportlab.pdfbase import pdfdoc

from handouts.records import dataclass
from handouts.tags.slots import Slot

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
#: Objects in one object stream. Readers unpack a stream whole, so a long document is cut into several.
_STREAM_OBJECTS = 200
#: Level 9 makes the shipped leaflet 1 % smaller (25.0 against 25.3 KB) and takes longer.
_COMPRESSION = 6


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object whose bytes are made elsewhere. ``payload`` makes it a stream, compressed unless ``plain``."""

    def __init__(self, body: bytes = b"null", payload: bytes | None = None, plain: bool = False) -> None:
        self.body = body
        self.payload = payload
        self.plain = plain

    def format(self, document: CompactDocument) -> bytes:
        """The dictionary alone; the document writes the stream itself."""
        return self.body


class CompactDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no types
    """A PDFDocument that packs its objects. Same objects, same bytes: no clock, and the ID is a hash of the file."""

    def reserve(self, raw: Raw) -> int:
        """Register an object under construction and give its number."""
        number: int = self.objectcounter + 1
        self.Reference(raw, f"Raw{number}")
        return number

    def number_of(self, name: str) -> int:
        """The number of a registered object, such as ``Page1``."""
        number: int = self.idToObjectNumberAndVersion[name][0]
        return number

    def objects(self) -> Iterator[tuple[int, bytes, bool]]:
        """The number and the bytes of every object, and whether it is a stream. Late ones are left out."""
        self.Reference(self.Catalog)
        self.Reference(self.info)
        number = 0
        while (number := number + 1) in self.numberToId:  # formatting may register more objects
            thing = self.idToObject[self.numberToId[number]]
            if isinstance(thing, Late):
                continue
            if isinstance(thing, pdfdoc.PDFStream):
                yield number, _stream(thing, self), True
            elif isinstance(thing, Raw) and thing.payload is not None:
                yield number, _raw_stream(thing), True
            else:
                yield number, pdfdoc.format(thing, self, toplevel=1), False

    def assembled(self) -> Assembled:
        """The file without what is late and without its cross-reference table."""
        packed: list[tuple[int, bytes]] = []
        out = [_HEADER]
        offset = len(_HEADER)
        entries: dict[int, Entry] = {0: (0, 0, 65535)}

        def add(number: int, data: bytes) -> None:
            nonlocal offset
            entries[number] = (1, offset, 0)
            out.append(indirect(number, data))
            offset += len(out[-1])

        for number, body, is_stream in self.objects():
            if is_stream:
                add(number, body)
            else:
                packed.append((number, body))
        number = len(self.numberToId) + 1
        for start in range(0, len(packed), _STREAM_OBJECTS):
            batch = packed[start : start + _STREAM_OBJECTS]
            for index, (packed_number, _) in enumerate(batch):
                entries[packed_number] = (2, number, index)
            add(number, _object_stream(batch))
            number += 1
        root, info = (self.number_of(self.Reference(thing).name) for thing in (self.Catalog, self.info))
        return Assembled(b"".join(out), entries, number, root, info)

    def format(self) -> bytes:
        """The whole file."""
        made = self.assembled()
        entries = {**made.entries, made.number: (1, len(made.head), 0)}
        table = stream(made.trailer(identity(made.head)), rows(entries[n] for n in range(made.number + 1)))
        return made.head + indirect(made.number, table) + closing(len(made.head))


class Late(Raw):
    """A content stream whose bytes come later: ``parts`` are what it always says and the openings in it."""

    def __init__(self, parts: tuple[bytes | Slot, ...]) -> None:
        super().__init__()
        self.parts = parts


#: A line of the cross-reference table (ISO 32000-1, 7.5.8.3).
Entry = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A file up to its cross-reference table, which is the object ``number``; ``entries`` are its lines by object."""

    head: bytes
    entries: Mapping[int, Entry]
    number: int
    root: int
    info: int

    def trailer(self, name: bytes) -> bytes:
        """The dictionary of the cross-reference table, left open; ``name`` is the file's identifier."""
        return b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            self.number + 1,
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


def identity(*parts: bytes) -> bytes:
    """An identifier that differs with the bytes (ISO 32000-1, 14.4)."""
    return md5(b"".join(parts), usedforsecurity=False).hexdigest().upper().encode()


def indirect(number: int, body: bytes) -> bytes:
    """An object with its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def closing(offset: int) -> bytes:
    """The last lines of a file whose cross-reference table begins at ``offset``."""
    return b"startxref\n%d\n%%%%EOF\n" % offset


def plain_stream(head: bytes, payload: bytes) -> bytes:
    """An uncompressed stream object; ``head`` is its dictionary, left open."""
    return b"%b/Length %d>>\nstream\n%b\nendstream" % (head, len(payload), payload)


def stream(head: bytes, payload: bytes) -> bytes:
    """A compressed stream object; ``head`` is its dictionary, left open."""
    return _filtered(head, zlib.compress(payload, _COMPRESSION))


def _filtered(head: bytes, data: bytes) -> bytes:
    return b"%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (head, len(data), data)


@lru_cache(maxsize=32)
def _deflated(payload: bytes) -> bytes:
    """Font subsets and the color profile come back in every copy of a handout: compressed once."""
    return zlib.compress(payload, _COMPRESSION)


def _raw_stream(raw: Raw) -> bytes:
    head = raw.body.removesuffix(b">>")
    payload = raw.payload or b""
    if raw.plain:
        return plain_stream(head, payload)
    return _filtered(head, _deflated(payload))


def _stream(thing: Any, document: CompactDocument) -> bytes:
    written: bytes = thing.format(document)
    body = written.removesuffix(b"endstream\n")
    return body + (b"" if body.endswith(b"\n") else b"\n") + b"endstream"


def _object_stream(batch: list[tuple[int, bytes]]) -> bytes:
    index, bodies, offset = [], [], 0
    for number, body in batch:
        index.append(b"%d %d" % (number, offset))
        bodies.append(body)
        offset += len(body) + 1
    first = b" ".join(index) + b"\n"
    return stream(b"<</Type/ObjStm/N %d/First %d" % (len(batch), len(first)), first + b"\n".join(bodies))
