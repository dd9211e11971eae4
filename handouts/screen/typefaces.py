"""The brand's faces inside a page: only the characters it shows, so that it looks the same on every phone, offline."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element  # only walked here, never parsed

#: The theme's faces in the order in which a page needs them.
_UPRIGHT = ("regular", "bold")
_SLANTED = ("italic", "bolditalic")


def faces_for(root: Element, fonts: Mapping[str, Path]) -> dict[str, str]:
    """The faces that a page needs as addresses that hold them, by their names in the theme."""
    shown = frozenset("".join(root.itertext()))
    names = (*_UPRIGHT, *_SLANTED) if root.find(".//em") is not None else _UPRIGHT
    return {name: _held(fonts[name], shown) for name in names}


@lru_cache(maxsize=64)
def _held(path: Path, characters: frozenset[str]) -> str:
    """A font with these characters only, unhinted. Same characters, same bytes."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    wanted.flags = hb.SubsetFlags.NO_HINTING
    data: bytes = hb.subset(hb.Face(path.read_bytes()), wanted).blob.data
    return "data:font/ttf;base64," + base64.b64encode(data).decode("ascii")
