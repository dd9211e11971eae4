"""Every kind of block, and the function that sets it. To add a block, add it to the model, the schema and here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from handouts.components import forms, lists, panels, personal, pictures, tables
from handouts.components.composer import Composer
from handouts.components.strip import Strip, spaced
from handouts.images import Pictures
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    ContactPanel,
    Definition,
    FillIn,
    Ideas,
    Image,
    KeyFacts,
    List,
    Notes,
    Paragraph,
    PersonalPanel,
    QrCode,
    Questions,
    Steps,
    Table,
)
from handouts.tags import Tag

#: Blocks that are set over the whole width of the page rather than beside the side heading.
WIDE = (BenefitsAndRisks, KeyFacts, Table)


def block_strips(
    composer: Composer, block: Block, parent: Tag, width: float, level: int, images: Pictures
) -> list[Strip]:
    """One block at a measure of ``width`` points; ``level`` is that of a heading inside it."""
    match block:
        case Paragraph():
            return spaced(composer.text(block.text, "body", Tag("P", parent), width), composer.theme.space.paragraph)
        case List():
            return lists.list_of(composer, block, parent, width, level)
        case Steps():
            return lists.steps(composer, block, parent, width)
        case Definition():
            return lists.definition(composer, block, parent, width)
        case Callout():

            def inside(
                composer: Composer, blocks: Sequence[Block], parent: Tag, width: float, level: int
            ) -> list[Strip]:
                return body_strips(composer, blocks, parent, width, level, images)

            return panels.callout(composer, block, parent, width, level, inside)
        case BenefitsAndRisks():
            return panels.benefits_and_risks(composer, block, parent, width, level)
        case KeyFacts():
            return panels.key_facts(composer, block, parent, width, level)
        case ContactPanel():
            return panels.contacts(composer, block, parent, width, level)
        case Table():
            return tables.table(composer, block, parent, width)
        case Notes():
            return forms.notes(composer, block, parent, width)
        case FillIn():
            return forms.fill_in(composer, block, parent, width)
        case PersonalPanel():
            return personal.personal(composer, block, parent, width, level)
        case Image():
            return pictures.image(composer, block, parent, width, images)
        case QrCode():
            return pictures.qr_code(composer, block, parent, width)
        case Ideas():
            return pictures.ideas(composer, block, parent, width, images)
        case Questions():
            return _questions(composer, block, parent, width, level, images)
        case _:
            assert_never(block)


def follow(
    composer: Composer, before: Block | None, block: Block, above: Sequence[Strip], strips: Sequence[Strip]
) -> None:
    """Mind the join of two blocks: a list stays with the paragraph that leads to it, and keeps off a panel."""
    if not above or not strips or not isinstance(block, List):
        return
    if isinstance(before, Paragraph):
        above[-1].keep = True
    elif not isinstance(before, List):
        strips[0].above = max(strips[0].above, composer.theme.space.block)


def body_strips(
    composer: Composer, blocks: Sequence[Block], parent: Tag, width: float, level: int, images: Pictures
) -> list[Strip]:
    """Blocks one after the other; white before the first is left to what holds them."""
    out: list[Strip] = []
    before: Block | None = None
    for block in blocks:
        strips = block_strips(composer, block, parent, width, level, images)
        follow(composer, before, block, out, strips)
        out += strips
        before = block
    if out:
        out[0].above = min(out[0].above, 2.0) if out[0].boxes else 0.0
    return out


def _questions(
    composer: Composer, block: Questions, parent: Tag, width: float, level: int, images: Pictures
) -> list[Strip]:
    space = composer.theme.space
    out: list[Strip] = []
    for question in block.questions:
        tag = Tag("Question", parent)
        strips = composer.text(question.ask, "question", Tag(f"H{min(level, 6)}", tag), width)
        for strip in strips:
            strip.keep = True
        answer = body_strips(composer, question.answer, tag, width, level + 1, images)
        out += spaced([*strips, *answer], space.block)
    return out
