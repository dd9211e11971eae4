"""Search: what tired people type still finds the sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.desk.finding import Index, find, index
from handouts.desk.shelf import Shelves
from tests.desk.desks import TODAY, arrangement


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Index:
    options = arrangement(tmp_path_factory.mktemp("desk")).options
    return index(Shelves(options, lambda: TODAY).current())


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("stitches", "stitches-at-home"),
        ("stiches", "stitches-at-home"),
        ("stitchs", "stitches-at-home"),
        ("sttiches", "stitches-at-home"),
        ("caring stiches", "stitches-at-home"),
        ("puntos", "stitches-at-home"),
        ("como cuidar sus puntos", "stitches-at-home"),
        ("tetnus", "stitches-at-home"),
        ("CUT-1", "stitches-at-home"),
        ("cut1", "stitches-at-home"),
        ("Coumadin", "blood-thinners"),
        ("cumadin", "blood-thinners"),
        ("warfrin", "blood-thinners"),
        ("warf", "blood-thinners"),
        ("blood thiner", "blood-thinners"),
        ("bloodthinner", "blood-thinners"),
        ("my blood thinner sheet", "blood-thinners"),
        ("Z79.01", "blood-thinners"),
        ("z7901", "blood-thinners"),
        ("11289", "blood-thinners"),
        ("new pateint", "first-visit"),
        ("paperwork", "first-visit"),
        ("inhaler", "old-inhaler"),
    ],
)
def test_it_is_found(words: Index, query: str, first: str) -> None:
    assert find(words, query)[:1] == (first,)


@pytest.mark.parametrize("query", ["quantum", "zzz", "blood pressure machine broken", "11288", "x" * 5000, "%00", "☃"])
def test_nothing_is_found_where_nothing_fits(words: Index, query: str) -> None:
    assert find(words, query) == ()


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_an_empty_search_shows_all_in_the_order_of_the_file(words: Index, query: str) -> None:
    assert find(words, query) == ("stitches-at-home", "first-visit", "blood-thinners", "old-inhaler")


def test_the_own_word_comes_before_a_similar_one(words: Index, tmp_path: Path) -> None:
    assert find(words, "first visit")[0] == "first-visit"
    assert find(words, "your")  # a word that says nothing is searched for where it is all there is
