"""Inline Markdown: what is markup becomes runs, everything else prints as typed, and nothing ever raises."""

from __future__ import annotations

import gc
import string
import time
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.markup import Inline, Run, parse
from handouts.problems import Place, Problem
from handouts.source import Scalar

FIELDS = MappingProxyType(
    {
        "clinic.name": "Clinic **One** [@x]",
        "clinic.phone": "770-555-0142",
        "clinic.hours": None,
        "clinic.address": "1 Example Street, Loganville",
        "clinic.website": "https://loganville.example",
    }
)
PLACE = Place("content.yaml", 3, 5)
MARKUP = "\\*[]{}"


def read(text: str) -> tuple[Inline, tuple[Problem, ...]]:
    return parse(Scalar(text, PLACE), FIELDS)


def runs(text: str) -> tuple[Run, ...]:
    inline, problems = read(text)
    assert problems == ()
    return inline.runs


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("plain", (Run("plain"),)),
        ("**a**", (Run("a", strong=True),)),
        ("*a*", (Run("a", emphasis=True),)),
        ("***a***", (Run("a", strong=True, emphasis=True),)),
        ("*a **b** c*", (Run("a ", emphasis=True), Run("b", strong=True, emphasis=True), Run(" c", emphasis=True))),
        ("x**a**y", (Run("x"), Run("a", strong=True), Run("y"))),
        ("*a**b*", (Run("a**b", emphasis=True),)),
        ("“**a**”", (Run("“"), Run("a", strong=True), Run("”"))),
        ("[a](https://b.example)", (Run("a", link="https://b.example"),)),
        ("[a](mailto:b@c.example)", (Run("a", link="mailto:b@c.example"),)),
        ("[a](tel:+17705550142)", (Run("a", link="tel:+17705550142"),)),
        (
            "[**a** b](http://c.example)",
            (Run("a", strong=True, link="http://c.example"), Run(" b", link="http://c.example")),
        ),
        ("[frase]{es}", (Run("frase", language="es"),)),
        ("[frase]{pt-BR}", (Run("frase", language="pt-BR"),)),
        ("a [@x]", (Run("a"), Run("", cites=("x",)))),
        ("[@x; @y] b", (Run("", cites=("x", "y")), Run(" b"))),
        (r"\*a\*", (Run("*a*"),)),
        (r"\{clinic.name}", (Run("{clinic.name}"),)),
        (r"0.5\ mg", (Run("0.5\u00a0mg"),)),
        (r"a\b", (Run(r"a\b"),)),
        ("a\\", (Run("a\\"),)),
    ],
)
def test_markup_becomes_runs(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "**",
        "a * b",
        "2*3*4",
        "*2*3",
        "2*3*",
        "**a",
        "a**",
        "*a **b",
        "[",
        "]",
        "[a] (b)",
        "[a](b c)",
        "<b>a</b>",
        '<img src="/etc/hostname"/>',
        '<a href="javascript:alert(1)">a</a>',
        '<onDraw name="x"/>',
        "<!-- a -->",
        "&nbsp; &amp; A&E",
        "{{ a }}",
        "{{clinic.name}}",
        "${clinic.name}",
        "${}",
        "{x}",
        "{X.Y}",
        "%s %(a)s",
        "_a_ `b` ~~c~~",
        "# a",
    ],
)
def test_everything_else_prints_as_typed(text: str) -> None:
    assert runs(text) == (Run(text),)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  a  ", "a"),
        ("a\n   b", "a b"),
        ("a \t b", "a b"),
        ("a\u00a0 b", "a\u00a0 b"),
        ("\u00a0a\u00a0", "\u00a0a\u00a0"),
        ("**a ** b", "**a ** b"),
        ("a **b **", "a **b **"),
        ("*a* *b*", "a b"),
    ],
)
def test_white_space_is_one_space_and_a_no_break_space_stays(text: str, printed: str) -> None:
    assert read(text)[0].plain == printed


def test_runs_of_one_look_are_one_run() -> None:
    assert runs(r"a \* b \[c\] <i>") == (Run("a * b [c] <i>"),)


def test_the_space_before_a_citation_is_dropped_whatever_the_look() -> None:
    assert [run.text for run in runs("**a** [@x] b")] == ["a", "", " b"]
    assert [run.text for run in runs("a\n[@x].")] == ["a", "", "."]


def test_details_are_put_in_as_text_and_never_read_as_markup() -> None:
    found = runs("**{clinic.name}**")
    assert "".join(run.text for run in found) == "Clinic **One** [@x]"
    assert all(run.strong and not run.cites for run in found)


