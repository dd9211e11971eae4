"""What folding asks of a layout."""

from __future__ import annotations

from handouts.records import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """The name of a fold, how many pages it has at most (None: as many as it takes), and whether these are panels.

    On panels the title stands alone on a cover, and whom to call stands on the back. Pages that are ``bound`` together
    have a short foot, without version and dates: the imprint on the last of them has these.
    """

    fold: str
    most: int | None = None
    panels: bool = False
    bound: bool = False
