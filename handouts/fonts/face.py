"""Font faces: which characters they have, how words are shaped, and the small subset that goes into the PDF.

HarfBuzz does the shaping and the subsetting, and makes one weight of a variable font on the way. Glyph ids are kept
(RETAIN_GIDS), so a shaped word can be written into any document: nothing about it depends on what was set before.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import uharfbuzz as hb

from handouts.fonts.clusters import Cluster
from handouts.records import dataclass

#: Words remembered by each face in each language. A shaped word is about 300 bytes; a long handout has some 2,000.
REMEMBERED_WORDS = 20_000
#: Latin, Greek and Cyrillic letters with their marks, punctuation and currency signs.
_ALPHABET = ((0x20, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2100, 0x2215))
#: OS/2.fsType bit 1: "restricted license embedding" (OpenType 1.9, OS/2 table).
_RESTRICTED = 0x0002
#: What a PDF does not need: it shapes nothing, and finds glyphs by their ids.
_DROPPED_TABLES = (
    *("GSUB", "GPOS", "GDEF", "BASE", "OS/2", "name", "post", "cmap", "gasp", "DSIG", "STAT", "vhea", "vmtx"),
)
#: Presentation forms: characters that stand for the look of others (Unicode 16, 23.8 and 9.2).
_FORMS = (range(0xFB00, 0xFB07), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))

#: OpenType features that letters which are kept apart must not have.
_LIGATURES = ("liga", "clig")


class FontError(Exception):
    """A font file that cannot be used; the message says why in words."""


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """One word in one face; the same one wherever it stands, so that a set of words is made in no time.

    ``width`` is in font units. ``codes`` is the body of a PDF ``TJ`` array: hexadecimal glyph ids with the kerning
    between them, and clusters that need a code of their own as :class:`Cluster` writes them. ``glyphs`` pairs every
    other glyph id with the characters it stands for; ``text`` is all that is said.
    """

    width: int
    codes: str
    glyphs: tuple[tuple[int, str], ...]
    text: str


class Face:
    """One font file, ready to shape with. Immutable to its users; the only state is a bounded memory of words.

    All measures are in font units; ``scale`` turns them into points per point of size. ``weight`` chooses one of a
    variable font (100 to 900).
    """

    def __init__(self, path: Path, weight: int | None = None) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise FontError(f"cannot be read ({error.strerror})") from error
        if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
            raise FontError("is not a TrueType font")
        self._face = hb.Face(data)
        if not self._face.glyph_count:
            raise FontError("has no glyphs")
        self._font = hb.Font(self._face)
        self._chosen = {axis.tag: axis.default_value for axis in self._face.axis_infos}
        if weight is not None and "wght" in self._chosen:
            self._chosen["wght"] = float(weight)
        if self._chosen:
            self._font.set_variations(self._chosen)
        self.glyph_count: int = self._face.glyph_count
        os2 = self._table("OS/2")
        if int.from_bytes(os2[8:10], "big") & 0x000F == _RESTRICTED:
            raise FontError("forbids embedding (OS/2 fsType)")
        self.upem: int = self._face.upem
        self.scale: float = 1 / self.upem
        head = self._table("head")
        self.box = tuple(int.from_bytes(head[i : i + 2], "big", signed=True) for i in (36, 38, 40, 42))
        extents = self._font.get_font_extents("ltr")
        self.ascent: int = extents.ascender
        self.descent: int = extents.descender
        version = int.from_bytes(os2[0:2], "big")
        measured = int.from_bytes(os2[88:90], "big", signed=True) if version >= 2 and len(os2) >= 90 else 0
        self.cap_height: int = measured or round(0.7 * self.upem)
        self.weight = weight or int.from_bytes(os2[4:6], "big")
        self.italic = bool(int.from_bytes(head[44:46], "big") & 2)
        self.name = _postscript_name(self._face, path)
        if weight is not None:  # a variable font calls itself by its default weight
            self.name = f"{self.name.partition('-')[0]}-{weight}"
        self._characters: Mapping[int, int] = {
            point: self._font.get_nominal_glyph(point) for point in self._face.unicodes
        }
        self._texts: Mapping[int, str] = _canonical_texts(self._characters)
        self._alone = _Alone(self)
        self._letters = frozenset(map(chr, self._characters))
        self._shapers: dict[tuple[str | None, bool, int], _Shaper] = {}
        self.subset = lru_cache(maxsize=64)(self._subset)
        self.space = self.shape(" ")

    def __repr__(self) -> str:
        return f"Face({self.name})"

    def _table(self, tag: str) -> bytes:
        data: bytes = self._face.reference_table(tag).data
        return data

    def has(self, character: str) -> bool:
        """Can this face draw the character? Joiners and soft hyphens draw nothing and count as present."""
        return ord(character) in self._characters or unicodedata.category(character) == "Cf"

    def covers(self, text: str) -> bool:
        """Can this face draw all of a text?"""
        return self._letters.issuperset(text) or all(map(self.has, text))

    def advance(self, glyph: int) -> int:
        """The width the PDF declares for a glyph, in font units."""
        width: int = self._font.get_glyph_h_advance(glyph)
        return width

    def shape(self, word: str, language: str | None = None, backward: bool = False, tracking: int = 0) -> Shaped:
        """Shape a word. ``backward`` is right to left: its glyphs come from the left all the same.

        ``tracking`` is white after every cluster, in font units; letters that are kept apart form no ligatures.
        """
        return self.shaper(language, backward, tracking)[word]

    def shaper(self, language: str | None, backward: bool, tracking: int) -> Mapping[str, Shaped]:
        """Words as they are shaped in one way, each when it is first asked for."""
        key = language, backward, tracking
        found = self._shapers.get(key)
        if found is None:
            found = self._shapers[key] = _Shaper(lambda word: self._shape(word, language, backward, tracking))
        return found

    def forget(self) -> None:
        """Let go of every word that was shaped."""
        self._shapers.clear()

    def _shape(self, word: str, language: str | None = None, backward: bool = False, tracking: int = 0) -> Shaped:
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backward else "ltr"
        if language:
            buffer.language = language
        hb.shape(self._font, buffer, dict.fromkeys(_LIGATURES, False) if tracking else {})
        wide = backward or tracking
        simple = None if wide else self._simple(word, buffer.glyph_infos, buffer.glyph_positions)
        if simple is not None:
            return simple
        writer = _Writer(self.upem)
        glyphs: list[tuple[int, str]] = []
        for text, group in _clusters(word, buffer.glyph_infos, buffer.glyph_positions):
            plain = self._plain(text, group, backward)
            if plain is None:
                writer.clusters(Cluster.spell(text, group, backward, self.upem))
                writer.white(tracking)
                continue
            for (info, position), said in zip(group, plain, strict=True):
                writer.glyph(info.codepoint, position, self.advance(info.codepoint))
                glyphs.append((info.codepoint, said))
            writer.white(tracking)
        return Shaped(writer.width, writer.codes(), tuple(glyphs), word)

    def _simple(self, word: str, infos: Sequence[hb.GlyphInfo], positions: Sequence[hb.GlyphPosition]) -> Shaped | None:
        """A word in which every glyph is one character that stands on the baseline, as nearly all are; None for others.

        It gives what the long way would give, in a quarter of the time.
        """
        if len(infos) != len(word):
            return None
        parts: list[str] = []
        glyphs: list[tuple[int, str]] = []
        width = 0
        for character, info, position in zip(word, infos, positions, strict=True):
            pair, code, advance = self._alone[info.codepoint]
            if pair[1] != character or position.y_offset or position.x_offset:
                return None
            taken = position.x_advance
            parts.append(code if taken == advance else f"{code}>{_shift((taken - advance) * 1000 / self.upem)}<")
            glyphs.append(pair)
            width += taken
        return Shaped(width, f"<{''.join(parts)}>".replace("<>", ""), tuple(glyphs), word)

    def _plain(
        self, text: str, group: Sequence[tuple[hb.GlyphInfo, hb.GlyphPosition]], backward: bool
    ) -> list[str] | None:
        """What each glyph of a cluster says by itself; None where the cluster needs a code of its own to be exact."""
        if any(position.y_offset for _, position in group) or (backward and len(text) > 1):
            return None
        own = [self.text_of(info.codepoint) for info, _ in group]
        if len(group) == 1:
            alone = unicodedata.normalize("NFC", text)
            if own[0] is None or own[0] == alone or (own[0].isspace() and alone.isspace()):
                return [alone]
        elif not backward and own == list(text) and not any(position.x_offset for _, position in group):
            return list(text)
        return None

    @property
    def alphabet(self) -> frozenset[tuple[int, str]]:
        """Glyphs with the one character each stands for: the letters and signs of names in Europe's scripts."""
        return frozenset(pair for pair in self._texts.items() if all(_in_names(c) for c in pair[1]))

    def text_of(self, glyph: int) -> str | None:
        """The characters a glyph stands for by itself, or None for one that only shaping reaches."""
        return self._texts.get(glyph)

    def _subset(self, glyphs: frozenset[int]) -> bytes:
        """The font file with only these glyphs, unhinted, ids kept. Same glyphs, same bytes."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        for axis, value in self._chosen.items():
            wanted.pin_axis_location(self._face, axis, value)
        dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
        for tag in _DROPPED_TABLES:
            dropped.add(int.from_bytes(tag.encode("ascii"), "big"))
        data: bytes = hb.subset(self._face, wanted).blob.data
        return data


def _in_names(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _ALPHABET)


def missing(face: Face, text: str) -> Iterable[tuple[int, str]]:
    """Offsets and characters of ``text`` that the face cannot draw."""
    return ((i, c) for i, c in enumerate(text) if not face.has(c))


def character_name(character: str) -> str:
    """What a person calls a character: itself, its Unicode name and code point."""
    name = unicodedata.name(character, "a character without a name")
    shown = f"'{character}' " if character.isprintable() else ""
    return f"{shown}{name} (U+{ord(character):04X})"


class _Shaper(dict[str, Shaped]):
    """Words shaped by ``shape``, as many as are remembered."""

    def __init__(self, shape: Callable[[str], Shaped]) -> None:
        super().__init__()
        self._shape = shape

    def __missing__(self, word: str) -> Shaped:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        found = self[word] = self._shape(word)
        return found


class _Alone(dict[int, tuple[tuple[int, str], str, int]]):
    """What a glyph is alone: its id with its characters, its code, and the advance that the PDF declares."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, glyph: int) -> tuple[tuple[int, str], str, int]:
        found = (glyph, self._face.text_of(glyph) or ""), f"{glyph:04X}", self._face.advance(glyph)
        self[glyph] = found
        return found