def test_a_detail_may_be_a_link() -> None:
    assert runs("[our page]({clinic.website})") == (Run("our page", link="https://loganville.example"),)


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("go [a](javascript:alert(1))", "bad-link", 7),
        ("go [a](file:///etc/hostname)", "bad-link", 7),
        ("go [a](data:text/html,b)", "bad-link", 7),
        ("go [a](//b.example)", "bad-link", 7),
        ("go [a](JAVASCRIPT:alert(1))", "bad-link", 7),
        ("go [a](https://)", "bad-link", 7),
        ("ab [@x", "unclosed-citation", 3),
        ("ab [@x and [@y]", "unclosed-citation", 3),
        ("ab [@]", "bad-citation", 3),
        ("ab [@x, y]", "bad-citation", 3),
        ("at {clinic.nmae}", "unknown-field", 3),
        ("at {clinic.hours}", "missing-value", 3),
        ("[a]{e}{clinic.x}", "unknown-field", 6),
        ("[a]{e1}", "bad-language", 4),
    ],
)
def test_a_mistake_is_told_at_its_character(text: str, code: str, offset: int) -> None:
    _, problems = read(text)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place == Place(PLACE.file, PLACE.line, PLACE.column + offset)
    assert problems[0].hint


def test_a_misspelled_detail_is_named() -> None:
    assert read("{clinic.nmae}")[1][0].hint == "did you mean 'clinic.name'?"


def test_all_mistakes_of_a_text_are_told() -> None:
    assert codes("[a](ftp://b.example) {clinic.x} [@y") == ["bad-link", "unknown-field", "unclosed-citation"]


def test_a_printed_character_is_found_again_in_the_file() -> None:
    inline, _ = read(r"a \* **b** c")
    strong = inline.runs[1]
    assert inline.place(strong) == Place(PLACE.file, PLACE.line, PLACE.column + 7)
    assert inline.place(inline.runs[2], 1) == Place(PLACE.file, PLACE.line, PLACE.column + 11)


@pytest.mark.parametrize(("text", "columns"), [(r"\\;", [1, 2]), (r"**\\.**", [3, 4]), (r"\*a", [1, 2])])
def test_a_character_after_an_escape_is_found_again(text: str, columns: list[int]) -> None:
    inline, _ = read(text)
    (run,) = inline.runs
    found = [inline.place(run, offset) for offset in range(len(run.text))]
    assert found == [Place(PLACE.file, PLACE.line, PLACE.column + column) for column in columns]


@pytest.mark.parametrize(
    "rows", ["*", "[", "]", "[a](", "*a **b ", "**a* ", "[@", "[*a", "{a.", "\\", ("**a ", "b*c ")]
)
def test_hostile_rows_take_linear_time(rows: str | tuple[str, ...]) -> None:
    def seconds(count: int) -> float:
        # Processor time without garbage collection: what else the machine does must not matter.
        text = Scalar("".join(row * count for row in ((rows,) if isinstance(rows, str) else rows)), PLACE)
        gc.disable()
        try:
            begin = time.process_time()
            parse(text, FIELDS)
            return time.process_time() - begin
        finally:
            gc.enable()

    # Eight times the text: about 8 times as long where linear, 64 times where quadratic.
    assert min(seconds(4_000) for _ in range(3)) < 32 * max(min(seconds(500) for _ in range(7)), 0.001)


@given(st.text(st.sampled_from("ab* [](){}@;\\.2"), max_size=40))
def test_each_printed_character_is_found_again_at_itself(text: str) -> None:
    inline, _ = read(text)
    for run in inline.runs:
        for offset, char in enumerate(run.text):
            place = inline.place(run, offset)
            assert place is not None
            typed = text[place.column - PLACE.column :]
            assert typed.startswith("\\ " if char == "\u00a0" else char)


@given(st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters=MARKUP)))
def test_text_without_markup_characters_survives(text: str) -> None:
    inline, problems = read(text)
    assert inline.plain == text
    assert problems == ()


@given(st.text(st.sampled_from(string.punctuation)))
def test_escaped_punctuation_survives(text: str) -> None:
    assert read("".join(f"\\{char}" for char in text))[0].plain == text


@given(st.text() | st.text(st.sampled_from("*[](){}\\@; \nab.:/h")))
def test_nothing_raises_and_white_space_is_tidy(text: str) -> None:
    inline, problems = read(text)
    # A detail may bring white space of its own; none is in FIELDS twice in a row.
    assert "  " not in inline.plain
    assert inline.plain == inline.plain.strip(" \t\n\r\v\f")
    assert all(run.text or run.cites for run in inline.runs)
    assert all(problem.place is not None for problem in problems)


@given(st.lists(st.sampled_from(["a", "*", "**", "[", "]", " ", "<b>"]), max_size=30))
def test_no_letter_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    assert [c for c in read(text)[0].plain if c not in "* []"] == [c for c in text if c not in "* []"]
