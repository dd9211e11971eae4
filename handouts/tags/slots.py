"""Places on a page that are filled later, copy by copy: what is written there, in operators of a content stream."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handouts.fonts import Face
from handouts.records import dataclass

#: What a ticked box shows: a letter that every face has.
CROSS = "X"

_Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Room for a field: one or more lines ``width`` points wide from ``x`` on, or a box to tick.

    ``baselines`` are the heights of the lines, the upper one first. A ``box`` has left, bottom and size; ``spoken`` is
    what is said of it when it is not ticked and when it is. ``font`` is the name of its font in the file, ``language``
    that of the text, ``tracking`` the white after every letter in points.
    """

    field: str
    face: Face
    size: float
    color: _Color
    x: float
    baselines: tuple[float, ...]
    width: float
    spoken: tuple[str, str] | None = None
    box: tuple[float, float, float] = (0.0, 0.0, 0.0)
    font: str = ""
    language: str = "en"
    tracking: float = 0.0

    def around(self) -> tuple[str, str]:
        """What stands before and after the only line of a slot: the rest of it is the body of its TJ array."""
        return f"BT\n{self.font} {self.size:g} Tf\n{rgb(self.color)}\n{self._at(self.baselines[0])}[", "] TJ\nET"

    def lines(self, codes: Sequence[str]) -> str:
        """Lines of shaped text, each the body of a TJ array; nothing where there are none."""
        if not codes:
            return ""
        before, after = self.around()
        others = zip(self.baselines[1:], codes[1:], strict=False)
        more = "".join(f"] TJ\n{self._at(base)}[{line}" for base, line in others)
        return f"{before}{codes[0]}{more}{after}"

    def _at(self, base: float) -> str:
        return f"1 0 0 1 {self.x:.2f} {base:.2f} Tm "

    def tick(self, ticked: bool) -> str:
        """The box with or without its cross, and which of both it is in words (ISO 32000-1, 14.9.4)."""
        assert self.spoken is not None
        words = self.spoken[ticked].encode("utf-16-be").hex().upper()
        color = rgb(self.color).upper()
        cross = f"\n{self.lines((self.face.shape(CROSS).codes,))}" if ticked else ""
        left, bottom, size = self.box
        path = f"{left:.2f} {bottom:.2f} {size:.2f} {size:.2f} re"
        return f"/Span <</ActualText <FEFF{words}>>> BDC\n{color} 1.2 w {path} S{cross}\nEMC"


@lru_cache(maxsize=256)
def rgb(color: _Color) -> str:
    """A fill color as an operator."""
    return f"{color[0]:.4g} {color[1]:.4g} {color[2]:.4g} rg"


class Opening(str):
    """Where a slot is in the operators of a page; empty until it is filled."""

    __slots__ = ("slot",)
    slot: Slot

    @classmethod
    def of(cls, slot: Slot) -> Opening:
        """The opening for a slot."""
        made = cls()
        made.slot = slot
        return made
