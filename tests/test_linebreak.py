"""Line breaking, on widths alone."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.linebreak import break_lines, ideographic_breaks


def lines(widths: list[float], measure: float, gap: float = 1.0) -> list[int]:
    return break_lines(widths, [gap] * len(widths), [0.0] * len(widths), measure)


def test_nothing_has_no_lines() -> None:
    assert lines([], 10) == []


def test_what_fits_stands_on_one_line() -> None:
    assert lines([3, 3, 2], 10) == [3]


def test_a_word_wider_than_the_measure_stands_alone() -> None:
    assert lines([3, 50, 3], 10) == [1, 2, 3]


def test_lines_are_even_rather_than_greedy() -> None:
    # Greedy setting fills the first line to 10 and leaves 4 alone on the second.
    assert lines([3, 3, 2, 4, 9], 10) == [2, 4, 5]


def test_no_short_word_is_left_alone_on_the_last_line() -> None:
    assert lines([4, 4, 4, 4, 1], 19) == [3, 5]


@given(st.lists(st.floats(0.5, 12), max_size=80), st.floats(10, 60))
def test_every_word_stands_once_and_no_line_is_too_wide(widths: list[float], measure: float) -> None:
    ends = lines(widths, measure)
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(widths)
    start = 0
    for end in ends:
        width = sum(widths[start:end]) + (end - start - 1)
        assert width <= measure + 0.01 or end - start == 1
        start = end


@given(st.lists(st.tuples(st.floats(0.5, 12), st.booleans()), min_size=1, max_size=9), st.floats(10, 30))
def test_no_other_breaks_are_better(words: list[tuple[float, bool]], measure: float) -> None:
    """Tried against every way to break: few lines, then an even edge, few hyphens, no lonely last word."""
    widths, gaps = [width for width, _ in words], [0.0 if parted else 1.0 for _, parted in words]
    hyphens = [0.5 if parted else 0.0 for _, parted in words]

    def cost(ends: tuple[int, ...]) -> float:
        total = 0.0
        for start, end in pairwise((0, *ends)):
            width = sum(widths[start:end]) + sum(gaps[start : end - 1]) + (hyphens[end - 1] if end else 0.0)
            if width > measure + 0.001 and end - start > 1:
                return float("inf")
            slack, last = (measure - width) / measure, end == len(words)
            total += 1000.0 + (0.0 if last else 100.0 * slack * slack + (40.0 if hyphens[end - 1] else 0.0))
            total += 8.0 if last and start and slack > 0.85 else 0.0
        return total

    inner = range(1, len(words))
    ways = [(*some, len(words)) for count in range(len(words)) for some in combinations(inner, count)]
    found = break_lines(widths, gaps, hyphens, measure)
    if sum(widths) + sum(gaps[:-1]) > measure:  # what fits without its last hyphen is not looked at
        assert cost(tuple(found)) <= min(map(cost, ways)) + 1e-6


@given(st.lists(st.floats(0.5, 9), min_size=1, max_size=60), st.floats(10, 60))
def test_there_are_no_more_lines_than_greedy_setting_needs(widths: list[float], measure: float) -> None:
    count, room = 1, measure
    for number, width in enumerate(widths):
        need = width + (1 if number and room < measure else 0)
        if need > room and room < measure:
            count, room, need = count + 1, measure, width
        room -= need
    assert len(lines(widths, measure)) <= count


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请每天服药。", "请|每|天|服|药。"),
        ("您好（护士）：", "您|好|（护|士）："),
        ("“需要吗？”“不。”", "“需|要|吗？”|“不。”"),
        ("氯胺酮（Ketamine 50 mg），或", "氯|胺|酮|（Ketamine 50 mg），|或"),
        ("提前15分钟到", "提|前|15分|钟|到"),
        ("《药》——说明……", "《药》——|说|明……"),
        ("有药。\u00a0[1]", "有|药。\u00a0[1]"),
        ("혈압 약을 드세요", "혈압 약을 드세요"),
        ("Take one tablet – daily…", "Take one tablet – daily…"),
        ("", ""),
    ],
)
def test_ideographs_break_but_nothing_begins_with_what_closes(text: str, shown: str) -> None:
    breaks = set(ideographic_breaks(text))
    assert "".join(f"|{c}" if index in breaks else c for index, c in enumerate(text)) == shown
