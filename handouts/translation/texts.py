"""Every text of a handout with a name of its own, in reading order: what a translator gets, one by one."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TypeAlias, assert_never

from handouts.markup import Inline
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    ContactPanel,
    Definition,
    FillIn,
    Handout,
    Idea,
    Ideas,
    Image,
    KeyFacts,
    List,
    Notes,
    Paragraph,
    PersonalPanel,
    QrCode,
    Questions,
    Section,
    Steps,
    Table,
)
from handouts.problems import Place
from handouts.records import dataclass

#: Characters of base 32 in a mark: one in 33 million changed texts would keep its mark.
_MARK = 5
#: Between the headings that a text stands under.
_UNDER = " › "
#: What the path of a text in easy read has in it.
_EASY = "/easy/"


@dataclass(frozen=True, slots=True)
class Text:
    """One text. ``id`` is its path in the content, such as ``sections/2/body/0/bullets/1``, whatever form it has there.

    ``words`` are as typed, white space folded. ``kind`` names what it is, ``heading`` what it stands under. ``inline``
    is what they mean; None for the description of a picture, which has no markup, and whose ``place`` is its picture's.
    ``easy`` ones are what a section says in easy read, which a translation may do without as a whole.
    """

    id: str
    kind: str
    words: str
    place: Place
    heading: str = ""
    inline: Inline | None = None
    easy: bool = False


_Found: TypeAlias = tuple[str, str, Inline | Image | Idea]


def texts_of(handout: Handout) -> tuple[Text, ...]:
    """All texts of a handout in reading order. Those that do not come from a file are left out."""
    found = [("title", "title", handout.title, ""), ("summary", "summary", handout.summary, "")]
    texts = [_text(id_, kind, part, heading) for id_, kind, part, heading in found]
    for number, section in enumerate(handout.sections):
        texts += [_text(*one) for one in _section(section, f"sections/{number}", "")]
    return tuple(text for text in texts if text is not None)


def mark(text: Text) -> str:
    """A short mark of a text's words: another one as soon as a word, a number or a bold letter changes."""
    return b32encode(sha256(text.words.encode("utf-8", "surrogatepass")).digest())[:_MARK].decode("ascii")


def folded(words: str) -> str:
    """Words with white space as single spaces and none at the ends; no-break spaces stay."""
    return " ".join(part for part in words.replace("\t", " ").replace("\n", " ").split(" ") if part)


def _text(id_: str, kind: str, part: Inline | Image | Idea, heading: str) -> Text | None:
    easy = _EASY in id_
    if not isinstance(part, Inline):
        return Text(id_, kind, part.alt, part.place, heading, easy=easy) if part.place else None
    return Text(id_, kind, folded(part.scalar.text), part.scalar.place, heading, part, easy) if part.scalar else None


def _section(section: Section, id_: str, under: str) -> Iterator[tuple[str, str, Inline | Image | Idea, str]]:
    yield f"{id_}/heading", "heading", section.heading, under
    trail = f"{under}{_UNDER}{section.heading.plain}" if under else section.heading.plain
    for name, kind, part in _blocks(section.body, f"{id_}/body"):
        yield name, kind, part, trail
    for number, idea in enumerate(section.easy):
        yield f"{id_}{_EASY}{number}/alt", "alt", idea, trail
        yield f"{id_}{_EASY}{number}/text", "idea", idea.text, trail
    for number, nested in enumerate(section.sections):
        yield from _section(nested, f"{id_}/sections/{number}", trail)


def _blocks(blocks: Sequence[Block], id_: str, kind: str = "") -> Iterator[_Found]:
    """The texts of blocks; ``kind`` is what a paragraph is called there, where that is something of its own."""
    for number, block in enumerate(blocks):
        for name, own, part in _block(block, f"{id_}/{number}"):
            yield name, kind or own if own == "paragraph" else own, part


def _alone(blocks: Sequence[Block], one: str, several: str, kind: str) -> Iterator[_Found]:
    """Blocks that may be written as one text where they are but a paragraph."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        yield one, kind, blocks[0].text
    else:
        yield from _blocks(blocks, several, kind)


def _block(block: Block, id_: str) -> Iterator[_Found]:
    match block:
        case Paragraph():
            yield id_, "paragraph", block.text
        case List():
            for number, item in enumerate(block.items):
                own = f"{id_}/{block.marker.value}/{number}"
                yield own, "item", item.text
                for nested in item.nested:
                    yield from _block(nested, own)
        case Callout():
            kind = f"callout-{block.tone.value}"
            if block.title is not None:
                yield f"{id_}/callout/title", f"{kind}-title", block.title
            yield from _alone(block.body, f"{id_}/callout/text", f"{id_}/callout/body", kind)
        case BenefitsAndRisks():
            yield from _each(block.benefits, f"{id_}/benefits_and_risks/benefits", "benefit")
            yield from _each(block.risks, f"{id_}/benefits_and_risks/risks", "risk")
        case Table():
            yield f"{id_}/table/caption", "caption", block.caption
            yield from _each(block.columns, f"{id_}/table/columns", "column")
            for number, row in enumerate(block.rows):
                yield from _each(row, f"{id_}/table/rows/{number}", "cell")
        case Steps():
            for number, step in enumerate(block.steps):
                yield f"{id_}/steps/{number}/title", "step-title", step.title
                if step.text is not None:
                    yield f"{id_}/steps/{number}/text", "step", step.text
        case Questions():
            for number, question in enumerate(block.questions):
                own = f"{id_}/questions/{number}"
                yield f"{own}/ask", "question", question.ask
                yield from _alone(question.answer, f"{own}/answer", f"{own}/answer", "answer")
        case Ideas():  # made for one edition, from what a section says in easy read: no author wrote it as a block
            return
        case _:
            yield from _short(block, id_)


def _short(
    block: KeyFacts | Definition | Image | ContactPanel | QrCode | Notes | FillIn | PersonalPanel, id_: str
) -> Iterator[_Found]:
    """Blocks of words and labels."""
    match block:
        case KeyFacts():
            if block.title is not None:
                yield f"{id_}/key_facts/title", "panel-title", block.title
            yield from _each(block.facts, f"{id_}/key_facts/facts", "fact")
        case Definition():
            yield f"{id_}/definition/term", "term", block.term
            yield f"{id_}/definition/meaning", "meaning", block.meaning
        case Image():
            yield f"{id_}/image/alt", "alt", block
            if block.caption is not None:
                yield f"{id_}/image/caption", "caption", block.caption
        case ContactPanel():
            yield f"{id_}/contacts/title", "panel-title", block.title
            for number, contact in enumerate(block.contacts):
                for name, text in (("who", contact.who), ("reach", contact.reach), ("when", contact.when)):
                    if text is not None:
                        yield f"{id_}/contacts/people/{number}/{name}", f"contact-{name}", text
        case QrCode():
            yield f"{id_}/qr/text", "qr", block.text
        case Notes():
            yield f"{id_}/notes/prompt", "write", block.prompt
        case FillIn():
            yield from _each(block.labels, f"{id_}/fill_in", "write")
        case PersonalPanel():  # its labels stand in the catalogs, or with their fields
            if block.title is not None:
                yield f"{id_}/personal/title", "panel-title", block.title
            yield from _each([choice.text for choice in block.choices], f"{id_}/personal/choices", "item")
        case _:
            assert_never(block)


def _each(texts: Sequence[Inline], id_: str, kind: str) -> Iterator[_Found]:
    for number, text in enumerate(texts):
        yield f"{id_}/{number}", kind, text
