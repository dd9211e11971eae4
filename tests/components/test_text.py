"""The text flowable: exact text, exact tags, and Platypus as a guest house."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.platypus import Frame

from handouts.components.strip import shifted
from handouts.components.text import Look, Text
from handouts.proof import prove
from handouts.schema import read_library
from handouts.source import parse
from handouts.tags import Metadata, Tag, TaggedCanvas, Untagged
from handouts.words import words_for
from tests.sheets import content, faces, first, identity, library, sheet, text_of, theme

LOREM = "Take one tablet with a glass of water every morning, even if you feel well. " * 12
METADATA = Metadata("T", "A", "S", "en", "2026-11-23")


def paragraph(text: str, tag: Tag) -> Text:
    return Text([(text, Look(faces(theme())["regular"], 12, (0, 0, 0), tag))], 16)


def test_it_flows_through_stock_platypus_frames() -> None:
    canvas = TaggedCanvas((300, 200), METADATA)
    tag = Tag("P", Tag("Document"))
    story = [paragraph(LOREM, tag)]
    pages = 0
    while story:
        pages += 1
        frame = Frame(20, 20, 260, 160, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        if not frame.add(story[0], canvas):
            parts = frame.split(story[0], canvas)
            assert len(parts) == 2
            assert frame.add(parts[0], canvas)
            story[0] = parts[1]
        else:
            story.pop()
        canvas.showPage()
    assert pages > 1
    assert text_of(canvas.getpdfdata()) == " ".join(LOREM.split())


def test_text_without_a_tag_is_an_error() -> None:
    canvas = TaggedCanvas((300, 200), METADATA)
    line = Text([("Lost", Look(faces(theme())["regular"], 12, (0, 0, 0), None))], 16).lines(200)[0]
    with pytest.raises(Untagged):
        line.draw(canvas, 10, 100)


def test_drawing_outside_a_mark_is_an_error() -> None:
    canvas = TaggedCanvas((300, 200), METADATA)
    canvas.rect(10, 10, 50, 50, fill=1)
    with pytest.raises(Untagged):
        canvas.showPage()


def test_no_paragraph_leaves_a_single_line_behind() -> None:
    lines = paragraph(LOREM, Tag("P")).lines(200)
    assert len(lines) > 4
    assert lines[0].keep
    assert lines[-2].keep
    assert not lines[-1].keep


def test_soft_hyphens_break_visibly_and_read_as_one_word() -> None:
    word = "electro\u00adconvulsive\u00adtherapy" * 1
    read = library(f'- {{heading: H, body: ["{"word " * 11}{word} {word} {word}"]}}')
    data = sheet(read).data
    assert text_of(data).replace("\x02", "").replace("\ufffe", "").count("electroconvulsivetherapy") == 3


def test_a_word_wider_than_the_line_stays_inside_and_whole() -> None:
    word = "W" * 300
    read = library(f"- {{heading: H, body: [{word}]}}")
    made = sheet(read)
    assert not prove(made.data, first(read), read, words_for("en"), theme(), made.pages, identity(first(read), read))
    assert text_of(made.data).replace("\x02", "").replace("\ufffe", "").replace(" ", "").count(word) == 1


def test_a_wide_word_of_several_runs_stays_inside() -> None:
    read = library(f"- {{heading: H, body: ['**{'W' * 30}**{'x' * 200}*{'y' * 60}* [@one]']}}")
    made = sheet(read)
    assert not prove(made.data, first(read), read, words_for("en"), theme(), made.pages, identity(first(read), read))


def test_markup_and_code_print_as_typed() -> None:
    typed = "<b>x</b> &nbsp; <img src='/etc/hostname'/> {{ x }} ${y} %s A&E <!-- note --> <?x?> <onDraw/>"
    read = library(f'- {{heading: H, body: ["{typed}"]}}')
    assert typed in text_of(sheet(read).data)


def test_numbers_stay_with_their_units() -> None:

    units = words_for("en").unit_pattern()
    assert units.sub("_", "0.5 mg and 3 days, 5 magpies") == "0.5_mg and 3_days, 5 magpies"


LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))


@given(st.text(LETTERS, min_size=1, max_size=400))
@example("a\u00a0b  c")
@example("\u00a0")
@example("\u00a0\u00a0\u00a0 x\u00a0\u00a0")
@example("fi ffl AV To")
@example("e\u0301 x\u0308")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_survives_from_content_to_extraction(text: str) -> None:
    regular = faces(theme())["regular"]
    kept = "".join(c if regular.has(c) and c not in "*[]{}\\`" else " " for c in text)
    quoted = '"' + "a " + kept.replace("\\", "\\\\").replace('"', '\\"') + ' z"'
    read, problems = read_library(parse(content(f"- {{heading: H, body: [{quoted}]}}").encode(), "c.yaml"))
    if read is None:
        assert problems
        return
    made = sheet(read)
    assert not prove(made.data, first(read), read, words_for("en"), theme(), made.pages, identity(first(read), read))


def test_same_input_same_bytes() -> None:
    read = library(f"- {{heading: H, body: [{LOREM}]}}")
    assert sheet(read).data == sheet(read).data
    assert BytesIO(sheet(read).data).read(8) == b"%PDF-1.7"


@pytest.mark.parametrize(("text", "parted"), [("1–2", False), ("one–two", True), ("10—12", False)])
def test_a_range_of_numbers_stays_on_one_line(text: str, parted: bool) -> None:
    from handouts.components.paragraph import _BREAKABLE

    assert bool(_BREAKABLE.search(text)) is parted


class Where(TaggedCanvas):
    """Notes where text is shown."""

    at: list[float]

    def text(self, *given: Any, **others: Any) -> None:
        self.at.append(given[4])
        super().text(*given, **others)


@pytest.mark.parametrize("align", ["left", "right"])
def test_a_line_that_was_moved_stands_further_right(align: str) -> None:
    text = Text([("Ana", Look(faces(theme())["regular"], 12, (0, 0, 0), Tag("P", Tag("Document"))))], 16, align)
    (line,) = text.lines(100)
    canvas = Where((300, 200), METADATA)
    canvas.at = []
    line.draw(canvas, 20, 150)
    (once,) = shifted([line], 30)
    (twice,) = shifted([once], 5)
    once_is_the_line = once is line
    twice.draw(canvas, 20, 150)
    assert once_is_the_line == (align == "left")
    assert canvas.at[1] - canvas.at[0] == pytest.approx(35)
