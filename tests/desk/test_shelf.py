"""The shelf: which language, or which two, a sheet is taken in."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from handouts.desk.shelf import Leaf, Title
from tests.sheets import first, identity, library

READ = library("- {heading: One, body: [Some text.]}")


def leaf(language: str) -> Leaf:
    handout = replace(first(READ), language=language)
    return Leaf(handout, identity(handout, READ))


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ("en", ["en"]), ("es", ["es"]), ("fr", ["en"]), ("en+es", ["en", "es"]), ("es+en", ["es", "en"]),
        ("en+ar", ["en", "ar"]), ("ar+en", ["en", "ar"]), ("en+en", ["en"]), ("en+fr", ["en"]), ("fr+es", ["es"]),
        ("en+es+ar", ["en"]), ("+", ["en"]),
    ],
)  # fmt: skip
def test_two_languages_are_taken_where_both_are_there_and_the_one_from_the_right_is_second(
    wanted: str, taken: list[str]
) -> None:
    title = Title("one", MappingProxyType({tag: leaf(tag) for tag in ("en", "es", "ar")}))
    assert [one.handout.language for one in title.leaves_in(wanted)] == taken
