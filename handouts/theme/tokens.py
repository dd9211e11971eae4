"""How handouts look: styles/*.yaml as typed tokens. Lengths are points, colors red-green-blue from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handouts.fonts import FontFile
from handouts.records import dataclass

Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TextStyle:
    """One way of setting text: a key of ``Theme.fonts``, size and leading in points, its color, what is behind.

    ``hyphenation`` is "none" or "words". RNIB Clear Print asks not to split words, so a style must ask for it.
    ``tracking`` is white added after every letter, in points; words then stand further apart as well.
    """

    font: str
    size: float
    leading: float
    color: Color
    on: Color | None = None
    hyphenation: str = "none"
    tracking: float = 0.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Paper:
    """A sheet, width by height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Page:
    """Where text may stand. ``side`` is the width of the heading column, 0 for headings above their text."""

    left: float
    right: float
    top: float
    bottom: float
    printable: float
    side: float
    gutter: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Band:
    """The brand's band: a block behind the title or a stripe down the edge."""

    shape: str
    inset: float
    height: float
    radius: float
    running: float
    mark: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Space:
    """White space between things, in points."""

    section: float
    stretch: float
    rule: float
    paragraph: float
    item: float
    block: float
    inset: float
    indent: float
    line: float
    box: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CalloutLook:
    """How a callout of one tone is told apart: by icon and outline first, by color last."""

    fill: Color
    edge: Color
    bar: float
    icon: str
    shape: str
    ink: Color


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Limits:
    """What a style may not go below: contrast ratio, sizes in points, characters a line."""

    contrast: float
    smallest_text: float
    body_text: float
    narrowest_line: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Folding:
    """Paper that is folded or cut, in points. ``margin`` is white beside the text of a panel, ``cover`` the height of
    the band on a cover, ``stripe`` the width of a brand's stripe on a panel; the panel that is folded in is ``flap``
    narrower. A sheet is ``thickness`` thick. Marks are ``mark`` long. ``largest`` is the largest body text on panels.
    """

    margin: float
    cover: float
    stripe: float
    flap: float
    thickness: float
    mark: float
    largest: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Theme:
    """Every token of one brand in one edition. ``icons`` are PDF path operators on a 24 by 24 grid.

    ``wording`` says which text of a handout is set: "full", or the one in "easy" read.
    ``links`` are told from other text by their color and by "underline" or "bold".
    ``scripts`` are the fonts for what the brand's own do not have, by script and style; they may not be installed.
    """

    name: str
    limits: Limits
    papers: Mapping[str, Paper]
    page: Page
    band: Band
    fonts: Mapping[str, Path]
    scripts: Mapping[str, Mapping[str, FontFile]]
    colors: Mapping[str, Color]
    text: Mapping[str, TextStyle]
    space: Space
    fold: Folding
    callouts: Mapping[str, CalloutLook]
    icons: Mapping[str, str]
    edition: str = "standard"
    links: str = "underline"
    wording: str = "full"


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2, definition "relative luminance")."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Color, second: Color) -> float:
    """Contrast ratio of two colors, 1 to 21 (WCAG 2.2, definition "contrast ratio")."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