def _shift(units: float) -> str:
    """How far the next glyph moves to the right, in thousandths of the size, as a TJ array has it: the other way."""
    return f"{-units:.1f}".rstrip("0").rstrip(".")


class _Writer:
    """Builds the body of a TJ array from positioned glyphs."""

    def __init__(self, upem: int) -> None:
        self.width = 0
        self._per_mille = 1000 / upem
        self._parts: list[str] = []
        self._hex: list[str] = []
        self._pending = 0

    def glyph(self, glyph: int, position: hb.GlyphPosition, advance: int) -> None:
        """Add a glyph; ``advance`` is the width that the PDF declares for it."""
        self._shift(self._pending + position.x_offset)
        self._hex.append(f"{glyph:04X}")
        self._pending = position.x_advance - advance - position.x_offset
        self.width += position.x_advance

    def clusters(self, clusters: Iterable[Cluster]) -> None:
        """Add clusters that get codes of their own when a document is written."""
        self._shift(self._pending)
        self._pending = 0
        self._close()
        for cluster in clusters:
            self._parts.append(cluster.written)
            self.width += cluster.advance

    def white(self, units: int) -> None:
        """Leave white before what follows."""
        self._pending += units
        self.width += units

    def codes(self) -> str:
        """The finished body."""
        self._shift(self._pending)
        self._close()
        return "".join(self._parts)

    def _shift(self, units: int) -> None:
        if units:
            self._close()
            self._parts.append(_shift(units * self._per_mille))

    def _close(self) -> None:
        if self._hex:
            self._parts.append(f"<{''.join(self._hex)}>")
            self._hex.clear()


def _clusters(
    word: str, infos: Sequence[hb.GlyphInfo], positions: Sequence[hb.GlyphPosition]
) -> Iterator[tuple[str, list[tuple[hb.GlyphInfo, hb.GlyphPosition]]]]:
    """The characters of each cluster with its glyphs, in the order they are drawn."""
    starts = [*sorted({info.cluster for info in infos}), len(word)]
    ends = dict(pairwise(starts))
    for cluster, group in groupby(zip(infos, positions, strict=True), key=lambda pair: pair[0].cluster):
        yield word[cluster : ends[cluster]], list(group)


def _canonical_texts(characters: Mapping[int, int]) -> dict[int, str]:
    """Glyph → its characters: the lowest code point that maps to it, ligature characters spelled out."""
    texts: dict[int, str] = {}
    for point in sorted(characters):
        text = chr(point)
        if any(point in forms for forms in _FORMS):
            text = unicodedata.normalize("NFKC", text)
        texts.setdefault(characters[point], text)
    return texts


def _postscript_name(face: hb.Face, path: Path) -> str:
    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
    return "".join(c for c in str(name) if c.isalnum() or c in "-_") or "Font"
