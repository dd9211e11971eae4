"""A face as PDF objects: Type 0, Identity-H, a small subset, exact widths and exact Unicode.

ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode); ISO 14289-1, 7.21.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import md5

from handouts.fonts import Cluster, Face, with_composites
from handouts.records import dataclass
from handouts.tags.document import CompactDocument, Raw

#: A CMap section may hold 100 entries at most (Adobe Technical Note 5014, 1.4.1).
_CMAP_ENTRIES = 100
#: Subsets remembered: those of some handouts in two faces each.
_KEPT = 32
#: Glyphs in use, each with the characters it stands for.
Glyphs = frozenset[tuple[int, str]]
_SYMBOLIC = 4
_ITALIC = 64


@dataclass(frozen=True, slots=True)
class _Subset:
    """What a font file and its dictionaries say of the glyphs in use; no ``glyph_ids`` where codes are glyph ids."""

    data: bytes
    name: str
    widths: str
    to_unicode: bytes
    glyph_ids: bytes = b""


def embed(document: CompactDocument, face: Face, glyphs: Glyphs, clusters: tuple[Cluster, ...] = ()) -> int:
    """Write a face with the ``(glyph, characters)`` pairs in use; gives the number of the font.

    ``clusters`` have the codes that follow the face's own glyph ids, in this order.
    """
    made = subset_of(face, glyphs, clusters)
    data, name, per_mille = made.data, made.name, 1000 / face.upem
    codes_to_glyphs = "/Identity"
    if made.glyph_ids:
        codes_to_glyphs = f" {document.reserve(Raw(b'<<>>', payload=made.glyph_ids))} 0 R"
    file = Raw(b"<</Length1 %d>>" % len(data), payload=data)
    file_number = document.reserve(file)
    box = " ".join(f"{value * per_mille:.0f}" for value in face.box)
    descriptor = Raw(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC | (_ITALIC if face.italic else 0)}/FontBBox[{box}]"
        f"/ItalicAngle {-9 if face.italic else 0}/Ascent {face.ascent * per_mille:.0f}"
        f"/Descent {face.descent * per_mille:.0f}/CapHeight {face.cap_height * per_mille:.0f}"
        f"/StemV {round(face.weight / 5)}/FontFile2 {file_number} 0 R>>".encode("ascii")
    )
    cid = Raw(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap{codes_to_glyphs}/DW 0"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {document.reserve(descriptor)} 0 R/W[{made.widths}]>>".encode("ascii")
    )
    unicode_map = Raw(b"<<>>", payload=made.to_unicode)
    font = Raw(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{document.reserve(cid)} 0 R]"
        f"/ToUnicode {document.reserve(unicode_map)} 0 R>>".encode("ascii")
    )
    return document.reserve(font)


@lru_cache(maxsize=_KEPT)
def subset_of(face: Face, glyphs: Glyphs, clusters: tuple[Cluster, ...]) -> _Subset:
    """An edited word seldom brings a new letter: the same subset serves again."""
    used = frozenset(glyph for glyph, _ in glyphs)
    data = face.subset(used.union(part[0] for cluster in clusters for part in cluster.parts))
    ids = b""
    if clusters:
        data, first = with_composites(data, clusters)
        ids = _glyph_ids(face, used, len(clusters), first)
    return _Subset(
        data,
        f"{_subset_tag(data)}+{face.name}",
        _widths(_advances(face, used, clusters), 1000 / face.upem),
        _to_unicode(_texts(face, glyphs, clusters)),
        ids,
    )


def _subset_tag(data: bytes) -> str:
    """Six capital letters that differ with the subset (ISO 32000-1, 9.6.4)."""
    value = int.from_bytes(md5(data, usedforsecurity=False).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters += chr(65 + rest)
    return letters


def _glyph_ids(face: Face, used: Iterable[int], clusters: int, first: int) -> bytes:
    """The CIDToGIDMap (ISO 32000-1, 9.7.4.2): a glyph's code is its id, clusters' glyphs begin at ``first``."""
    ids = [0] * (face.glyph_count + clusters)
    for glyph in used:
        ids[glyph] = glyph
    ids[face.glyph_count :] = range(first, first + clusters)
    return struct.pack(f">{len(ids)}H", *ids)


def _advances(face: Face, used: Iterable[int], clusters: Sequence[Cluster]) -> dict[int, int]:
    """The width of every code, in font units."""
    own = {glyph: face.advance(glyph) for glyph in sorted(used)}
    return own | {code: cluster.advance for code, cluster in enumerate(clusters, face.glyph_count)}


def _widths(advances: Mapping[int, int], per_mille: float) -> str:
    """The W array: runs of neighboring codes share a bracket (ISO 32000-1, 9.7.4.3)."""
    parts: list[str] = []
    last = -2
    for code, advance in advances.items():
        width = f"{advance * per_mille:.2f}".rstrip("0").rstrip(".")
        parts.append(f" {width}" if code == last + 1 else f"{']' if parts else ''}{code}[{width}")
        last = code
    return "".join(parts) + ("]" if parts else "")


def _texts(face: Face, glyphs: Iterable[tuple[int, str]], clusters: Sequence[Cluster]) -> dict[int, str]:
    """The characters of every code."""
    texts: dict[int, str] = {}
    for glyph, text in sorted(glyphs):
        if text and (glyph not in texts or text == face.text_of(glyph)):
            texts[glyph] = text
    return texts | {code: cluster.text for code, cluster in enumerate(clusters, face.glyph_count)}


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    entries = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in texts.items()]
    for start in range(0, len(entries), _CMAP_ENTRIES):
        batch = entries[start : start + _CMAP_ENTRIES]
        lines += [f"{len(batch)} beginbfchar", *batch, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
