"""The brand's faces inside a page, and those of other scripts: only the characters it shows, so that it looks the same
on every phone, offline, and shows no empty box where the paper shows none.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element  # only walked here, never parsed

from handouts.records import dataclass
from handouts.scripts import COMMON, alphabet, script_of
from handouts.theme import Theme

#: What a page calls the brand's family; those of other scripts have the script's name behind it.
FAMILY = "Sheet"
#: The theme's faces in the order in which a page needs them.
_UPRIGHT = ("regular", "bold")
_SLANTED = ("italic", "bolditalic")


@dataclass(frozen=True, slots=True)
class Held:
    """A face inside a page: its family, the name of its style in the theme, and the address that holds it."""

    family: str
    style: str
    address: str


def faces_for(root: Element, theme: Theme, language: str) -> tuple[Held, ...]:
    """The faces that a page needs, those to look into first before the others."""
    shown = frozenset("".join(root.itertext()))
    styles = (*_UPRIGHT, *_SLANTED) if root.find(".//em") is not None else _UPRIGHT
    known = _characters(theme.fonts["regular"])
    script, letters = alphabet(language)
    first = script if not known.issuperset(letters) else ""
    scripts = dict.fromkeys(sorted({script_of(char) for char in shown - known} - {COMMON, first}))
    ours = tuple(Held(FAMILY, style, _held(theme.fonts[style], None, shown)) for style in styles)
    ahead = tuple(_of_script(theme, first, styles, shown)) if first else ()
    behind = (face for other in scripts for face in _of_script(theme, other, styles, shown - known))
    return (*ahead, *ours, *behind)


def _of_script(theme: Theme, script: str, styles: tuple[str, ...], shown: frozenset[str]) -> Iterator[Held]:
    """A script's faces, as far as the style names them and they are installed."""
    for style in styles:
        file = theme.scripts.get(script, {}).get(style)
        path = file.path() if file else None
        if file and path:
            yield Held(f"{FAMILY} {script}", style, _held(path, file.weight, shown))


@lru_cache(maxsize=16)
def _characters(path: Path) -> frozenset[str]:
    import uharfbuzz as hb

    return frozenset(map(chr, hb.Face(path.read_bytes()).unicodes))


@lru_cache(maxsize=64)
def _held(path: Path, weight: int | None, characters: frozenset[str]) -> str:
    """A font with these characters only, unhinted, at one weight. Same characters, same bytes."""
    import uharfbuzz as hb

    face = hb.Face(path.read_bytes())
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    wanted.flags = hb.SubsetFlags.NO_HINTING
    for axis in face.axis_infos:
        chosen = weight if axis.tag == "wght" and weight is not None else axis.default_value
        wanted.pin_axis_location(face, axis.tag, float(chosen))
    data: bytes = hb.subset(face, wanted).blob.data
    return "data:font/ttf;base64," + base64.b64encode(data).decode("ascii")
