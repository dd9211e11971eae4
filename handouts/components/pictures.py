"""Pictures: images with their text for those who do not see them, and QR codes with their address in words."""

from __future__ import annotations

from collections.abc import Callable

from handouts.components.boxes import Drawing, rounded
from handouts.components.composer import Composer
from handouts.components.qr import QUIET_MODULES, module_size, qr_drawing, qr_figure
from handouts.components.strip import Columns, Gap, Strip, kept, spaced, stack_height
from handouts.images import Pictures
from handouts.markup import Inline, Run
from handouts.model import Idea, Ideas, Image, QrCode
from handouts.tags import Tag, TaggedCanvas

_QR_SIZE = 84.0
#: The narrowest text beside a code, in ems of body text.
_NARROWEST = 12.0
#: How wide the picture of an idea is beside 12-point text, in points, and how much of it an icon fills.
_IDEA_SIZE = 48.0
_ICON_SHARE = 0.74
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


def ideas(composer: Composer, block: Ideas, parent: Tag, width: float, pictures: Pictures) -> list[Strip]:
    """Easy read: each idea beside its picture, the middle of the words level with that of the picture."""
    space = composer.theme.space
    size = composer.scaled(_IDEA_SIZE)
    left = size + 2 * space.inset
    out: list[Strip] = []
    for idea in block.ideas:
        part = Tag("Div", parent)
        box = f"<</O/Layout/BBox[0 0 {size:.0f} {size:.0f}]/Placement/Block>>"
        figure = Tag("Figure", part, alt=idea.alt, attributes=box)
        shown = Drawing(size, _painter(composer, idea, size, pictures), figure)
        words = composer.text(idea.text, "body", Tag("P", part), width - left)
        lower = max(0.0, round((size - stack_height(words)) / 4) * 2)
        out.append(Columns([(0, [shown]), (left, [Gap(lower), *words])], above=space.block))
    for row in (*out[:1], *out[-2:-1]):
        row.keep = len(out) > 1
    return out


def _painter(
    composer: Composer, idea: Idea, size: float, pictures: Pictures
) -> Callable[[TaggedCanvas, float, float], None]:
    """Draws an icon on its ground, or a picture as large as the same square allows."""
    colors = composer.theme.colors
    if idea.file:
        picture = pictures[idea.file]
        most = max(picture.size)
        wide, high = (size * side / most for side in picture.size)

        def show(canvas: TaggedCanvas, x: float, top: float) -> None:
            canvas.picture(picture.pixels, picture.size, (x + (size - wide) / 2, top - (size + high) / 2, wide, high))

        return show
    path, inner = composer.theme.icons[idea.picture], size * _ICON_SHARE

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.fill(colors["tint"], rounded(x, top - size, size, size, composer.theme.band.radius))
        edge = (size - inner) / 2
        canvas.fill_scaled(colors["accent"], path, (inner / 24, x + edge, top - size + edge), inner)

    return paint


def qr_code(composer: Composer, block: QrCode, parent: Tag, width: float) -> list[Strip]:
    """A QR code beside what it is for and its address; above them where they would have no room."""
    space = composer.theme.space
    figure = qr_figure(f"{composer.words['qr']} {block.url}", _QR_SIZE, parent)
    drawing: list[Strip] = [qr_drawing(block.url, _QR_SIZE, composer.theme.colors["ink"], figure)]
    left = _QR_SIZE + space.inset
    stacked = width - left < _NARROWEST * composer.theme.text["body"].size
    if stacked:
        left = 0.0
    address = Inline((Run(block.url.removeprefix("https://").rstrip("/"), strong=True, link=block.url),))
    text = composer.text(block.text, "body", Tag("P", parent), width - left)
    text += spaced(composer.text(address, "body", Tag("P", parent), width - left), space.item)
    if stacked:
        drawing[0].keep = True
        return spaced([*drawing, *spaced(text, space.item)], space.block)
    # Level with the code inside its white, in steps of the rhythm.
    spaced(text, round(QUIET_MODULES * module_size(block.url, _QR_SIZE) / 2) * 2)
    return [Columns([(0, drawing), (left, text)], above=space.block)]
