"""QR codes as stencils (ISO/IEC 18004:2015), fine enough that they stay sharp where a viewer smooths them.

As rectangles a code takes 1,050 bytes of a leaflet, as a stencil 430.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from handouts.components.boxes import Drawing
from handouts.tags import Color, Tag, TaggedCanvas

#: White around a code, in modules (ISO/IEC 18004:2015, 6.3.8).
QUIET_MODULES = 4
#: Dots to a module, each way. A viewer that smooths pictures blurs less than a dot.
_DOTS = 4
#: Black is 1, all else 0.
_DARK = b"\1" + bytes(255)


def qr_drawing(content: str, size: float, ink: Color, figure: Tag) -> Drawing:
    """A code ``size`` points wide with its quiet zone, for the figure that says in words what is in it."""
    module = module_size(content, size)

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        quiet = QUIET_MODULES * module
        inked = size - 2 * quiet
        canvas.stencil(ink, *_stencil(content), (x + quiet, top - size + quiet, inked, inked))

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
    dark = memoryview(picture).tobytes().translate(_DARK)
    size = picture.shape[1]
    return tuple(dark[start : start + size] for start in range(0, len(dark), size))


@lru_cache(maxsize=64)
def _stencil(content: str) -> tuple[tuple[int, int], bytes]:
    """Width and height in dots, and the dots as bits from the upper left corner, 0 for ink."""
    rows = qr_rows(content)
    side = len(rows) * _DOTS
    width = -(-side // 8)
    dots = (row.replace(b"\0", b"1" * _DOTS).replace(b"\1", b"0" * _DOTS) for row in rows)
    lines = (int(row.ljust(8 * width, b"1"), 2) for row in dots)
    return (side, side), b"".join(line.to_bytes(width, "big") * _DOTS for line in lines)
