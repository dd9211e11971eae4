"""Five hundred injuries and more to good documents, and not one of them may be published."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import pytest

from tests.engine import shipped
from tests.proof.documents import random_made
from tests.proof.injuries import KINDS, Surgeon, injure, operate

#: Injuries of each kind; 27 kinds make 594.
EACH = 22
_RANDOM_DOCUMENTS = 6


@lru_cache(maxsize=1)
def patients() -> tuple[Surgeon, ...]:
    """The shipped handouts and a few random ones of two pages, all of them good."""
    found = [*shipped()]
    seed = 1000
    while len(found) < len(shipped()) + _RANDOM_DOCUMENTS:
        made = random_made(seed, 5, "hillside" if seed % 2 else "loganville")
        if made.sheet.pages == 2:
            found.append(made)
        seed += 1
    assert not any(made.prove() for made in found)
    return tuple(operate(made) for made in found)


def test_there_are_five_hundred_injuries() -> None:
    assert EACH * len(KINDS) >= 500


@pytest.mark.parametrize("kind", KINDS)
def test_every_injury_is_caught(kind: str) -> None:
    """Places where this injury would change nothing are passed over, so that ``EACH`` real ones remain."""
    tables = patients()
    done = seed = 0
    missed = []
    while done < EACH:
        assert seed < 20 * EACH, f"too few places for '{kind}'"
        table = tables[seed % len(tables)]
        injury = injure(table, kind, Random(f"{kind} {seed}"))
        if injury is not None:
            assert injury.data != table.made.sheet.data or injury.handout != table.made.handout
            done += 1
            if not table.made.prove(injury.data, injury.handout):
                missed.append(f"{kind}, seed {seed}, {table.made.handout.id}: {injury.what}")
        seed += 1
    assert not missed
