"""Orders from outside: everything that is not one is refused in plain words, and nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.desk.orders import BadOrderError, read_order
from tests.desk.desks import order


def test_an_order_is_read() -> None:
    read = read_order(order("a", "b", copies=3, name="Ana"))
    assert [item.handout for item in read.items] == ["a", "b"]
    assert (read.copies, read.personal.name, read.personal.note) == (3, "Ana", ())


@pytest.mark.parametrize(
    "changes",
    [
        {"items": []},
        {"items": "a"},
        {"items": [{"handout": "a"}] * 21},
        {"items": [{"handout": 1}]},
        {"items": [{"handout": "a", "left_out": [-1]}]},
        {"items": [{"handout": "a", "left_out": [True]}]},
        {"items": [{"handout": "a", "left_out": {"0": 1}}]},
        {"items": [{"handout": "a", "added": [1.5]}]},
        {"items": [["a"]]},
        {"copies": 0},
        {"copies": 100},
        {"copies": "3"},
        {"copies": True},
        {"copies": 1.5},
        {"language": ""},
        {"language": None},
        {"paper": "a" * 65},
        {"fold": "crumpled"},
        {"fold": 5},
        {"flip": "left"},
        {"name": "x" * 121},
        {"name": 5},
        {"note": "x" * 1501},
        {"name": "A\u0000"},
        {"name": "A\u202eB"},
        {"note": "A\ud800"},
        {"fields": []},
        {"fields": {"a.b": 5}},
        {"fields": {"a.b": "x" * 2001}},
        {"fields": {f"a.{'b' * n}": "x" for n in range(1, 102)}},
        {"items": [{"handout": "a", "ticked": ["1"]}]},
        {"note": "\ue000"},
    ],
)
def test_what_is_no_order_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadOrderError):
        read_order({**order("a"), **changes})


@pytest.mark.parametrize("asked", [None, [], "x", 5, {}])
def test_what_is_nothing_like_it_is_refused(asked: object) -> None:
    with pytest.raises(BadOrderError):
        read_order(asked)
