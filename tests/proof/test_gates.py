"""Each gate alone, on pages made up for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from handouts.proof import gates, pixels, wording
from handouts.proof.expected import Piece, reading, said_again
from handouts.proof.reader import read
from handouts.proof.seen import SCALE, Gray, PageSeen, Shape, Shown
from handouts.words import words_for
from tests.engine import Made, shipped
from tests.sheets import first, identity, library

RULES = gates.Rules(12, 9, 5, 12, 40, 40)
WIDTH, HEIGHT = 612.0, 792.0


def shown(text: str = "Words", left: float = 100, bottom: float = 500, **changes: object) -> Shown:
    """A text object 60 points wide and 10 high."""
    item = Shown(text, left, bottom, left + 60, bottom + 10, 12, (0, 0, 0), True, "P", 1, bottom)
    return replace(item, **changes)  # type: ignore[arg-type]


def page(*items: Shown, shapes: tuple[Shape, ...] = (), inked: bool = True, paper: int = 255) -> PageSeen:
    """A page with a black bar under every text object, as ink."""
    picture = Image.new("L", (int(WIDTH * SCALE), int(HEIGHT * SCALE)), paper)
    for item in items if inked else ():
        box = (item.left, HEIGHT - item.top, item.right, HEIGHT - item.bottom)
        for x in range(int(box[0] * SCALE), int(box[2] * SCALE) + 1, 4):
            picture.paste(0, (x, int(box[1] * SCALE), x + 2, int(box[3] * SCALE) + 1))
    return PageSeen(items, shapes, WIDTH, HEIGHT, Gray(picture.tobytes(), *picture.size))


def place(*items: Shown, small: bool = False, shapes: tuple[Shape, ...] = ()) -> list[str]:
    return list(gates.place_problems(page(*items, shapes=shapes), RULES, [small] * len(items)))


# --- words ------------------------------------------------------------------------------------------------------------


def stream_problem(seen: list[PageSeen], pieces: list[Piece]) -> str | None:
    return wording.text_problem("".join(map(wording.tagged_text, seen)), pieces)


def stream(found: str, *pieces: str) -> str | None:
    return stream_problem([page(shown(found))], [Piece(piece) for piece in pieces])


@pytest.mark.parametrize("found", ["One two three", "One two three ", "Onetwo three"])
def test_a_block_may_end_with_or_without_a_space(found: str) -> None:
    assert bool(stream(found, "One\n", "two three\n")) is False


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("One two", "the content says 'One two three', the PDF says 'One two'"),
        ("One two three four", "the PDF says 'One two three four'"),
        ("One three two", "the PDF says 'One three two'"),
        ("One twothree", "spaces are lost or added"),
        ("One two th ree", "spaces are lost or added"),
        ("", "the PDF says '(nothing)'"),
    ],
)
def test_words_and_spaces_are_compared(found: str, told: str) -> None:
    assert told in (stream(found, "One\n", "two three\n") or "")


def test_decoration_is_not_content() -> None:
    assert stream_problem([page(shown("One "), shown("2", mark="Artifact"), shown("two"))], [Piece("One two")]) is None


def test_a_hyphen_at_a_lines_end_is_said_unless_the_engine_put_it_there() -> None:
    real = [page(shown("well\x02"), shown("known"))]
    assert stream_problem(real, [Piece("well-known")]) is None
    assert stream_problem(real, [Piece("wellknown")])
    broken = [page(shown("well"), shown("\x02", soft=True), shown("known"))]
    assert stream_problem(broken, [Piece("wellknown")]) is None
    assert stream_problem(broken, [Piece("well-known")])


def test_small_print_is_known_by_its_words() -> None:
    pieces = [Piece("½ dose "), Piece("[1]", small=True), Piece(" more\n")]
    seen = [page(shown("½ dose "), shown("\x02", soft=True), shown("[1]"), shown(" more"), shown("9", mark="Artifact"))]
    assert [flags for _, flags in wording.small_print(seen, pieces)] == [[False, False, True, False, True]]


def test_furniture_is_all_there_and_nothing_else() -> None:
    around = page(shown("Page 1 of 2", mark="Artifact"), shown("Clinic", mark="Artifact"), shown("text"))
    assert wording.furniture_problem(around, [["Page 1 of 2"], ["Clinic"]], []) is None
    assert "'Draft' are not" in (wording.furniture_problem(around, [["Draft"]], []) or "")
    assert "are not" in (wording.furniture_problem(around, [["Pag e1 of 2"]], []) or "")
    assert "'Clinic' is on the page as decoration" in (wording.furniture_problem(around, [["Page 1 of 2"]], []) or "")
    assert wording.furniture_problem(around, [["Page 1 of 2"]], ["Cli\nnic\n"]) is None


# --- places -----------------------------------------------------------------------------------------------------------


def test_a_good_line_passes() -> None:
    assert place(shown(), shown(bottom=480)) == []


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (shown(left=5), "outside the printable area"),
        (shown(left=570), "outside the printable area"),
        (shown(bottom=5), "outside the printable area"),
        (shown(bottom=785), "outside the printable area"),
        (shown(left=30), "out of its column"),
        (shown(left=530), "out of its column"),
        (shown(size=11.9), "11.9 pt, less than 12 pt"),
        (shown(opaque=False), "transparent"),
        (shown(upright=False), "turned"),
        (shown(clipped=True), "clipped"),
        (shown(gapped=True), "not a space"),
        (shown(""), "says nothing"),
    ],
)
def test_a_bad_place_is_told(item: Shown, told: str) -> None:
    assert any(told in problem for problem in place(item))


def test_small_print_may_be_small_but_not_tiny() -> None:
    assert place(shown(size=9), small=True) == []
    assert place(shown(size=8.9), small=True)


def test_lines_may_not_lie_on_each_other() -> None:
    assert any("lie on each other" in problem for problem in place(shown("one"), shown("two", bottom=496)))
    assert any("lie on each other" in problem for problem in place(shown("one"), shown("two", left=150)))
    assert place(shown("one"), shown("two", left=158.5)) == []
    bracket = shown("]", left=158, right=159.9, size=9)  # narrower than what a slanted letter may reach over
    assert any("lie on each other" in problem for problem in place(shown("one"), bracket))


@pytest.mark.parametrize(
    ("later", "good"),
    [
        ({"bottom": 480}, True),
        ({"left": 170}, True),
        ({"left": 300, "bottom": 600, "sequence": 2}, True),  # a column of its own
        ({"left": 300, "bottom": 600}, False),
        ({"bottom": 520, "sequence": 2}, False),
        ({"left": 20 + 25, "right": 90, "sequence": 2}, False),
    ],
)
def test_what_is_read_later_stands_later(later: dict[str, float], good: bool) -> None:
    right = later.pop("right", None)
    item = shown("later", **later)
    item = item if right is None else replace(item, right=right)
    told = [problem for problem in place(shown("one"), item) if "read after" in problem]
    assert bool(told) is not good


@pytest.mark.parametrize(
    ("shape", "good"),
    [
        (Shape(1, 100, 495, 120, 515, True), False),
        (Shape(0, 100, 495, 120, 515, True), True),  # painted before
        (Shape(1, 90, 498, 200, 499, True), True),  # an underline
        (Shape(1, 90, 490, 200, 520, False), True),  # a frame around it
        (Shape(1, 110, 490, 200, 520, False), False),  # an outline across it
        (Shape(1, 300, 490, 400, 520, True), True),
    ],
)
def test_nothing_may_be_painted_over_text(shape: Shape, good: bool) -> None:
    assert bool(place(shown(), shapes=(shape,))) is not good


# --- ink --------------------------------------------------------------------------------------------------------------


def ink(*items: Shown, inked: bool = True, paper: int = 255) -> list[str]:
    return list(pixels.ink_problems(page(*items, inked=inked, paper=paper), RULES))


def test_ink_from_end_to_end_passes() -> None:
    assert ink(shown()) == []


def test_missing_ink_is_told() -> None:
    assert "has no ink" in ink(shown(), inked=False)[0]
    assert "has no ink" in ink(shown(left=700), inked=False)[0]


def test_faint_ink_is_told() -> None:
    assert "has a contrast of" in ink(shown(color=(200, 200, 200)))[0]
    assert "has a contrast of" in ink(shown(), paper=40)[0]


def test_half_a_line_is_told() -> None:
    whole, half = shown(), shown(right=130.0)
    seen = replace(page(half), shown=(whole,))
    assert "cut off" in next(pixels.ink_problems(seen, RULES))
    flat = replace(page(shown(top=505.0)), shown=(whole,))
    assert "cut off" in next(pixels.ink_problems(flat, RULES))


def test_a_hole_is_told() -> None:
    ends = page(shown(right=115.0), shown(left=145.0, right=160.0))
    assert "has a hole" in next(pixels.ink_problems(replace(ends, shown=(shown(),)), RULES))


def test_a_dash_with_a_space_need_not_reach_the_baseline() -> None:
    dash = replace(page(shown("— ", bottom=507)), shown=(shown("— "),))
    assert list(pixels.ink_problems(dash, RULES)) == []
    assert list(pixels.ink_problems(replace(dash, shown=(shown("—a "),)), RULES))
    line = replace(page(shown("_ ", top=503)), shown=(shown("_ ", base=510),))  # nor an underscore
    assert list(pixels.ink_problems(line, RULES)) == []
    assert list(pixels.ink_problems(replace(line, shown=(shown("_ "),)), RULES))


# --- the model and the reader ------------------------------------------------------------------------------------------


def test_header_rows_may_stand_again_from_any_depth_with_their_citations() -> None:
    table = "table: {caption: c, columns: ['A [@one]', B], rows: [[x, y]]}"
    read_library = library(
        f"- heading: H\n  body: [P]\n  sections:\n    - heading: K\n      body:\n        - {table}\n"
    )
    again = said_again(first(read_library), words_for("es").phrases)
    assert [wording.flat(head) for head in again] == ["H(continuación)", "A[1]B"]


def test_the_reading_ends_every_block() -> None:
    (made, *_) = shipped()
    pieces = reading(made.handout, made.library, words_for("en"), identity(made.handout, made.library))
    assert pieces[0].text == f"{made.library.clinic.name}\n"
    assert pieces[-1].text.endswith("\n")


@pytest.fixture(scope="module")
def made() -> Made:
    return shipped()[0]


def test_the_reader_sees_pages_text_and_shapes(made: Made) -> None:
    pages = list(read(made.sheet.data))
    assert len(pages) == made.sheet.pages
    assert [pages[0].width, pages[0].height] == [WIDTH, HEIGHT]
    assert pages[0].picture.stride >= WIDTH * SCALE
    assert pages[0].picture.rows == HEIGHT * SCALE
    assert all(item.upright and item.opaque and not item.clipped for seen in pages for item in seen.shown)
    assert any(shape.after == 0 for shape in pages[0].shapes)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF at all"])
def test_what_cannot_be_read_is_one_problem(made: Made, data: bytes) -> None:
    (problem,) = made.prove(data)
    assert problem.code == "proof-unreadable"


def test_half_a_file_is_refused(made: Made) -> None:
    assert made.prove(made.sheet.data[: len(made.sheet.data) // 2])
