"""Pictures: images with their text for those who do not see them, and QR codes with their address in words."""

from __future__ import annotations

from handouts.components.boxes import Drawing
from handouts.components.composer import Composer
from handouts.components.strip import Columns, Strip, kept, spaced
from handouts.images import Pictures
from handouts.markup import Inline, Run
from handouts.model import Image, QrCode
from handouts.tags import Tag, TaggedCanvas

_QR_SIZE = 84.0
_QUIET_MODULES = 4  # ISO/IEC 18004:2015, 6.3.8
_TALLEST = 300.0
#: A printed picture needs 150 pixels an inch not to look rough; fewer pixels are shown smaller.
_PIXELS_PER_POINT = 150 / 72


def image(composer: Composer, block: Image, parent: Tag, width: float, pictures: Pictures) -> list[Strip]:
    """An image as wide as its pixels allow, over its caption."""
    picture = pictures[block.file]
    shown = min(width, picture.size[0] / _PIXELS_PER_POINT)
    height = shown * picture.size[1] / picture.size[0]
    if height > _TALLEST:
        shown, height = shown * _TALLEST / height, _TALLEST
    figure = Tag(
        "Figure", parent, alt=block.alt, attributes=f"<</O/Layout/BBox[0 0 {shown:.0f} {height:.0f}]/Placement/Block>>"
    )

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.picture(picture.pixels, picture.size, (x, top - height, shown, height))

    strips: list[Strip] = [Drawing(height, paint, figure)]
    if block.caption is not None:
        strips += spaced(
            composer.text(block.caption, "quiet", Tag("Caption", figure), width), composer.theme.space.item
        )
    return spaced(kept(strips), composer.theme.space.block)


def qr_code(composer: Composer, block: QrCode, parent: Tag, width: float) -> list[Strip]:
    """A QR code beside what it is for and its address."""
    space = composer.theme.space
    alt = f"{composer.words['qr']} {block.url}"
    figure = Tag(
        "Figure", parent, alt=alt, attributes=f"<</O/Layout/BBox[0 0 {_QR_SIZE:g} {_QR_SIZE:g}]/Placement/Block>>"
    )
    rows = _modules(block.url)
    module = _QR_SIZE / (len(rows) + 2 * _QUIET_MODULES)
    ink = composer.theme.colors["ink"]

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        parts = []
        for index, row in enumerate(rows):
            y = top - (index + 1 + _QUIET_MODULES) * module
            for start, length in _dark_runs(row):
                left = x + (start + _QUIET_MODULES) * module
                parts.append(f"{left:.3f} {y:.3f} {length * module:.3f} {module:.3f} re")
        canvas.fill(ink, " ".join(parts))

    left = _QR_SIZE + space.inset
    address = Inline((Run(block.url.removeprefix("https://").rstrip("/"), strong=True, link=block.url),))
    text = composer.text(block.text, "body", Tag("P", parent), width - left)
    text += spaced(composer.text(address, "body", Tag("P", parent), width - left), space.item)
    drawing: list[Strip] = [Drawing(_QR_SIZE, paint, figure)]
    spaced(text, _QUIET_MODULES * module)
    return [Columns([(0, drawing), (left, text)], above=space.block)]


def _modules(url: str) -> list[bytes]:
    import segno

    return [bytes(row) for row in segno.make(url, error="m", micro=False, boost_error=False).matrix]


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs, start = [], -1
    for index, dark in enumerate([*row, 0]):
        if dark and start < 0:
            start = index
        elif not dark and start >= 0:
            runs.append((start, index - start))
            start = -1
    return runs
