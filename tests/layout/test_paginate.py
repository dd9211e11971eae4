"""Page breaks, on strips alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from handouts.components.boxes import Panel
from handouts.components.strip import Strip, boxed, kept
from handouts.layout.paginate import TooTallError, beyond, paginate, spread


def strips(count: int, height: float = 10, keep: tuple[int, ...] = ()) -> list[Strip]:
    return [Strip(height, keep=index in keep) for index in range(count)]


def ends(pages: list) -> list[int]:  # type: ignore[type-arg]  # PageOf is what it holds
    return [page.end for page in pages]


def test_what_fits_is_one_page() -> None:
    assert ends(paginate(strips(5), 50, 50)) == [5]


def test_the_first_page_may_be_of_another_height() -> None:
    assert paginate(strips(10), 30, 70)[0].end <= 3


def test_no_break_where_a_strip_stays_with_the_next() -> None:
    assert 5 not in ends(paginate(strips(8, keep=(4,)), 50, 50))


def test_a_chain_longer_than_a_page_is_parted_once_and_nowhere_else() -> None:
    pages = ends(paginate(strips(12, keep=tuple(range(2, 10))), 70, 70))
    assert pages[-1] == 12
    assert len(pages) == 2
    assert [end for end in pages[:-1] if end - 1 in range(2, 10)] == pages[:-1]


def test_a_page_with_a_single_strip_at_the_end_is_avoided() -> None:
    pages = paginate(strips(11), 100, 100)
    assert pages[-1].end - pages[-1].start > 1


def test_where_all_belongs_together_a_box_is_parted_between_its_entries() -> None:
    """A title, a heading, and a box of four facts of two lines each, which together are higher than a page."""
    facts = strips(8)
    for fact in facts[::2]:
        fact.above = 2
    many = [*kept(strips(4)), *boxed(facts, Panel(0, 100, 5), whole=True)]
    many[3].keep = True
    assert ends(paginate(many, 100, 100)) == [8, 12]


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        (100, [4, 12]),  # the title stands by itself, and heading and box go to the next page
        (85, [6, 12]),  # a page can hold the box, but not its heading
        (60, [4, 8, 12]),  # no page can hold the box: it parts between two entries
    ],
)
def test_what_is_urgent_stays_whole_where_a_page_can_hold_it(page: float, parts: list[int]) -> None:
    """A title, a heading, and an urgent box of three entries of two lines each."""
    entries = strips(6)
    for entry in entries[::2]:
        entry.above = 2
    heading = kept(strips(2))
    heading[0].stretch = 5
    many = [*kept(strips(4)), *heading, *boxed(entries, Panel(0, 100, 5, whole=True), whole=True)]
    many[3].keep = many[5].keep = True
    assert ends(paginate(many, page, page)) == parts


def test_the_last_words_of_a_section_stay_with_it_and_the_sources_follow_alone() -> None:
    many = strips(60, 20)
    many[54].stretch = 5  # the sources, 120 points high
    assert ends(paginate(many, 1080, 1080)) == [54, 60]
    assert ends(paginate(many, 1070, 1080))[0] < 53  # not one line alone
    many[54].stretch, many[58].stretch = 0, 5  # 40 points are few even for the sources
    assert ends(paginate(many, 1160, 1160))[0] < 58


def test_white_before_a_strip_is_dropped_at_the_top_of_a_page() -> None:
    many = strips(4, 25)
    for strip in many:
        strip.above = 50
    assert ends(paginate(many, 25, 25)) == [1, 2, 3, 4]


def test_a_box_pays_for_its_padding_on_both_sides_of_a_break() -> None:
    inside = boxed(strips(6), Panel(0, 100, 5), whole=False)
    pages = paginate(inside, 40, 40)
    assert all(page.height <= 40 for page in pages)
    assert len(pages) == 2


def test_a_repeated_header_counts() -> None:
    header = Strip(10, keep=True)
    rows = strips(8)
    for row in rows:
        row.repeat = header
    pages = paginate([header, *rows], 50, 50)
    assert [page.end - page.start for page in pages] == [5, 4]


def test_a_strip_taller_than_the_page_is_told() -> None:
    with pytest.raises(TooTallError) as error:
        paginate([*strips(2), Strip(60)], 50, 50)
    assert error.value.strip == 2


def test_a_thousand_strips_are_quick_and_all_there() -> None:
    pages = paginate(strips(1000), 400, 400)
    assert pages[0].start == 0
    assert pages[-1].end == 1000
    assert all(before.end == after.start for before, after in pairwise(pages))


def test_a_fresh_strip_begins_a_page() -> None:
    story = strips(6)
    story[2].fresh = True
    assert ends(paginate(story, 100, 100)) == [2, 6]


def test_pages_are_filled_evenly() -> None:
    found = spread(strips(9), 100, 100, 3)
    assert found is not None
    assert [(page.start, page.end, page.height) for page in found] == [(0, 3, 30), (3, 6, 30), (6, 9, 30)]
    assert spread(strips(9), 100, 100, 10) is None
    assert spread(strips(9), 20, 20, 3) is None


def test_what_is_left_over_is_measured() -> None:
    assert beyond(strips(9), 30, 30, 3) == 0
    assert beyond(strips(9), 30, 30, 2) == 30
    assert beyond(strips(9), 20, 30, 2) == 40
    assert beyond(strips(1, height=200), 30, 30, 2) == 200


class Uncut(list[Strip]):
    """Strips of which no part can be copied."""

    def __getitem__(self, at: Any) -> Any:
        assert isinstance(at, int)
        return super().__getitem__(at)


def test_strips_are_looked_at_where_they_lie() -> None:
    """To copy all that follows, for every place where a page may end, took half of the time of 4,000 questions."""
    many = strips(200, keep=tuple(range(0, 200, 2)))
    assert ends(paginate(Uncut(many), 90, 90)) == ends(paginate(many, 90, 90))
