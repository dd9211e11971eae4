"""A handout as one long story of strips: sections with their headings beside or above, then the sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from handouts.components.blocks import WIDE, block_strips, follow
from handouts.components.boxes import Rule
from handouts.components.composer import Composer
from handouts.components.qr import qr_drawing, qr_figure, size_for
from handouts.components.strip import Columns, Strip, beside, shifted, spaced
from handouts.components.text import inked_width
from handouts.images import Pictures
from handouts.layout.continuing import say_above, say_beside
from handouts.layout.language_help import sentences
from handouts.markup import Inline, Run
from handouts.model import Block, Clinic, Handout, Kind, Questions, Section, Sentence, Source, parted
from handouts.records import Same, dataclass
from handouts.review import Identity, imprint
from handouts.tags import Bookmark, Tag, TaggedCanvas

#: Sources are set in two columns where each is at least this wide, in ems.
_SOURCE_COLUMN = 22.0
#: The size of sources, in points, in the standard edition.
_SOURCE_SIZE = 9.0
#: A code of 37 modules this wide, in points, has modules of 0.34 mm: phones read it from an office print.
_IMPRINT_CODE = 43.0
#: The narrowest module of a code that patients point their phones at, in points: 0.31 mm, which 41 modules have.
_SMALLEST_MODULE = _IMPRINT_CODE / 49
#: Between these, and kana, a line may end anywhere.
_IDEOGRAPHS = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
#: The shortest line beside that code, in ems; where it would be shorter, the code stands below.
_IMPRINT_MEASURE = 14.0
#: The shortest line beside a heading, in ems of body text.
_MEASURE = 26.0
#: Sections, lists of sources and imprints remembered, each: those of a dozen handouts.
_REMEMBERED = 128
#: A section of more blocks or questions is set anew each time.
_LONG = 60


class Marked(Strip):
    """A strip that also sets a bookmark where it stands."""

    __slots__ = ("inner", "level", "title")

    def __init__(self, inner: Strip, title: str, level: int) -> None:
        super().__init__(inner.height, inner.above, inner.keep)
        self.inner, self.title, self.level = inner, title, level
        self.boxes, self.lead, self.ends, self.stretch = inner.boxes, inner.lead, inner.ends, inner.stretch
        self.repeat = inner.repeat

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Set the bookmark, then draw."""
        canvas.bookmark(Bookmark(self.title, self.level, top + 4))
        self.inner.draw(canvas, x, top)


def story(
    composer: Composer,
    handout: Handout,
    clinic: Clinic,
    identity: Identity,
    sources: Sequence[Source],
    document: Tag,
    width: float,
    images: Pictures,
    panels: bool = False,
    sources_last: bool = False,
    notice: Sequence[Sentence] = (),
) -> list[Strip]:
    """Everything after the opening, at a frame ``width`` points wide.

    On ``panels`` it begins on a page of its own, and whom to call stands with the imprint on the last; the sources do
    so as well if ``sources_last`` says so. ``notice`` is that of free language help.
    """
    sections, back = parted(handout, clinic, composer.words["call_us"]) if panels else (handout.sections, ())
    out: list[Strip] = []
    again = not panels and not images  # what stands on panels begins them, and pictures are read anew
    for place, section in enumerate(sections):
        if again and not _is_long(section):
            out += remembered_section(composer, Same(section), place, document, width)
        else:
            out += _section(composer, section, document, width, 2, images)
    listed = _remembered_sources if again else _sources
    short = handout.kind is Kind.LEAFLET
    if sources and not sources_last:
        out += listed(composer, tuple(sources), document, width, short)
    if notice:
        out += _language_help(composer, notice, document, width)
    last: list[Strip] = []
    for part in back:
        if isinstance(part, Section):
            last += _section(composer, part, document, width, 2, images)
        else:
            last += block_strips(composer, part, Tag("Sect", document), width, 2, images)
    if sources and sources_last:
        last += _sources(composer, tuple(sources), document, width, short)
    lines = imprint(handout, clinic, identity, composer.words.phrases)
    code = _Code(identity.qr_text(), bool(identity.address))
    above = composer.theme.space.block if notice and not last else 0.0
    if lines:
        last += (_remembered_imprint if again else _imprint)(composer, lines, code, document, width, above)
    for strips in (out, last) if panels else ():
        for strip in strips[:1]:
            strip.fresh = True
    return [*out, *last]


@lru_cache(maxsize=_REMEMBERED)
def remembered_section(
    composer: Composer, section: Same[Section], _place: int, document: Tag, width: float
) -> tuple[Strip, ...]:
    """A section that was set before, whatever was edited elsewhere. Its place tells it from one that says the same."""
    return tuple(_section(composer, section.thing, document, width, 2, {}))


