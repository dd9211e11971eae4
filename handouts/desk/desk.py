"""Everything one running desk has: the shelf, the press, what it holds in memory, and who guards it."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock

from handouts import publish
from handouts.desk.finding import Index, index
from handouts.desk.guarding import Guard, Patience
from handouts.desk.holding import Holding
from handouts.desk.phones import Links
from handouts.desk.press import Kept, Made, Press
from handouts.desk.settings import settings
from handouts.desk.shelf import Shelf, Shelves
from handouts.problems import HandoutsError
from handouts.publish import HandedOut, Options
from handouts.records import dataclass


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a desk is set up. ``counts`` is the file of the count, None where nothing is counted.

    ``phones`` is the address of the door for phones, without a slash at its end; None where there is none.
    ``language`` is that of the page; None leaves it to the browser.
    ``live`` shows a changed text at once, for those who write.
    ``today`` gives the clinic's own day, ``clock`` seconds that only grow.
    """

    options: Options
    counts: Path | None = None
    password: str | None = field(default=None, repr=False)
    names: frozenset[str] = frozenset()
    live: bool = False
    today: Callable[[], date] = date.today
    clock: Callable[[], float] = time.monotonic
    phones: str | None = None
    language: str | None = None


class Desk:
    """One running desk. Nothing of it is on disk but the count, which names no patient."""

    def __init__(self, arrangement: Arrangement) -> None:
        """Raises ProjectError where the content cannot be used, UsageError."""
        self.arrangement = arrangement
        self.shelves = Shelves(arrangement.options, arrangement.today)
        self.press = Press()
        self.holding = Holding(arrangement.clock)
        self.links = Links(arrangement.clock)
        self.guard = Guard(token_urlsafe(24), arrangement.names, arrangement.password)
        self.patience = Patience(arrangement.clock)
        self._indexes: Kept[str, Index] = Kept(2)
        self._printing: OrderedDict[str, tuple[HandedOut, ...]] = OrderedDict()
        self._recent: deque[str] = deque(maxlen=settings().limits["recent"])
        self._lock = Lock()

    def index(self, shelf: Shelf) -> Index:
        """The search index of a shelf."""
        return self._indexes.get(shelf.stamp, lambda: index(shelf))

    def warm(self) -> None:
        """Make one sheet that nobody asked for, so that the first patient need not wait while the engine is loaded."""
        shelf = self.shelves.current()
        options = self.arrangement.options
        leaf = next(iter(shelf.titles.values())).original
        with suppress(HandoutsError):
            self.press.thumbnail(shelf, leaf, options.edition, options.paper)

    def recent(self) -> tuple[str, ...]:
        """Ids of the handouts printed lately, the last one first."""
        with self._lock:
            return tuple(self._recent)

    def forget(self, name: str) -> None:
        """Let go of an order at once, and of its links that no phone has opened."""
        self.holding.forget(name)
        self.links.forget(name)

    def printing(self, name: str, made: Sequence[Made], copies: int) -> None:
        """Sheets are on their way to the printer: remember which are in use, and soon forget for whom they are.

        They are not counted before somebody says that they were handed out: a print window can be closed again.
        """
        with self._lock:
            for sheet in made:
                used = sheet.leaf.handout.id
                if used in self._recent:
                    self._recent.remove(used)
                self._recent.appendleft(used)
            if self.arrangement.counts is not None:
                day = self.arrangement.today()
                self._printing[name] = tuple(_counted(sheet, copies, day) for sheet in made)
                while len(self._printing) > settings().limits["held"]:
                    self._printing.popitem(last=False)
        self.holding.let_leave(name)

    def printed(self, name: str, reason: str, *, handed_out: bool) -> bool:
        """Count what was handed out, once; whether it was waiting for that. Raises MachineError."""
        self.forget(name)
        with self._lock:
            given = self._printing.pop(name, None)
        if given is None or self.arrangement.counts is None:
            return False
        if handed_out:
            publish.count(self.arrangement.counts, tuple(replace(one, reason=reason) for one in given))
        return True


def _counted(sheet: Made, copies: int, day: date) -> HandedOut:
    said = [leaf.identity for leaf in sheet.leaves]
    return HandedOut(
        day.isoformat(),
        sheet.leaf.handout.id,
        " + ".join(dict.fromkeys(one.version for one in said)),
        "+".join(one.language for one in said),
        sheet.identity.edition,
        sheet.state.value,
        " + ".join(one.code for one in said),
        copies,
        reason="",
    )
