"""The cross-reference table of a file that is written piece by piece: it is compressed as it grows, never held whole.

A row says of itself whether it is written out or as what it differs in from the row above (PNG prediction, ISO 32000-1,
7.4.4.4). Most objects of a copy are packed in one stream one after the other: all their rows but the first are the same
in every copy, and what is left to compute are a few offsets.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from handouts.tags.document import ROW, Entry, rows

#: A row with the sign for how it is predicted: not at all, or by the row above.
_ROW = 1 + sum(ROW)
_PLAIN, _UP = b"\0", b"\2"
_BYTE = 256
#: Rows that wait for the compression.
_CHUNK = 1 << 15
_FAST = 1
#: Adler-32 counts modulo this (RFC 1950).
_PRIME = 65521
_HEAD = b"\x78\x01"
#: The end of a row of an object that stands apart and the beginning of the next.
_NEXT = b"\0\0\0\1"


def written_out(entries: Iterable[Entry]) -> bytes:
    """Rows that depend on no other."""
    return b"".join(_PLAIN + rows((entry,)) for entry in entries)


def followers(count: int) -> bytes:
    """The rows of all but the first of ``count`` packed objects, behind the end of the first."""
    steps = ((index % _BYTE, (index - 1) % _BYTE, index // _BYTE - (index - 1) // _BYTE) for index in range(1, count))
    return b"\0\0" + b"".join(
        _UP + bytes(5) + bytes((carried, (low - before) % _BYTE)) for low, before, carried in steps
    )


def rows_of(holder: int, followers: bytes, offsets: Iterable[int]) -> tuple[bytes, bytes, bytes]:
    """The rows of a copy, in pieces: of what is packed in the object ``holder``, then of those apart, which begin at
    ``offsets``.
    """
    apart = _NEXT.join([offset.to_bytes(4, "big") for offset in offsets])
    return b"\0\2" + holder.to_bytes(4, "big"), followers, b"\0\1%b\0\0" % apart


class Table:
    """Collects rows by number. Those of the first objects, which may come last, are given at the end."""

    def __init__(self) -> None:
        self._spans: list[list[int]] = []
        self._waiting: list[bytes] = []
        self._held = 0
        self._press = zlib.compressobj(_FAST, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._out: list[bytes] = []
        self._check, self._length = 1, 0
        #: One more than the highest number.
        self.size = 0

    def add(self, start: int, count: int, rows: Iterable[bytes]) -> None:
        """The rows of ``count`` objects from ``start`` on; they begin with one that is written out."""
        if start == self.size:
            self._spans[-1][1] += count
        else:
            self._spans.append([start, count])
        self.size = start + count
        self._waiting += rows
        self._held += count
        if self._held > _CHUNK:
            self._squeeze()

    def _squeeze(self) -> None:
        data = b"".join(self._waiting)
        self._check = zlib.adler32(data, self._check)
        self._length += len(data)
        self._out.append(self._press.compress(data))
        self._waiting, self._held = [], 0

    def end(self, first: bytes) -> tuple[bytes, bytes]:
        """Which objects there are, and the rows of all, compressed; ``first`` are those of the objects from 0 on."""
        self._squeeze()
        press = zlib.compressobj(_FAST, zlib.DEFLATED, -zlib.MAX_WBITS)
        head = press.compress(first) + press.flush(zlib.Z_SYNC_FLUSH)
        check = _joined(zlib.adler32(first), self._check, self._length)
        spans = [[0, len(first) // _ROW], *self._spans]
        index = b" ".join(b"%d %d" % (start, count) for start, count in spans)
        return index, b"".join((_HEAD, head, *self._out, self._press.flush(), check.to_bytes(4, "big")))


def _joined(first: int, second: int, length: int) -> int:
    """The Adler-32 of two texts as one, from those of both and how long the second is."""
    low = ((first & 0xFFFF) + (second & 0xFFFF) - 1) % _PRIME
    high = ((first >> 16) + (second >> 16) + length * ((first & 0xFFFF) - 1)) % _PRIME
    return high << 16 | low
