"""Lists, steps and definitions."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from handouts.components.boxes import Drawing, Panel, circle
from handouts.components.composer import Composer
from handouts.components.strip import Strip, beside, boxed, kept, shifted, spaced
from handouts.model import Definition, Item, List, Marker, Steps
from handouts.tags import Tag, TaggedCanvas

_NUMBERING = MappingProxyType({Marker.BULLET: "Disc", Marker.NUMBER: "Decimal", Marker.BOX: "None"})


def list_of(composer: Composer, block: List, parent: Tag, width: float, level: int) -> list[Strip]:
    """Bulleted, numbered or tickable items, nested as deep as the content goes."""
    out: list[Strip] = []
    for number, strips in enumerate(items(composer, block, list_tag(block, parent), width, level), 1):
        if out and (number == 2 or number == len(block.items)):
            out[-1].keep = True  # no item alone at the foot or the head of a page
        out += strips
    return out


def list_tag(block: List, parent: Tag) -> Tag:
    """The structure element of a whole list."""
    kind = "Checklist" if block.marker is Marker.BOX else "L"
    return Tag(kind, parent, attributes=f"<</O/List/ListNumbering/{_NUMBERING[block.marker]}>>")


def items(
    composer: Composer, block: List, tag: Tag, width: float, level: int, language: str | None = None
) -> list[list[Strip]]:
    """The items one by one, in the list that ``tag`` stands for; ``language`` is theirs where it is not the list's."""
    return [
        spaced(
            _item(composer, block.marker, number, item, Tag("LI", tag, language=language), width, level),
            composer.theme.space.item,
        )
        for number, item in enumerate(block.items, 1)
    ]


def _item(
    composer: Composer, marker: Marker, number: int, item: Item, entry: Tag, width: float, level: int
) -> list[Strip]:
    space = composer.theme.space
    label, body = Tag("Lbl", entry, alt=composer.words["tick"] if marker is Marker.BOX else None), Tag("LBody", entry)
    indent = max(space.indent, composer.scaled(20)) + (4 if marker is Marker.BOX else 0)
    if marker is Marker.BOX:
        mark: list[Strip] = [_tick(composer, label)]
    else:
        shown = "•" if marker is Marker.BULLET else f"{number}."
        mark = composer.text(shown, "label", label, indent, composer.theme.colors["accent"])
    strips = composer.text(item.text, "body", body, width - indent)
    for nested in item.nested:
        assert isinstance(nested, List)
        inner = list_of(composer, nested, body, width - indent, level)
        if strips and inner:
            strips[-1].keep = True
        strips += inner
    return beside(shifted(strips, indent), mark, 4 if marker is Marker.BULLET else 0)


def _tick(composer: Composer, tag: Tag) -> Drawing:
    size, leading = composer.theme.space.box, composer.theme.text["body"].leading
    color = composer.theme.colors["ink"]

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.stroke(color, 1.2, f"{x + 1:.2f} {top - (leading + size) / 2:.2f} {size:.2f} {size:.2f} re")

    return Drawing(leading, paint, tag)


def steps(composer: Composer, block: Steps, parent: Tag, width: float) -> list[Strip]:
    """Numbered steps: the number in a disc, what happens in bold, the rest below."""
    return [strip for strips in each_step(composer, block, steps_tag(parent), width) for strip in strips]


def steps_tag(parent: Tag) -> Tag:
    """The structure element of all steps together."""
    return Tag("Steps", parent, attributes="<</O/List/ListNumbering/Decimal>>")


def each_step(
    composer: Composer, block: Steps, tag: Tag, width: float, language: str | None = None
) -> list[list[Strip]]:
    """The steps one by one, in the list that ``tag`` stands for; ``language`` is theirs where it is not the list's."""
    space, disc = composer.theme.space, composer.scaled(12.0)
    indent = 2 * disc + 10
    out: list[list[Strip]] = []
    for number, step in enumerate(block.steps, 1):
        entry = Tag("LI", tag, language=language)
        label, body = Tag("Lbl", entry), Tag("LBody", entry)
        strips = composer.text(step.title, "label", Tag("P", body), width - indent)
        if step.text is not None:
            strips += composer.text(step.text, "body", Tag("P", body), width - indent)
        figure = composer.text(str(number), "number", label, 2 * disc, align="center")
        mark: list[Strip] = [_Disc(figure[0], disc, composer)]
        above = space.paragraph if out else space.item
        out.append(spaced(beside(kept(shifted(strips, indent)), mark, 0), above))
    return out


class _Disc(Strip):
    """A number on a filled disc."""

    __slots__ = ("composer", "number", "radius")

    def __init__(self, number: Strip, radius: float, composer: Composer) -> None:
        super().__init__(2 * radius)
        self.number, self.radius, self.composer = number, radius, composer

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paint the disc, then the number."""
        with canvas.artifact():
            colors = self.composer.theme.colors
            canvas.fill(colors["disc"], circle(x + self.radius, top - self.radius, self.radius))
            if colors["disc"] == colors["paper"]:
                canvas.stroke(colors["ink"], 1.25, circle(x + self.radius, top - self.radius, self.radius - 1))
        self.number.draw(canvas, x, top - self.radius + self.number.height / 2)


def definition(composer: Composer, block: Definition, parent: Tag, width: float) -> list[Strip]:
    """A term and what it means, behind a bar."""
    space = composer.theme.space
    entry = Tag("LI", Tag("Definition", parent, attributes="<</O/List/ListNumbering/None>>"))
    inner = width - space.inset
    strips: Sequence[Strip] = [
        *composer.text(block.term, "caption", Tag("Lbl", entry), inner),
        *composer.text(block.meaning, "body", Tag("LBody", entry), inner),
    ]
    bar = Panel(0, width, 0, bar=3, bar_color=composer.theme.colors["accent"])
    return spaced(boxed(shifted(kept(strips), space.inset), bar, whole=True), space.block)
