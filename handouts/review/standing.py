"""Where a handout stands on a day: what its file says, the date, and whether the text is still the reviewed one."""

from __future__ import annotations

from datetime import date
from enum import Enum

from handouts.model import Handout, Status
from handouts.records import dataclass


class State(Enum):
    """The life of a handout, from first draft to recall."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    DUE = "due"
    EXPIRED = "expired"
    CHANGED = "changed"
    RETIRED = "retired"
    RECALLED = "recalled"


#: What may be built as final: a named person vouches for exactly this text, today.
FINAL = frozenset({State.REVIEWED, State.DUE})


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and the fingerprint it holds for."""

    state: State
    fingerprint: str

    @property
    def final(self) -> bool:
        """Whether a sheet without any mark may be made."""
        return self.state in FINAL


def standing(handout: Handout, fingerprint: str, today: date, due_days: float) -> Standing:
    """Where a handout with this ``fingerprint`` stands on the day ``today``.

    A review is due from ``due_days`` before its next date on, and has run out after that date.
    """
    review = handout.review
    left = (date.fromisoformat(review.next) - today).days if review.next else None
    return Standing(_state(handout, fingerprint, left, due_days), fingerprint)


def _state(handout: Handout, fingerprint: str, left: int | None, due_days: float) -> State:
    review = handout.review
    if review.status is Status.RECALLED:
        return State.RECALLED
    if review.status is Status.RETIRED:
        return State.RETIRED
    if review.status is Status.DRAFT:
        return State.DRAFT
    if review.fingerprint != fingerprint:
        return State.CHANGED
    if left is None or left < 0:
        return State.EXPIRED
    return State.DUE if left <= due_days else State.REVIEWED
