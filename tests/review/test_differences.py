"""Differences in words: what was added, removed and changed, under which heading, and which numbers."""

from __future__ import annotations

from handouts.review.differences import Line, differences, read_lines, written

OLD = (
    Line("title", "A sample"),
    Line("heading", "Benefits"),
    Line("paragraph", "It helped 52 in 100 people after 1 day."),
    Line("item", "You may feel dizzy."),
    Line("heading", "Help"),
    Line("paragraph", "Call 770-555-0100."),
    Line("source", "A source. 2020."),
)


def changed(index: int, *lines: Line) -> tuple[Line, ...]:
    return (*OLD[:index], *lines, *OLD[index + 1 :])


def test_nothing_is_told_of_the_same_text() -> None:
    assert differences(OLD, OLD) == ()


def test_a_changed_number_is_named() -> None:
    (told,) = differences(OLD, changed(2, Line("paragraph", "It helped 25 in 100 people after 1 day.")))
    assert told.startswith("Under “Benefits”: the paragraph “It helped 52 in")
    assert told.endswith("(numbers: 52 became 25)")


def test_a_changed_telephone_is_named() -> None:
    (told,) = differences(OLD, changed(5, Line("paragraph", "Call 770-555-0101.")))
    assert "(numbers: 770-555-0100 became 770-555-0101)" in told


def test_added_and_removed_lines_are_told_with_their_heading() -> None:
    (added,) = differences(OLD, changed(3, OLD[3], Line("item", "Do not drive.")))
    assert added == "Under “Benefits”: added the item “Do not drive.”"
    (removed,) = differences(OLD, changed(3))
    assert removed == "Under “Benefits”: removed the item “You may feel dizzy.”"
    (source,) = differences(OLD, changed(6))
    assert source.startswith("Among the sources: removed the source")


def test_a_line_with_other_words_is_not_called_changed() -> None:
    told = differences(OLD, changed(3, Line("item", "Wholly other words stand here now.")))
    assert [line.split(": ")[1].split(" ")[0] for line in told] == ["removed", "added"]


def test_lines_survive_the_register() -> None:
    assert read_lines(written(OLD)) == OLD
