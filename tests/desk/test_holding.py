"""Patient data is gone when it should be: asked to forget, idle too long, or too much of it."""

from __future__ import annotations

import pytest

from handouts.desk import holding
from handouts.desk.holding import Holding
from handouts.desk.settings import settings
from tests.desk.desks import Clock


def test_it_is_there_until_it_is_forgotten() -> None:
    held = Holding(Clock())
    name = held.hold(())
    assert held.get(name) == ()
    assert len(name) >= 32  # characters of a random name
    held.forget(name)
    assert held.get(name) is None
    assert held.get("") is None


def test_it_goes_after_ten_idle_minutes_even_if_nobody_asks() -> None:
    clock = Clock()
    held = Holding(clock)
    name = held.hold(())
    clock.now += 599
    assert held.get(name) == ()  # looking at it keeps it
    clock.now += 599
    held.sweep()
    assert len(held) == 1
    clock.now += 2
    held.sweep()
    assert len(held) == 0


def test_no_more_is_kept_than_fits() -> None:
    held = Holding(Clock())
    names = [held.hold(()) for _ in range(settings().limits["held"] + 5)]
    assert len(held) == settings().limits["held"]
    assert held.get(names[0]) is None
    assert held.get(names[-1]) == ()


def test_no_more_bytes_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding.Held, "size", 150_000_000)
    held = Holding(Clock())
    first, second = held.hold(()), held.hold(())
    assert held.get(first) is None
    assert held.get(second) == ()
