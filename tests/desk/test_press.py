"""What is kept ready is made once, however many want it at the same time, and no more of it than fits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest

from handouts.desk.press import Kept

_CROWD = 16


def test_many_who_want_the_same_wait_for_one_to_make_it() -> None:
    kept: Kept[str, int] = Kept(4)
    made: list[int] = []
    together = Barrier(_CROWD)

    def make() -> int:
        made.append(1)
        sleep(0.05)
        return len(made)

    def want(_: int) -> int:
        together.wait()
        return kept.get("sheet", make)

    with ThreadPoolExecutor(_CROWD) as pool:
        assert set(pool.map(want, range(_CROWD))) == {1}
    assert len(made) == 1


def test_what_fails_is_tried_again() -> None:
    kept: Kept[str, int] = Kept(4)

    def fail() -> int:
        raise ValueError("no paper")

    with pytest.raises(ValueError, match="no paper"):
        kept.get("sheet", fail)
    assert kept.get("sheet", lambda: 5) == 5


def test_the_least_used_goes_first() -> None:
    kept: Kept[str, int] = Kept(2)
    for name in ("one", "two", "one", "three"):
        kept.get(name, lambda: 1)
    assert kept.get("one", lambda: 2) == 1
    assert kept.get("two", lambda: 2) == 2
