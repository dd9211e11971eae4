"""What folding asks of a layout."""

from __future__ import annotations

from handouts.records import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """The name of a fold, how many pages it has at most (None: as many as it takes), and whether these are panels.

    On panels the title stands alone on a cover, whom to call stands on the back, and the foot is short.
    """

    fold: str
    most: int | None = None
    panels: bool = False
