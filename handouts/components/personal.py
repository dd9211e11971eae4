"""The personal panel: what holds for one patient, printed, left free for a stamp, or left blank for the hand."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.components.boxes import Drawing, Panel, Rule
from handouts.components.composer import Composer
from handouts.components.lists import tick
from handouts.components.strip import Columns, Gap, Strip, beside, boxed, kept, shifted, spaced
from handouts.model import PersonalChoice, PersonalNotes, PersonalPanel, PersonalRow
from handouts.tags import CROSS, Slot, Tag, TaggedCanvas

#: The share of the panel's width that labels have.
_LABELS = 0.38
#: White between a label and the line behind it, in points.
_APART = 8.0
#: White over a line of writing that is higher than one line, in points, and the room of the rule under it.
_OVER, _UNDER = 12.0, 2.0
#: A panel higher than this may part over pages, in points.
_WHOLE = 330.0
#: How much larger than its cross a box is, so that the cross stands clear of its edges.
_AROUND = 1.3
#: Lines of notes, with their label, that stay on one page.
_TOGETHER = 12


def personal(composer: Composer, block: PersonalPanel, parent: Tag, width: float, level: int) -> list[Strip]:
    """A framed panel: labels with what was filled in, or a line to write on, behind each; then choices and notes."""
    theme, space = composer.theme, composer.theme.space
    tag = Tag("Personal", parent, title=composer.words["for_you"])
    inner = width - 2 * space.inset
    strips: list[Strip] = []
    if block.title is not None:
        strips += composer.text(block.title, "subheading", Tag(f"H{min(level, 6)}", tag), inner)
    rows = Tag("L", tag, attributes="<</O/List/ListNumbering/None>>")
    for row in block.rows:
        strips.append(_row(composer, row, Tag("LI", rows), inner))
    if block.choices:
        strips += spaced(_choices(composer, block.choices, tag, inner), space.item + 4)
    if block.notes is not None:
        strips += _notes(composer, block.notes, tag, inner)
    box = Panel(0, width, space.inset - 2, edge=theme.colors["accent"], edge_width=1.5, radius=6)
    whole = sum(strip.height + strip.above for strip in strips) < _WHOLE
    return spaced(boxed(shifted(kept(strips) if whole else strips, space.inset), box, whole), space.block)


class Free(Strip):
    """Room for a line of a field that is stamped later; ``goes_on`` where the field has one above it."""

    __slots__ = ("composer", "field", "goes_on", "tag", "width")

    def __init__(self, composer: Composer, field: str, tag: Tag, width: float, goes_on: bool = False) -> None:
        super().__init__(composer.theme.text["body"].leading)
        self.composer, self.field, self.tag, self.width, self.goes_on = composer, field, tag, width, goes_on

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Tell the canvas where the line's baseline is: reckoned as that of a line of text, to the last bit."""
        look = self.composer.theme.text["body"]
        face = self.composer.faces[look.font]
        (line,) = self.composer.text("x", "body", self.tag, self.width)
        baseline: float = top - line.base  # type: ignore[attr-defined]  # composer.text gives lines of text
        if self.goes_on:
            canvas.slot_goes_on(self.field, baseline)
            return
        language = self.composer.language
        slot = Slot(
            self.field,
            face,
            look.size,
            look.color,
            x,
            (baseline,),
            self.width,
            language=language,
            tracking=look.tracking,
        )
        canvas.slot(self.tag, slot)


def _row(composer: Composer, row: PersonalRow, entry: Tag, inner: float) -> Strip:
    """A label and its value on a rule; a value too long for the line goes on below."""
    space, leading = composer.theme.space, composer.theme.text["body"].leading
    column = inner * _LABELS
    label = composer.text(row.label, "label", Tag("Lbl", entry), column - _APART)
    value = composer.text(row.value, "body", Tag("LBody", entry), inner - column) if row.value is not None else []
    lines = max(len(label), len(value), 1)
    height = max(space.line, lines * leading + _OVER)
    room = height - _UNDER
    written: list[Strip] = value or [Gap(leading)]
    if row.slot:
        written = [Free(composer, row.field, Tag("LBody", entry), inner - column)]
    written = [Gap(room - len(written) * leading), *written]
    beside_it = [Gap(room - len(label) * leading), *label]
    return Columns([(0, beside_it), (column, [*written, _rule(composer, inner - column)])])


def _rule(composer: Composer, width: float) -> Rule:
    return Rule(_UNDER, 0, width, composer.theme.colors["write"], 0.75)


def _notes(composer: Composer, notes: PersonalNotes, parent: Tag, inner: float) -> list[Strip]:
    """A label over ruled lines; what was noted stands on them, and more lines than there are get rules of their own."""
    space, leading = composer.theme.space, composer.theme.text["body"].leading
    step = max(space.line, leading + _OVER)
    tag = Tag("P", parent)
    label = spaced(composer.text(notes.label, "label", Tag("P", parent), inner), space.item + 4)
    written = [line for part in notes.value or () for line in composer.text(part, "body", tag, inner)]
    out: list[Strip] = [*label]
    for number in range(max(notes.lines, len(written))):
        line: Strip = Gap(leading)
        if number < len(written):
            line = written[number]
        elif notes.slot:
            line = Free(composer, notes.field, tag, inner, goes_on=number > 0)
        out.append(Columns([(0, [Gap(step - _UNDER - leading), line, _rule(composer, inner)])]))
    return kept(out) if len(out) <= _TOGETHER else out


def _choices(composer: Composer, choices: Sequence[PersonalChoice], parent: Tag, inner: float) -> list[Strip]:
    space = composer.theme.space
    tag = Tag("Checklist", parent, attributes="<</O/List/ListNumbering/None>>")
    indent = max(space.indent, composer.scaled(20)) + 4
    out: list[Strip] = []
    for number, choice in enumerate(choices):
        entry = Tag("LI", tag)
        mark = _mark(composer, choice, number, entry)
        text = composer.text(choice.text, "body", Tag("LBody", entry), inner - indent)
        out += spaced(beside(shifted(text, indent), [mark], 0), space.item if out else 0)
    return out


def _mark(composer: Composer, choice: PersonalChoice, number: int, entry: Tag) -> Strip:
    """The box of a choice: to tick by hand, to be stamped, or ticked or not; whether it is, is also said in words."""
    words, look = composer.words, composer.theme.text["body"]
    smallest = composer.theme.limits.smallest_text
    size = max(composer.theme.space.box + 3, smallest * _AROUND)
    cross = max(smallest, size / _AROUND)
    if choice.ticked is None and not choice.slot:
        return tick(composer, Tag("Lbl", entry, alt=words["tick"]), size)
    tag, face = Tag("Lbl", entry), composer.faces["bold"]
    spoken = (words["unticked"], words["ticked"])
    shift = (size - face.shape(CROSS).width * face.scale * cross) / 2

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        low = top - (look.leading + size) / 2
        base = low + (size - face.cap_height * face.scale * cross) / 2
        slot = Slot(f"#{number}", face, cross, look.color, x + 1 + shift, (base,), size, spoken, (x + 1, low, size))
        if choice.slot:
            canvas.slot(tag, slot)
        else:
            canvas.tick(tag, slot, ticked=bool(choice.ticked))

    return _Own(look.leading, paint)


class _Own(Drawing):
    """A drawing that opens its own mark."""

    __slots__ = ()

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        self.paint(canvas, x, top)