def _is_long(section: Section) -> bool:
    """Whether remembering a section would hold as much as a short document."""
    return sum(len(block.questions) if isinstance(block, Questions) else 1 for block in section.body) > _LONG


def _section(
    composer: Composer, section: Section, parent: Tag, width: float, level: int, images: Pictures
) -> list[Strip]:
    theme, space = composer.theme, composer.theme.space
    tag = Tag("Sect", parent)
    heading_tag = Tag(f"H{min(level, 6)}", tag)
    side = theme.page.side + theme.page.gutter if theme.page.side and level == 2 else 0.0
    if width - side < _MEASURE * theme.text["body"].size:  # no room for a heading beside its text
        side = 0.0
    style = "heading" if level == 2 else "subheading"
    wide_first = bool(section.body) and isinstance(section.body[0], WIDE)
    above = not side or wide_first or _is_wider(composer, section.heading, style, theme.page.side)
    heading = composer.text(section.heading, style, heading_tag, width if above else theme.page.side)
    body: list[Strip] = []
    reaching: list[bool] = []
    hung = False
    before: Block | None = None
    for block in section.body:
        wide = bool(side) and isinstance(block, WIDE)
        measure = width if wide or not side else width - side
        strips = block_strips(composer, block, tag, measure, level + 1, images)
        if not strips:
            continue
        if not body:
            strips[0].above = space.item if above else 0.0
        follow(composer, before, block, body, strips)
        before = block
        if wide and body and not above and not hung:
            body = beside(body, heading, 0)
            hung = True
        body += strips if wide or not side else shifted(strips, side)
        reaching += [wide] * (len(body) - len(reaching))
    if above:
        for strip in heading:
            strip.keep = True
        body = [*heading, *body]
        reaching = [False] * len(heading) + reaching
    elif not hung:
        body = beside(body, heading, 0)
    for nested in section.sections:
        body += spaced(shifted(_section(composer, nested, tag, width - side, level + 1, images), side), space.block)
    body[0] = Marked(body[0], _plain(section.heading), level - 2)
    if level > 2:
        return body
    _continue(composer, section.heading.plain, body, reaching, side, width)
    rule = Rule(space.rule, 0, width, theme.colors["rule"], 0.75)
    rule.above, rule.stretch = space.section, space.stretch
    return [rule, *body]


def _continue(
    composer: Composer, heading: str, body: list[Strip], reaching: Sequence[bool], side: float, width: float
) -> None:
    """Say the heading again where a page begins inside a section: in the column of headings, or above the text."""
    said, style = composer.words["continued"].format(section=heading), "caption"
    if side:
        say_beside(body, reaching, partial(_said_beside, composer, said, style), composer.theme.text[style].leading)
    else:
        say_above(body, composer.text(said, style, None, width), composer.theme.space.item)


def _said_beside(composer: Composer, said: str, style: str) -> list[Strip]:
    """What is said again in the column of headings; nothing where a word of it would be cut in two."""
    column = composer.theme.page.side
    if _is_wider(composer, Inline((Run(said),)), style, column):
        return []
    return composer.text(said, style, None, column)


def _is_wider(composer: Composer, heading: Inline, style: str, measure: float) -> bool:
    """Whether a word of a heading is wider than its column, where it would be cut in two."""
    longest = measure / composer.theme.text[style].size  # no letter is wider than its size
    words = (word for word in heading.plain.split() if len(word) > longest and not _has_ideographs(word))
    return any(inked_width(composer.text(word, style, None, 2 * measure)) > measure for word in words)


def _has_ideographs(word: str) -> bool:
    return not word.isascii() and any(first <= character <= last for character in word for first, last in _IDEOGRAPHS)


def _sources(
    composer: Composer, sources: tuple[Source, ...], parent: Tag, width: float, short: bool
) -> tuple[Strip, ...]:
    theme, space = composer.theme, composer.theme.space
    section = Tag("Sect", parent)
    title = composer.words["sources"]
    heading = composer.text(title, "subheading", Tag("H2", section), width)
    for strip in heading:
        strip.keep = True
    rule = Rule(space.rule, 0, width, theme.colors["rule"], 0.75)
    rule.above, rule.stretch = space.section, space.stretch
    rows = source_rows(composer, sources, section, width, short)
    return (rule, Marked(heading[0], title, 0), *heading[1:], *rows)


def _language_help(composer: Composer, notice: Sequence[Sentence], parent: Tag, width: float) -> list[Strip]:
    """The notice of free language help under a heading of its own."""
    section, title = Tag("Sect", parent), composer.words["language_help"]
    heading = composer.text(title, "subheading", Tag("H2", section), width)
    return headed(composer, heading, title, sentences(composer, notice, section, width), width)


