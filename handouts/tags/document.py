"""ReportLab's document, written compactly: object streams, a cross-reference stream, exact stream ends.

ReportLab 5.1 writes no end-of-line before ``endstream`` (PDF/A-2, 6.1.7.1) and every object on its own; a tagged
leaflet has hundreds of small ones, which object streams shrink to a tenth (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from hashlib import md5
from typing import Any

from reportlab.pdfbase import pdfdoc

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

    def format(self) -> bytes:
        """The whole file."""
        root = self.number_of(self.Reference(self.Catalog).name)
        info = self.number_of(self.Reference(self.info).name)
        packed: list[tuple[int, bytes]] = []
        out = [_HEADER]
        offset = len(_HEADER)
        entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

        def add(number: int, data: bytes) -> None:
            nonlocal offset
            entries[number] = (1, offset, 0)
            block = b"%d 0 obj\n%b\nendobj\n" % (number, data)
            out.append(block)
            offset += len(block)

        number = 0
        while (number := number + 1) in self.numberToId:  # formatting may register more objects
            thing = self.idToObject[self.numberToId[number]]
            if isinstance(thing, pdfdoc.PDFStream):
                add(number, _stream(thing, self))
            elif isinstance(thing, Raw) and thing.payload is not None:
                add(number, _raw_stream(thing))
            else:
                packed.append((number, pdfdoc.format(thing, self, toplevel=1)))
        for start in range(0, len(packed), _STREAM_OBJECTS):
            batch = packed[start : start + _STREAM_OBJECTS]
            for index, (packed_number, _) in enumerate(batch):
                entries[packed_number] = (2, number, index)
            add(number, _object_stream(batch))
            number += 1
        identity = md5(b"".join(out), usedforsecurity=False).hexdigest().upper().encode()
        entries[number] = (1, offset, 0)
        table = b"".join(
            kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
            for kind, second, third in (entries[n] for n in range(number + 1))
        )
        head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            number + 1,
            root,
            info,
            identity,
            identity,
        )
        out.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream(head, table), offset))
        return b"".join(out)


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
        return b"%b/Length %d>>\nstream\n%b\nendstream" % (head, len(payload), payload)
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
