"""Stamping: a handout whose fields stand only in panels is laid out once, and each copy fills the places left free.

The stamp says exactly what a full layout would: the same shaped text at the same place. What a stamp cannot do
(a value longer than its line, a letter that only shaping reaches) is left to a full layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from handouts import model
from handouts.components.composer import tracked
from handouts.components.paragraph import set_rows
from handouts.components.rows import Type
from handouts.fonts import Faces
from handouts.merge.filling import Places
from handouts.model import Handout, PersonalChoice, PersonalNotes, PersonalPanel, PersonalRow
from handouts.tags import Slot
from handouts.words import right_to_left

#: What the names of most patients are written with.
_LETTERS = "Ana"
#: Values remembered for each place; a list has few different days and clinicians.
_REMEMBERED = 2048
#: What a value is that was not seen before: nothing else is equal to it.
_NEW = b"new"
#: Words remembered for each place; names come back.
_WORDS = 20_000


def can_be_stamped(handout: Handout, places: Places, faces: Faces) -> bool:
    """Whether every field stands in a panel, choices in one panel at most, and names run from left to right in the face
    of the brand.
    """
    language, regular = handout.language, faces["regular"]
    if right_to_left(language) or any(face is not regular for _, face in faces.cut(_LETTERS, "regular", language)):
        return False
    panels = [panel for panel in _panels(handout.sections) if panel.choices]
    return bool(places.names) and not places.inline and len(panels) <= 1


def with_slots(handout: Handout, ticked: bool) -> Handout:
    """The handout with its places left free; choices only where they are ``ticked`` for the patient, not by hand."""

    def change(part: Any) -> Any:
        match part:
            case PersonalRow():
                return replace(part, value=None, slot=True)
            case PersonalNotes():
                return replace(part, slot=True)
            case PersonalChoice():
                return replace(part, slot=ticked)
        return part

    made: Handout = model.rebuilt(handout, change)
    return made


def _panels(part: object) -> Iterable[PersonalPanel]:
    if isinstance(part, PersonalPanel):
        yield part
    elif isinstance(part, tuple):
        for entry in part:
            yield from _panels(entry)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from _panels(getattr(part, name))


class Filler:
    """Fills the late streams of one template.

    ``defaults`` are what fields say that no value fills; ``bind`` ties numbers to their units, as a full layout does.
    """

    def __init__(
        self, late: Iterable[Sequence[bytes | Slot]], defaults: Mapping[str, str], bind: Callable[[str], str]
    ) -> None:
        self._late = tuple(_Late(parts, defaults, bind) for parts in late)

    def streams(self, values: Mapping[str, tuple[str, ...]], ticked: frozenset[int] | None) -> list[bytes] | None:
        """The contents of the late streams for one patient, or None where a full layout is needed."""
        out = []
        for late in self._late:
            if late.lacking and not late.lacking <= values.keys():
                return None
            pieces, lines = late.pieces.copy(), late.lines
            for field, value in values.items():
                for at, line in lines.get(field, ()):
                    written = line.known.get(value, _NEW)
                    if written is _NEW:
                        written = line.written(value)
                    if written is None:
                        return None
                    pieces[at] = written
            if ticked:
                for at, tick in late.ticks:
                    pieces[at] = tick.states[tick.number in ticked]
            out.append(b"".join(pieces))
        return out


class _Late:
    """A late stream: what it says without a patient, and the places of each field. ``lacking`` are fields whose default
    does not fit.
    """

    __slots__ = ("lacking", "lines", "pieces", "ticks")

    def __init__(self, parts: Sequence[bytes | Slot], defaults: Mapping[str, str], bind: Callable[[str], str]) -> None:
        self.pieces: list[bytes] = []
        self.lines: dict[str, list[tuple[int, _Line]]] = {}
        self.ticks: list[tuple[int, _Tick]] = []
        lacking = set()
        for at, part in enumerate(parts):
            blank: bytes | None = part if isinstance(part, bytes) else None
            if isinstance(part, Slot) and part.spoken is not None:
                tick = _Tick(part)
                self.ticks.append((at, tick))
                blank = tick.states[False]
            elif isinstance(part, Slot):
                line = _Line(part, defaults.get(part.field), bind)
                self.lines.setdefault(part.field, []).append((at, line))
                blank = line.written(None)
                if blank is None:
                    lacking.add(part.field)
            self.pieces.append(blank or b"")
        self.lacking = frozenset(lacking)


class _Tick:
    """A box, in both of its states."""

    __slots__ = ("number", "states")

    def __init__(self, slot: Slot) -> None:
        self.number = int(slot.field[1:])
        self.states = tuple(slot.tick(state).encode("ascii") for state in (False, True))


class _Line:
    """Room for text: what a value looks like there, checked against the room and the letters of its font."""

    __slots__ = (
        *("_after", "_alphabet", "_before", "_bind", "_default", "_most", "_slot", "_space", "_space_width", "_type"),
        *("_words", "field", "known"),
    )

    def __init__(self, slot: Slot, default: str | None, bind: Callable[[str], str]) -> None:
        self.field = slot.field
        self._bind = bind
        self._slot = slot
        self._default = (default,) if default else None
        self._type = Type(slot.face, slot.size, slot.language, tracking=slot.tracking)
        self._alphabet = slot.face.alphabet
        self.known: dict[tuple[str, ...] | None, bytes | None] = {}
        self._words: dict[str, tuple[int, bytes]] = {}
        self._space = slot.face.space.codes.encode("ascii")
        self._space_width = slot.face.space.width
        self._most = slot.width / (slot.size * slot.face.scale)
        before, after = slot.around()
        self._before, self._after = before.encode("ascii"), after.encode("ascii")

    def written(self, value: tuple[str, ...] | None) -> bytes | None:
        """The operators that write a value, or None where it does not fit."""
        shown = value or self._default
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        found = self.known[value] = b"" if shown is None else self._set(shown)
        return found

    def _set(self, value: tuple[str, ...]) -> bytes | None:
        slot, text = self._slot, value[0]
        codes = self._plain(text) if len(value) == 1 and not slot.tracking else None
        if codes is not None:
            return self._before + codes + self._after
        text = self._bind(text)
        if len(value) > 1 or "\u00ad" in text or (slot.tracking and not tracked(text)):
            return None
        rows = set_rows(((text, self._type),), slot.width)
        if len(rows) > len(slot.baselines):
            return None
        for row in rows:
            if len(row.segments) != 1:
                return None
            segment = row.segments[0]
            fits = row.inked <= slot.width and self._alphabet.issuperset(segment.glyphs)
            if not fits or not _is_plain(segment.codes):
                return None
        return slot.lines([row.segments[0].codes for row in rows]).encode("ascii")

    def _plain(self, text: str) -> bytes | None:
        """The glyphs of words of letters that fit on one line: what ``set_rows`` gives, without its trouble."""
        known = self._words
        units, codes = -self._space_width, []
        for word in text.split(" "):
            found = known.get(word) or self._learned(word)
            if not found[1]:
                return None
            units += found[0] + self._space_width
            codes.append(found[1])
        return self._space.join(codes).replace(b"><", b"") if units <= self._most else None

    def _learned(self, word: str) -> tuple[int, bytes]:
        """The width and the glyphs of a word; none where it is not of letters alone, or needs more than glyphs."""
        if len(self._words) > _WORDS:
            self._words.clear()
        shaped = self._type.shape(word)
        good = word.isalpha() and self._alphabet.issuperset(shaped.glyphs) and _is_plain(shaped.codes)
        found = self._words[word] = shaped.width, shaped.codes.encode("ascii") if good else b""
        return found


def _is_plain(codes: str) -> bool:
    """Whether shaped text is glyphs and kerning alone: no cluster with a code of its own, nothing spoken otherwise."""
    return "~" not in codes and "]" not in codes
