"""A text that is compressed once although a number in it changes: the number stands first, all else refers back to it.

Deflate (RFC 1951) writes what came before as "so many bytes from so far back". Where the digits stand uncompressed at
the start and every later place refers to them, the compressed rest is the same for all digits of one length.
"""

from __future__ import annotations

import zlib

import deflate

#: The shortest piece that deflate refers back to.
_SHORTEST = 3
#: How thorough the compression is: the best that holds, and the one for texts that are compressed each time.
_LEVELS = (9, 6, 3, 1)
_FAST = 1
_BEFORE = b"\x0e"
#: Adler-32 counts modulo this (RFC 1950).
_PRIME = 65521


class Pressed:
    """A text in which ``mark`` stands for digits, at the start too; called with digits it gives the compressed text.

    ``mark`` is one byte that stands nowhere else; ``width`` is how many digits there will be.
    """

    def __init__(self, text: bytes, mark: bytes, width: int) -> None:
        self._text, self._mark = text, mark
        self._rest = self._compressed(width) if width >= _SHORTEST and text.startswith(mark) else None
        if self._rest is not None:
            self._stored = b"\x78\x01\0" + width.to_bytes(2, "little") + (width ^ 0xFFFF).to_bytes(2, "little")
            self._measure(width)

    def __call__(self, digits: bytes) -> bytes:
        if self._rest is None:
            return bytes(deflate.zlib_compress(self._text.replace(self._mark, digits), _FAST))
        low = self._low + self._times * sum(digits)
        high = self._high + sum(map(int.__mul__, self._weights, digits))
        check = (high % _PRIME << 16 | low % _PRIME).to_bytes(4, "big")
        return b"%b%b%b%b" % (self._stored, digits, self._rest, check)

    def _compressed(self, width: int) -> bytes | None:
        """Everything after the digits, or None where some digit would be written out again."""
        sign = bytes(range(1, width + 1))  # control characters, which our PDF source does not have
        if any(byte in self._text for byte in (*sign, *_BEFORE)):
            return None
        for level in _LEVELS:
            # zlib never refers to the very first byte it was given.
            press = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=_BEFORE + sign)
            rest = press.compress(self._text.replace(self._mark, sign)[width:]) + press.flush()
            digits = bytes(range(0x80, 0x80 + width))
            read = zlib.decompressobj(-zlib.MAX_WBITS, zdict=digits)
            if digits + read.decompress(rest) == self._text.replace(self._mark, digits):
                return rest
        return None

    def _measure(self, width: int) -> None:
        """What the checksum is without the digits, and what each of them adds to it."""
        blank = self._text.replace(self._mark, bytes(width))
        check, length, at = zlib.adler32(blank), len(blank), 0
        self._low, self._high = check & 0xFFFF, check >> 16
        self._times = self._text.count(self._mark)
        weights = [0] * width
        for piece in self._text.split(self._mark)[:-1]:
            at += len(piece)
            for index in range(width):
                weights[index] += length - at - index
            at += width
        self._weights = tuple(weights)
