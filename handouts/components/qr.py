"""QR codes as vectors (ISO/IEC 18004:2015): a drawing that any printer keeps sharp."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from handouts.components.boxes import Drawing
from handouts.tags import Color, Tag, TaggedCanvas

#: White around a code, in modules (ISO/IEC 18004:2015, 6.3.8).
QUIET_MODULES = 4


def qr_drawing(content: str, size: float, ink: Color, figure: Tag) -> Drawing:
    """A code ``size`` points wide with its quiet zone, for the figure that says in words what is in it."""
    module = module_size(content, size)

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.fill_scaled(ink, _path(content), (module, x, top - size), size)

    return Drawing(size, paint, figure)


def qr_figure(alt: str, size: float, parent: Tag) -> Tag:
    """The structure element of a code: what it says to those who do not see it, and its box in points."""
    return Tag("Figure", parent, alt=alt, attributes=f"<</O/Layout/BBox[0 0 {size:g} {size:g}]/Placement/Block>>")


def module_size(content: str, size: float) -> float:
    """How wide one module is, in points."""
    return size / (len(qr_rows(content)) + 2 * QUIET_MODULES)


def size_for(content: str, module: float) -> float:
    """How wide a code is with its quiet zone, in points, whose modules are ``module`` points wide."""
    return module * (len(qr_rows(content)) + 2 * QUIET_MODULES)


@lru_cache(maxsize=64)
def qr_rows(content: str) -> tuple[bytes, ...]:
    """Rows of modules, 1 for dark ones. Level M: up to 15 % may be smudged (ISO/IEC 18004:2015, 6.5.1)."""
    from zxingcpp import BarcodeFormat, create_barcode

    picture: Any = create_barcode(content, BarcodeFormat.QRCode, ec_level="M").to_image(scale=1, add_quiet_zones=False)
    dark = bytes(not gray for gray in memoryview(picture).tobytes())
    size = picture.shape[1]
    return tuple(dark[start : start + size] for start in range(0, len(dark), size))


@lru_cache(maxsize=64)
def _path(content: str) -> str:
    """The dark modules as PDF path operators, one module to the unit, from the lower left corner of the quiet zone."""
    rows = qr_rows(content)
    upper = len(rows) + 2 * QUIET_MODULES - 1
    return " ".join(
        f"{start + QUIET_MODULES} {upper - QUIET_MODULES - index} {length} 1 re"
        for index, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs, start = [], -1
    for index, dark in enumerate([*row, 0]):
        if dark and start < 0:
            start = index
        elif not dark and start >= 0:
            runs.append((start, index - start))
            start = -1
    return runs
