"""Clusters that say more, or stand elsewhere, than their glyphs do alone: a letter with its marks, a syllable.

Each gets a code and a composite glyph of its own in the font that is embedded, so that what is drawn stays on the
baseline and every code says exactly its characters (ISO 32000-1, 9.10.3): no replacement text, which readers of right
to left scripts turn round.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Sequence

import uharfbuzz as hb

from handouts.records import dataclass

#: A glyph of a cluster: its id and how far it stands right of and above the cluster's origin, in font units.
Part = tuple[int, int, int]

#: The most that a code without ink takes of its cluster's room, in ems.
_ROOM = 0.15
_WRITTEN = re.compile(r"~([^~]+)~")
_ARGS_ARE_WORDS = 0x0001
_ARGS_ARE_XY = 0x0002
_MORE_COMPONENTS = 0x0020
_LONG_OFFSETS = 1


@dataclass(frozen=True, slots=True)
class Cluster:
    """Characters, the glyphs that draw them together (none where something else does), and the advance."""

    text: str
    advance: int
    parts: tuple[Part, ...]

    @property
    def written(self) -> str:
        """The cluster as it stands in the body of a TJ array until a document gives it a code."""
        parts = " ".join(f"{glyph},{dx},{dy}" for glyph, dx, dy in self.parts)
        return f"~{self.text.encode('utf-16-be').hex()};{self.advance};{parts}~"

    @staticmethod
    def spell(
        text: str, group: Sequence[tuple[hb.GlyphInfo, hb.GlyphPosition]], backward: bool, upem: int
    ) -> Iterator[Cluster]:
        """A shaped cluster as what is written.

        Readers turn the codes of a line from right to left round, never the characters of one code: there every
        character after the first gets a code without ink to its left, with some of the room that the cluster takes,
        because of two equal characters in one place a reader drops one.
        """
        parts: list[Part] = []
        advance = 0
        for info, position in group:
            parts.append((info.codepoint, advance + position.x_offset, position.y_offset))
            advance += position.x_advance
        if backward:
            room = min(advance // len(text), round(_ROOM * upem))
            for character in reversed(text[1:]):
                yield Cluster(character, room, ())
            taken = room * (len(text) - 1)
            parts = [(glyph, dx - taken, dy) for glyph, dx, dy in parts]
            advance -= taken
            text = text[:1]
        yield Cluster(text, advance, tuple(parts))


def coded(codes: str, code_of: Callable[[Cluster], int]) -> str:
    """The body of a TJ array with every cluster replaced by its code."""
    return _WRITTEN.sub(lambda found: f"<{code_of(_read(found[1])):04X}>", codes).replace("><", "")


def _read(written: str) -> Cluster:
    text, advance, parts = written.split(";")
    glyphs = (tuple(map(int, part.split(","))) for part in parts.split())
    return Cluster(
        bytes.fromhex(text).decode("utf-16-be"), int(advance), tuple((glyph, dx, dy) for glyph, dx, dy in glyphs)
    )


def with_composites(data: bytes, clusters: Sequence[Cluster]) -> tuple[bytes, int]:
    """A TrueType font file with a composite glyph for each cluster after its own; gives the id of the first as well.

    OpenType 1.9, tables glyf, loca, hmtx and maxp.
    """
    tables = _tables(data)
    count: int = struct.unpack_from(">H", tables["maxp"], 4)[0]
    long_offsets = struct.unpack_from(">h", tables["head"], 50)[0] == _LONG_OFFSETS
    loca = [
        offset * (1 if long_offsets else 2)
        for offset in struct.unpack(f">{count + 1}{'I' if long_offsets else 'H'}", tables["loca"])
    ]
    glyf = bytearray(tables["glyf"])
    metrics = _metrics(tables, count)
    for cluster in clusters:
        outline, left = _composite(cluster, glyf, loca)
        glyf += outline + bytes(-len(outline) % 4)
        loca.append(len(glyf))
        metrics += struct.pack(">Hh", cluster.advance, left)
    most = max((len(cluster.parts) for cluster in clusters), default=0)
    maxp = bytearray(tables["maxp"])
    struct.pack_into(">H", maxp, 4, count + len(clusters))
    elements, depth = struct.unpack_from(">HH", maxp, 28)
    struct.pack_into(">HH", maxp, 28, max(elements, most), depth + 1)
    head, hhea = bytearray(tables["head"]), bytearray(tables["hhea"])
    struct.pack_into(">h", head, 50, _LONG_OFFSETS)
    struct.pack_into(">H", hhea, 34, count + len(clusters))
    tables |= {"maxp": bytes(maxp), "head": bytes(head), "hhea": bytes(hhea), "hmtx": bytes(metrics)}
    tables |= {"glyf": bytes(glyf), "loca": struct.pack(f">{len(loca)}I", *loca)}
    return _file(data[:4], tables), count


def _metrics(tables: dict[str, bytes], count: int) -> bytearray:
    """Advance and left side bearing of every glyph: the last advance holds for all that have none."""
    long: int = struct.unpack_from(">H", tables["hhea"], 34)[0]
    hmtx = tables["hmtx"]
    out = bytearray(hmtx[: 4 * long])
    last = hmtx[4 * long - 4 : 4 * long - 2]
    for index in range(count - long):
        out += last + hmtx[4 * long + 2 * index : 4 * long + 2 * index + 2]
    return out


def _composite(cluster: Cluster, glyf: bytearray, loca: Sequence[int]) -> tuple[bytes, int]:
    """A composite glyph and its left side bearing; nothing at all where no part has ink."""
    inked = [part for part in cluster.parts if loca[part[0] + 1] > loca[part[0]]]
    if not inked:
        return b"", 0
    boxes = []
    body = b""
    for index, (glyph, dx, dy) in enumerate(inked):
        left, low, right, high = struct.unpack_from(">4h", glyf, loca[glyph] + 2)
        boxes.append((left + dx, low + dy, right + dx, high + dy))
        more = _MORE_COMPONENTS if index < len(inked) - 1 else 0
        body += struct.pack(">HHhh", _ARGS_ARE_WORDS | _ARGS_ARE_XY | more, glyph, dx, dy)
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return struct.pack(">5h", -1, min(lefts), min(lows), max(rights), max(highs)) + body, min(lefts)


def _tables(data: bytes) -> dict[str, bytes]:
    count = struct.unpack_from(">H", data, 4)[0]
    out = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        out[tag.decode("ascii")] = data[offset : offset + length]
    return out


def _file(version: bytes, tables: dict[str, bytes]) -> bytes:
    """An OpenType file of these tables, in alphabetical order, with their checksums."""
    head = bytearray(tables["head"])
    struct.pack_into(">I", head, 8, 0)
    tables = {**tables, "head": bytes(head)}
    log = len(tables).bit_length() - 1
    directory = version + struct.pack(">4H", len(tables), 16 << log, log, 16 * (len(tables) - (1 << log)))
    body = b""
    offset = 12 + 16 * len(tables)
    for tag in sorted(tables):
        table = tables[tag]
        directory += tag.encode("ascii") + struct.pack(">3I", _sum(table), offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    whole = bytearray(directory + body)
    at = next(
        offset
        for tag, _, offset, _ in (struct.unpack_from(">4sIII", whole, 12 + 16 * i) for i in range(len(tables)))
        if tag == b"head"
    )
    struct.pack_into(">I", whole, at + 8, (0xB1B0AFBA - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
