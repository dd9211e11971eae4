"""What every component needs to set text: the brand's tokens, its faces, the fixed words, the source numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handouts.components.hyphenation import soft_hyphens
from handouts.components.strip import Strip
from handouts.components.text import Look, Text
from handouts.fonts import Face
from handouts.markup import Inline, Run
from handouts.tags import Color, Tag
from handouts.theme import TextStyle, Theme
from handouts.words import Words

_NO_BREAK_SPACE = "\u00a0"
#: The size of body text, in points, that fixed measures were drawn for.
_DESIGN_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Composer:
    """Sets text in a brand's styles. ``numbers`` gives each cited source its printed number.

    ``language`` is the handout's own: it says where words may be parted, if a style asks for that.
    """

    theme: Theme
    faces: Mapping[str, Face]
    words: Words
    numbers: Mapping[str, int]
    units: re.Pattern[str]
    language: str = "en"

    def scaled(self, points: float) -> float:
        """A measure of the 12-point design, grown with the body text of the edition."""
        return points * max(1.0, self.theme.text["body"].size / _DESIGN_SIZE)

    def face(self, font: str, strong: bool = False, emphasis: bool = False) -> Face:
        """The face of a style's font, made bolder or slanted for a run that asks for it."""
        bold = strong or font.startswith("bold")
        italic = emphasis or font.endswith("italic")
        return self.faces[f"{'bold' if bold else ''}{'italic' if italic else ''}" or "regular"]

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
        return list(Text(pieces, look.leading, align).lines(width))

    def _looks(self, run: Run, style: TextStyle, tag: Tag | None, color: Color) -> list[tuple[str, Look]]:
        if run.cites:
            small = self.theme.text["citation"]
            marks = ", ".join(str(self.numbers[source]) for source in run.cites)
            look = Look(self.faces[small.font], small.size, small.color, Tag("Reference", tag) if tag else None)
            return [(f"{_NO_BREAK_SPACE}[{marks}]", look)]
        face = self.face(style.font, run.strong, run.emphasis)
        text = self.bind(run.text)
        if style.hyphenation == "words" and not run.link and not run.field:
            text = soft_hyphens(text, run.language or self.language)
        if run.link:
            link = Tag("Link", tag, language=run.language)
            shown = self.theme.colors["link"]
            return [(text, Look(face, style.size, shown, link, run.link, run.language, underline=True))]
        if run.language:
            return [(text, Look(face, style.size, color, Tag("Span", tag, language=run.language), None, run.language))]
        return [(text, Look(face, style.size, color, tag))]

    def bind(self, text: str) -> str:
        """Tie numbers to their units with no-break spaces."""
        return self.units.sub(_NO_BREAK_SPACE, text)
