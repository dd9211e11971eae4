"""Sheets with patient data, in memory only: under a name nobody can guess, gone after printing or ten idle minutes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from secrets import token_urlsafe
from threading import Lock

from handouts.desk.press import Made
from handouts.desk.settings import settings
from handouts.records import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """The sheets of one order, and until when they stay (seconds of the clock); ``leaving`` once they are printed."""

    made: tuple[Made, ...]
    until: float
    leaving: bool = False

    def __repr__(self) -> str:  # so that no log can hold it
        return "Held(…)"

    @property
    def size(self) -> int:
        """What it takes, in bytes."""
        return sum(len(sheet.data) for sheet in self.made)


class Holding:
    """Keeps a bounded number of orders. ``clock`` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._held: OrderedDict[str, Held] = OrderedDict()

    def __len__(self) -> int:
        with self._lock:
            return len(self._held)

    def hold(self, made: tuple[Made, ...]) -> str:
        """Keep the sheets of an order; gives the name to ask for them by."""
        limits = settings().limits
        name = token_urlsafe(24)
        with self._lock:
            self._sweep()
            self._held[name] = Held(made, self._clock() + limits["idle"])
            while len(self._held) > 1 and (len(self._held) > limits["held"] or self._size() > limits["held_bytes"]):
                self._held.popitem(last=False)
        return name

    def get(self, name: str) -> tuple[Made, ...] | None:
        """The sheets under a name; None where they are gone. Looking at them keeps them, unless they are printed."""
        with self._lock:
            self._sweep()
            held = self._held.get(name)
            if held is None:
                return None
            if not held.leaving:
                self._held[name] = Held(held.made, max(held.until, self._clock() + settings().limits["idle"]))
            return held.made

    def let_leave(self, name: str) -> None:
        """Keep an order no longer than it takes to see whether the printer jammed."""
        with self._lock:
            held = self._held.get(name)
            if held is not None:
                until = min(held.until, self._clock() + settings().limits["printed"])
                self._held[name] = Held(held.made, until, leaving=True)

    def forget(self, name: str) -> None:
        """Let go of an order at once."""
        with self._lock:
            self._held.pop(name, None)

    def sweep(self) -> None:
        """Let go of all that has been idle too long."""
        with self._lock:
            self._sweep()

    def _sweep(self) -> None:
        now = self._clock()
        for name in [name for name, held in self._held.items() if held.until <= now]:
            del self._held[name]

    def _size(self) -> int:
        return sum(held.size for held in self._held.values())