def headed(composer: Composer, heading: list[Strip], title: str, body: list[Strip], width: float) -> list[Strip]:
    """A section of the sheet's own below a rule, with its bookmark: heading first, and never alone."""
    theme, space = composer.theme, composer.theme.space
    for strip in heading:
        strip.keep = True
    rule = Rule(space.rule, 0, width, theme.colors["rule"], 0.75)
    rule.above, rule.stretch = space.section, space.stretch
    body[0].above = space.item
    return [rule, Marked(heading[0], title, 0), *heading[1:], *body]


def source_rows(composer: Composer, sources: Sequence[Source], section: Tag, width: float, short: bool) -> list[Strip]:
    """The list of sources in two columns where they have room. ``short`` leaves titles out as :func:`_source` says."""
    theme, space = composer.theme, composer.theme.space
    tag = Tag("Sources", section, attributes="<</O/List/ListNumbering/Decimal>>")
    columns = 2 if (width - space.inset) / 2 >= _SOURCE_COLUMN * theme.text["source"].size else 1
    measure = (width - space.inset * (columns - 1)) / columns
    entries = [_source(composer, number, source, tag, measure, short) for number, source in enumerate(sources, 1)]
    if columns == 1:  # a long title in large print may be taller than a small page
        return [strip for entry in entries for strip in spaced(entry, space.item)]
    rows: list[Strip] = []
    for start in range(0, len(entries), columns):
        row = [(index * (measure + space.inset), entry) for index, entry in enumerate(entries[start : start + columns])]
        rows.append(Columns(row, above=space.item))
    return rows


def _source(composer: Composer, number: int, source: Source, parent: Tag, width: float, short: bool) -> list[Strip]:
    """One source. ``short`` leaves the title out where authors, journal and year find it as well."""
    entry = Tag("LI", parent)
    indent = 24 * composer.theme.text["source"].size / _SOURCE_SIZE
    label = composer.text(f"[{number}]", "source", Tag("Lbl", entry), indent)
    if short and source.authors:
        runs = [Run(source.authors, link=source.url)]
    else:
        runs = [Run(f"{source.authors}. ")] if source.authors else []
        runs.append(Run(source.title.rstrip("."), link=source.url))
    runs.append(Run(f". {source.publisher}, {source.year}."))
    body = Tag("LBody", entry, language=source.language if source.language != composer.language else None)
    text = composer.text(Inline(tuple(runs)), "source", body, width - indent)
    return beside(shifted(text, indent), label, 0)


def imprint_strips(
    composer: Composer, handout: Handout, clinic: Clinic, identity: Identity, parent: Tag, width: float
) -> list[Strip]:
    """Which sheet this is, for those who do not see footers and for phones: facts in words beside the QR code."""
    lines = imprint(handout, clinic, identity, composer.words.phrases)
    code = _Code(identity.qr_text(), bool(identity.address))
    return [*_imprint(composer, lines, code, parent, width)] if lines else []


class Imprint(Columns):
    """The facts about the sheet beside their code."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Code:
    """What the code of the imprint says, and whether it leads to a page on the web."""

    said: str
    leads: bool


def _imprint(
    composer: Composer, lines: Sequence[str], code: _Code, parent: Tag, width: float, above: float = 0.0
) -> tuple[Strip, ...]:
    space, phrases = composer.theme.space, composer.words.phrases
    section = Tag("Sect", parent)
    size = max(_IMPRINT_CODE, size_for(code.said, _SMALLEST_MODULE)) if code.leads else _IMPRINT_CODE
    left = size + space.inset
    stacked = width - left < _IMPRINT_MEASURE * composer.theme.text["source"].size
    if stacked:
        left = 0.0
    words = composer.text(phrases["about"], "imprint", Tag("H2", section), width - left)
    for line in lines:
        words += composer.text(line, "source", Tag("P", section), width - left)
    figure = qr_figure(phrases["about_qr_web" if code.leads else "about_qr"], size, section)
    drawn: list[Strip] = [qr_drawing(code.said, size, composer.theme.colors["ink"], figure)]
    above += space.paragraph
    if stacked:
        words[0].keep = True
        return (*spaced([*words, *spaced(drawn, space.item)], above),)
    return (Imprint([(left, words), (0, drawn)], above=above),)


_remembered_sources = lru_cache(maxsize=_REMEMBERED)(_sources)
_remembered_imprint = lru_cache(maxsize=_REMEMBERED)(_imprint)


def _plain(text: Inline) -> str:
    return "".join(run.text for run in text.runs)
