"""A sheet that says everything in two languages: what it is in each of them, and what both together may be used for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from handouts.model import Handout
from handouts.records import dataclass
from handouts.review.identity import Identity
from handouts.review.standing import State
from handouts.words import Words, right_to_left

#: From what may be handed out to what may not: where two texts stand on one sheet the later one counts.
_WORSE = (
    State.REVIEWED,
    State.DUE,
    State.DRAFT,
    State.CHANGED,
    State.EXPIRED,
    State.RETIRED,
    State.RECALLED,
)
#: What the metadata of a bilingual sheet say of its second text, and the field of its identity.
_BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "beside": "language",
        "beside version": "version",
        "beside of": "of",
        "beside reviewed": "reviewed",
        "beside next": "next",
        "beside code": "code",
    }
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of a sheet in two: the handout in it, the engine's own words, and what this text is."""

    handout: Handout
    words: Words
    identity: Identity

    @property
    def backward(self) -> bool:
        """Whether it is written from right to left."""
        return right_to_left(self.handout.language)


Voices = tuple[Voice, Voice]


def state_of(voices: Voices) -> State:
    """Where a sheet in two languages stands: where the worse of its texts does."""
    return worst(voice.identity.state for voice in voices)


def worst(states: Iterable[State]) -> State:
    """Of several states the one that most forbids to hand a sheet out."""
    return max(states, key=_WORSE.index)


def keywords_of(voices: Voices) -> str:
    """The facts of both texts in one line, as the metadata of the file have them."""
    first, second = (voice.identity for voice in voices)
    beside = {name: str(getattr(second, field)).replace(";", ",") for name, field in _BESIDE.items()}
    said = "; ".join(f"{name}={value}" for name, value in beside.items() if value)
    return f"{first.keywords()}; {said}; beside state={second.state.value}"
