"""What every component needs to set text: the brand's tokens, its faces, the fixed words, the source numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from handouts.components.hyphenation import soft_hyphens
from handouts.components.strip import Strip
from handouts.components.text import Look, Text
from handouts.fonts import Faces
from handouts.markup import Inline, Run
from handouts.records import Same, dataclass
from handouts.scripts import ARABIC, DEVANAGARI, HAN, HANGUL, script_of
from handouts.tags import Color, Tag
from handouts.theme import TextStyle, Theme
from handouts.words import Words, right_to_left

_NO_BREAK_SPACE = "\u00a0"
#: Scripts whose letters join each other or fill a square each.
_CLOSE = frozenset({ARABIC, DEVANAGARI, HANGUL, HAN})
#: The size of body text, in points, that fixed measures were drawn for.
_DESIGN_SIZE = 12.0
#: Spaces are multiples of this, in points, so that the lines of a page stand on one grid.
_RHYTHM = 2.0
#: Composers remembered: a library in some editions and brands.
_COMPOSERS = 64
#: Fonts of styles, each in all of its looks.
_FONTS = 32


@dataclass(frozen=True, slots=True, eq=False)
class Composer:
    """Sets text in a brand's styles. ``numbers`` gives each cited source its printed number.

    ``language`` is the handout's own: it says where words may be parted, if a style asks for that.
    """

    theme: Theme
    faces: Faces
    words: Words
    numbers: Mapping[str, int]
    units: re.Pattern[str]
    language: str = "en"

    def scaled(self, points: float) -> float:
        """A measure of the 12-point design, grown with the body text of the edition, in steps of the rhythm."""
        grown = self.theme.text["body"].size / _DESIGN_SIZE
        return points if grown <= 1 else round(points * grown / _RHYTHM) * _RHYTHM

    def text(
        self,
        content: Inline | str,
        style: str,
        tag: Tag | None,
        width: float,
        color: Color | None = None,
        align: str = "left",
    ) -> list[Strip]:
        """Lines of ``content`` in a text style at a measure of ``width`` points. ``tag`` is None in decoration."""
        look = self.theme.text[style]
        runs = content.runs if isinstance(content, Inline) else (Run(content),)
        pieces: list[tuple[str, Look]] = []
        for run in runs:
            pieces.extend(self._looks(run, look, tag, color or look.color))
        strut = self.faces[look.font], look.size
        return list(Text(pieces, look.leading, align, strut, right_to_left(self.language)).lines(width))

    def _looks(self, run: Run, style: TextStyle, tag: Tag | None, color: Color) -> list[tuple[str, Look]]:
        language = run.language or self.language
        if run.cites:
            small = self.theme.text["citation"]
            marks = ", ".join(run.marks(self.numbers))
            own = Tag("Reference", tag) if tag else None
            cut = self.faces.cut(f"{_NO_BREAK_SPACE}[{marks}]", small.font, language)
            return [
                (
                    text,
                    Look(face, small.size, small.color, own, tracking=self._tracking(small, text)),
                )
                for text, face in cut
            ]
        bold_link = bool(run.link) and self.theme.links == "bold"
        font = _font(style.font, run.strong or bold_link, run.emphasis)
        text = self.bind(run.text)
        if style.hyphenation == "words" and not run.link and not run.field:
            text = soft_hyphens(text, language)
        if run.link:
            tag = Tag("Link", tag, language=run.language)
            color = self.theme.colors["link"]
        elif run.language:
            tag = Tag("Span", tag, language=run.language)
        return [
            (
                part,
                Look(
                    face,
                    style.size,
                    color,
                    tag,
                    run.link,
                    language,
                    underline=bool(run.link) and not bold_link,
                    tracking=self._tracking(style, part),
                ),
            )
            for part, face in self.faces.cut(text, font, language)
        ]

    def _tracking(self, style: TextStyle, text: str) -> float:
        """White after every letter, in points, where the style asks for it and the script allows it."""
        if not style.tracking or right_to_left(self.language) or not tracked(text):
            return 0.0
        return style.tracking

    def bind(self, text: str) -> str:
        """Tie numbers to their units with no-break spaces."""
        return self.units.sub(_NO_BREAK_SPACE, text)


@lru_cache(maxsize=_COMPOSERS)
def composer_of(
    theme: Theme, faces: Same[Faces], words: Same[Words], cited: tuple[str, ...], language: str
) -> Composer:
    """The composer of a handout that cites these sources, in this order; the same one as long as nothing changed.

    What was set by it can be remembered with it.
    """
    numbers = MappingProxyType({source: number for number, source in enumerate(cited, 1)})
    return Composer(theme, faces.thing, words.thing, numbers, words.thing.unit_pattern(), language)


def tracked(text: str) -> bool:
    """Whether the letters of a text may stand further apart: not those that join, nor those that fill a square."""
    return not any(script_of(character) in _CLOSE for character in text)


@lru_cache(maxsize=_FONTS)
def _font(font: str, strong: bool, emphasis: bool) -> str:
    """A style's font, made bolder or slanted for a run that asks for it."""
    bold = strong or font.startswith("bold")
    italic = emphasis or font.endswith("italic")
    return f"{'bold' if bold else ''}{'italic' if italic else ''}" or "regular"
