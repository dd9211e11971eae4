"""Panels: callouts, benefits beside risks, key facts, contacts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handouts.components.boxes import Panel, icon
from handouts.components.composer import Composer
from handouts.components.lists import list_of
from handouts.components.strip import Box, Columns, Strip, beside, boxed, kept, shifted, spaced
from handouts.markup import Inline
from handouts.model import BenefitsAndRisks, Block, Callout, ContactPanel, Item, KeyFacts, List, Marker, Tone
from handouts.tags import Tag

Blocks = Callable[[Composer, Sequence[Block], Tag, float, int], list[Strip]]
#: A panel higher than this may part over pages, in points, if it is not urgent; lower ones stay whole.
_WHOLE = 330.0
#: The narrowest column in which a list is read with ease, in ems of body text.
_NARROWEST = 15.0
#: The narrowest column in which a telephone number stands beside its name, in ems of body text.
_NARROW_REACH = 9.5


def callout(composer: Composer, block: Callout, parent: Tag, width: float, level: int, blocks: Blocks) -> list[Strip]:
    """Advice that must not be missed: told apart by icon, outline and its first words."""
    theme, space = composer.theme, composer.theme.space
    look = theme.callouts[block.tone.value]
    tag = Tag("Callout", parent, title=composer.words[block.tone.value])
    left = look.bar + space.inset + composer.scaled(28)
    inner = width - left - space.inset
    tone = "notice" if block.title is not None else "callout"
    strips = composer.text(composer.words[block.tone.value], tone, Tag("P", tag), inner, look.edge)
    if block.title is not None:
        strips += composer.text(block.title, "callout", Tag("P", tag), inner, look.ink)
    for strip in strips:
        strip.keep = True
    size = composer.scaled(22)
    mark = icon(theme.icons[look.icon], look.edge, size, size)
    near = look.bar + space.inset - 2
    if inner < _NARROWEST * theme.text["body"].size:  # the icon stands beside the title only
        strips = beside(shifted(strips, left), [mark], near)
        strips[-1].keep = True
        strips += shifted(blocks(composer, block.body, tag, width - near - space.inset, level), near)
    else:
        strips += blocks(composer, block.body, tag, inner, level)
        strips = beside(shifted(strips, left), [mark], near)
    box = Panel(
        0,
        width,
        8,
        fill=look.fill,
        edge=look.edge,
        edge_width=2.0 if look.shape == "frame" else 0.75,
        radius=8 if look.shape == "round" else 0,
        bar=0 if look.shape == "round" else look.bar,
        bar_color=look.edge,
        whole=block.tone is Tone.URGENT,  # who sees half of the numbers may call the wrong one
    )
    return spaced(boxed(strips, box, box.whole or _height(strips) < _WHOLE), space.block)


def benefits_and_risks(
    composer: Composer, block: BenefitsAndRisks, parent: Tag, width: float, level: int
) -> list[Strip]:
    """Two columns of the same width, height, type size and ink: neither side may look weightier.

    Where columns would be too narrow to read, the same boxes stand one under the other.
    """
    theme, space = composer.theme, composer.theme.space
    tag = Tag("Balance", parent)
    column = (width - space.inset) / 2
    stacked = column - 2 * space.inset < _NARROWEST * theme.text["body"].size
    if stacked:
        column = width
    inner = column - 2 * space.inset
    indent = composer.scaled(26)
    sides: list[tuple[float, Sequence[Strip]]] = []
    boxes: list[Box | None] = []
    for index, (key, texts, name) in enumerate(
        (("benefits", block.benefits, "plus"), ("risks", block.risks, "caution"))
    ):
        side = Tag("Sect", tag)
        dx = 0.0 if stacked else index * (column + space.inset)
        heading = composer.text(composer.words[key], "subheading", Tag(f"H{min(level, 6)}", side), inner - indent)
        size = composer.scaled(18), composer.scaled(16)
        strips = beside(shifted(heading, indent), [icon(theme.icons[name], theme.colors["accent"], *size)], 0)
        strips += _bullets(composer, texts, side, inner)
        sides.append((dx + space.inset, strips))
        boxes.append(Panel(dx, column, 0, edge=theme.colors["accent"], edge_width=1.25, radius=6))
    if not stacked:
        return [Columns(sides, boxes, pad=space.inset, above=space.block)]
    out: list[Strip] = []
    for _, stack in sides:
        edge = Panel(0, column, space.inset, edge=theme.colors["accent"], edge_width=1.25, radius=6)
        stack[0].keep = True
        out += spaced(boxed(shifted(stack, space.inset), edge, _height(stack) < _WHOLE), space.block)
    return out


def key_facts(composer: Composer, block: KeyFacts, parent: Tag, width: float, level: int) -> list[Strip]:
    """The few things to take away even if nothing else is read."""
    theme, space = composer.theme, composer.theme.space
    tag = Tag("KeyFacts", parent)
    inner = width - 2 * space.inset
    strips: list[Strip] = []
    if block.title is not None:
        strips += composer.text(block.title, "subheading", Tag(f"H{min(level, 6)}", tag), inner)
    strips += _bullets(composer, block.facts, tag, inner)
    strips[0].above = 0.0
    box = Panel(0, width, space.inset - 2, fill=theme.colors["tint"], radius=6)
    return spaced(boxed(shifted(kept(strips), space.inset), box, whole=True), space.block)


def contacts(composer: Composer, block: ContactPanel, parent: Tag, width: float, level: int) -> list[Strip]:
    """Who to call: names on the left, numbers large on the right."""
    theme, space = composer.theme, composer.theme.space
    tag = Tag("ContactPanel", parent)
    inner = width - 2 * space.inset
    right = inner * 0.5
    stacked = right < _NARROW_REACH * theme.text["body"].size
    if stacked:
        right = 0.0
    indent, size = composer.scaled(26), (composer.scaled(17), composer.scaled(16))
    title = composer.text(block.title, "subheading", Tag(f"H{min(level, 6)}", tag), inner - indent)
    strips = beside(shifted(title, indent), [icon(theme.icons["phone"], theme.colors["accent"], *size)], 0)
    people = Tag("L", tag, attributes="<</O/List/ListNumbering/None>>")
    for contact in block.contacts:
        entry = Tag("LI", people)
        who = composer.text(contact.who, "body", Tag("Lbl", entry), inner if stacked else right - space.inset)
        body = Tag("LBody", entry)
        reach = composer.text(contact.reach, "reach", Tag("P", body), inner - right)
        if contact.when is not None:
            reach += composer.text(contact.when, "quiet", Tag("P", body), inner - right)
        if stacked:
            strips += spaced([*who, *reach], space.item + 2)
        else:
            strips.append(Columns([(0, who), (right, reach)], above=space.item + 2))
    box = Panel(0, width, space.inset - 2, edge=theme.colors["accent"], edge_width=1.5, radius=6)
    return spaced(boxed(shifted(kept(strips), space.inset), box, whole=True), space.block)


def _bullets(composer: Composer, texts: Sequence[Inline], parent: Tag, width: float) -> list[Strip]:
    return list_of(composer, List(Marker.BULLET, tuple(Item(text) for text in texts)), parent, width, 0)


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.height + strip.above + strip.ends for strip in strips)
