"""Which text of a translation was made from which text of its original, and whether that one has changed since.

A translation keeps a mark of every text it was made from, in reading order. Setting these beside the marks of the
original as it is now tells what is the same, what was changed, added, taken out or moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from enum import Enum

from handouts.model import Handout
from handouts.records import dataclass
from handouts.translation.texts import Text, mark, texts_of

#: Stands where nobody knows from which text a translation was made.
UNKNOWN = "-"


class State(Enum):
    """How a translated text stands to its original."""

    NEW = "new"
    TRANSLATED = "translated"
    NEEDS_REVIEW = "needs-review"


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the original, and what was made of it. ``made_from`` is the mark that the translation keeps of it."""

    original: Text
    translation: Text | None
    state: State
    made_from: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every text of the original in reading order; ``surplus`` are texts of the translation that none of them has.

    ``noted`` is false where the translation keeps no marks, or others than its texts: only places were compared then.
    """

    pairs: tuple[Pair, ...]
    surplus: tuple[Text, ...] = ()
    noted: bool = True

    @property
    def owed(self) -> tuple[Pair, ...]:
        """What a translation must say: easy read only where it says any of that."""
        easy = any(one.original.easy and one.translation for one in self.pairs)
        return tuple(one for one in self.pairs if easy or not one.original.easy)


def pair(original: Handout, translation: Handout | None) -> Pairing:
    """Set the texts of a translation beside those of its original; all are new where there is no translation."""
    texts = texts_of(original)
    others, marks = texts_of(translation) if translation else (), translation.translated_from if translation else ()
    # Texts that a translation does without would be taken for what its other texts became.
    easy = any(text.easy for text in others)
    found = _paired([text for text in texts if easy or not text.easy], others, marks) if others else Pairing(())
    known = {one.original.id: one for one in found.pairs}
    return replace(found, pairs=tuple(known.get(text.id) or Pair(text, None, State.NEW) for text in texts))


def _paired(texts: Sequence[Text], others: Sequence[Text], marks: Sequence[str]) -> Pairing:
    if not marks or len(marks) != len(others):
        return _by_path(texts, others, marks)
    now = [mark(text) for text in texts]
    partner = _partners(marks, now)
    pairs = []
    for index, text in enumerate(texts):
        at = partner.get(index)
        if at is None:
            pairs.append(Pair(text, None, State.NEW))
        else:
            state = State.TRANSLATED if marks[at] == now[index] else State.NEEDS_REVIEW
            pairs.append(Pair(text, others[at], state, marks[at]))
    used = set(partner.values())
    return Pairing(tuple(pairs), tuple(text for at, text in enumerate(others) if at not in used))


def _by_path(texts: Sequence[Text], others: Sequence[Text], marks: Sequence[str]) -> Pairing:
    """By where they stand: without marks, or where somebody added texts to the translation by hand."""
    known = {text.id: text for text in others}
    pairs = []
    for text in texts:
        other = known.pop(text.id, None)
        now = mark(text)
        if other is None:
            pairs.append(Pair(text, None, State.NEW))
        elif not marks:
            pairs.append(Pair(text, other, State.TRANSLATED))
        elif now in marks:
            pairs.append(Pair(text, other, State.TRANSLATED, now))
        else:
            pairs.append(Pair(text, other, State.NEEDS_REVIEW))
    return Pairing(tuple(pairs), tuple(known.values()), noted=False)


def _partners(then: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """For each text of now its index then: the same, the same at another place, or the one it was changed from."""
    found: dict[int, int] = {}
    gaps: list[tuple[list[int], list[int]]] = []
    for tag, start, end, other, other_end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found.update(zip(range(other, other_end), range(start, end), strict=True))
        else:
            gaps.append((list(range(start, end)), list(range(other, other_end))))
    left = {then[index]: index for olds, _ in gaps for index in reversed(olds)}
    for _, news in gaps:  # what was moved
        for index in news:
            if now[index] in left and now[index] != UNKNOWN:
                found[index] = left.pop(now[index])
    moved = set(found.values())
    for olds, news in gaps:  # what was changed where it stands
        waiting = [index for index in olds if index not in moved]
        changed = [index for index in news if index not in found]
        found.update(zip(changed, waiting, strict=False))
    return found
