"""Inline Markdown: what is markup becomes a look, everything else prints as typed."""

from __future__ import annotations

import time
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.markup import Inline, Run, parse
from handouts.problems import Place, Problem
from handouts.source import Scalar

FIELDS = MappingProxyType({"clinic.name": "Loganville Clinic", "clinic.phone": "770-555-0142", "clinic.hours": None})


def read(text: str) -> tuple[Inline, tuple[Problem, ...]]:
    return parse(Scalar(text, Place("f", 1, 1)), FIELDS)


def good(text: str) -> tuple[Run, ...]:
    inline, problems = read(text)
    assert problems == ()
    return inline.runs


def told(text: str) -> list[tuple[str, int]]:
    return [(p.code, p.place.column) for p in read(text)[1] if p.place]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain words", [Run("plain words")]),
        ("a **b** c", [Run("a "), Run("b", strong=True), Run(" c")]),
        ("a *b* c", [Run("a "), Run("b", emphasis=True), Run(" c")]),
        ("***b***", [Run("b", strong=True, emphasis=True)]),
        ("**a *b* c**", [Run("a ", strong=True), Run("b", strong=True, emphasis=True), Run(" c", strong=True)]),
        ("*a **b***", [Run("a ", emphasis=True), Run("b", strong=True, emphasis=True)]),
        ("foo*bar*baz", [Run("foo"), Run("bar", emphasis=True), Run("baz")]),
        ("中文**重点**内容", [Run("中文"), Run("重点", strong=True), Run("内容")]),
        ("**Call:** now", [Run("Call:", strong=True), Run(" now")]),
        ("[a](https://x.org)", [Run("a", link="https://x.org")]),
        ("[a **b**](https://x.org/c(d))", [Run("a ", link="https://x.org/c(d)"), Run("b", strong=True, link="https://x.org/c(d)")]),
        ("**[a](mailto:a@b.org)**", [Run("a", strong=True, link="mailto:a@b.org")]),
        ("[us](tel:{clinic.phone})", [Run("us", link="tel:770-555-0142")]),
        ("[hola]{es} said", [Run("hola", language="es"), Run(" said")]),
        ("[hola *a* todos]{es-MX}", [Run("hola ", language="es-MX"), Run("a", emphasis=True, language="es-MX"), Run(" todos", language="es-MX")]),
        ("[[hola](https://x.org)]{es}", [Run("hola", language="es", link="https://x.org")]),
        ("fades. [@a] Then", [Run("fades."), Run("", cites=("a",)), Run(" Then")]),
        ("fades [@a; @b-2].", [Run("fades"), Run("", cites=("a", "b-2")), Run(".")]),
        ("fades [@a] [@b]", [Run("fades"), Run("", cites=("a",)), Run("", cites=("b",))]),
        ("call {clinic.phone}.", [Run("call "), Run("770-555-0142"), Run(".")]),
        ("**{clinic.name}**", [Run("Loganville Clinic", strong=True)]),
        (r"0.5\ mg", [Run("0.5\u00a0mg")]),
        (r"\*a\* \[b\] \{clinic.name} \\", [Run("*a* [b] {clinic.name} \\")]),
        (r"C:\dir", [Run(r"C:\dir")]),
    ],
)  # fmt: skip
def test_markup(text: str, runs: list[Run]) -> None:
    assert list(good(text)) == runs


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> <img src='/etc/hostname'/> <!-- x --> <onDraw name=x/>",
        "&nbsp; A&E &lt;",
        "{{ x }} ${y} {x} %s {} {clinic} {Clinic.Name} {{clinic.name}} ${clinic.name} {{clinic.name} {clinic.name}}",
        "a * b",
        "* a",
        "2*3*4 and 2 * 3",
        "a [ b ] c [x]",
        "]] [[ ][",
        "snake_case and __dunder__",
        "![not an image]",
        "[a] (b) [c] {es}",
        "[a]() [b](two words)",
        "`code` ~~gone~~ # no heading",
        "0.5\u00a0mg",
        "=HYPERLINK(1)",
    ],
)
def test_all_else_prints_as_typed(text: str) -> None:
    assert [run.text for run in good(text)] == [text]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  a  b ", "a b"),
        ("a\n  b\tc", "a b c"),
        ("a ** b", "a ** b"),
        ("a *b * c", "a *b * c"),
        ("\u00a0a \u00a0b", "\u00a0a \u00a0b"),
    ],
)
def test_white_space_is_one_space_and_none_at_the_ends(text: str, printed: str) -> None:
    assert read(text)[0].plain == printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x [@a", [("unclosed-citation", 3)]),
        ("x [@a [@b]", [("unclosed-citation", 3)]),
        ("x [@a, @b]", [("bad-citation", 3)]),
        ("x [@a; b]", [("bad-citation", 3)]),
        ("x [@]", [("bad-citation", 3)]),
        ("x {clinic.phnoe}", [("unknown-field", 3)]),
        ("x {care.team}", [("unknown-field", 3)]),
        ("x {clinic.hours}", [("missing-value", 3)]),
        ("[x](javascript:alert(1))", [("bad-link", 5)]),
        ("[x](file:///etc/passwd)", [("bad-link", 5)]),
        ("[x](data:text/html,x)", [("bad-link", 5)]),
        ("[x](www.x.org)", [("bad-link", 5)]),
        ("[x](https://)", [("bad-link", 5)]),
        ("[x](https://x.org", [("bad-link", 5)]),
        ("[x](https://x y.org)", [("bad-link", 5)]),
        ("[](https://x.org)", [("bad-link", 2)]),
        ("[x](https://{clinic.web})", [("unknown-field", 13)]),
        ("[x]{english}", [("bad-language", 5)]),
    ],
)
def test_mistakes_are_told_at_their_place(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected


def test_a_field_close_to_a_known_one_is_suggested() -> None:
    assert read("{clinic.phnoe}")[1][0].hint == "did you mean 'clinic.phone'?"
    assert "{clinic.name}" in (read("{other.thing}")[1][0].hint or "")


def test_details_are_text_not_markup() -> None:
    scalar = Scalar("at {clinic.name}", Place("f", 1, 1))
    inline, problems = parse(scalar, {"clinic.name": "**A** [x](javascript:y) {clinic.name} <b>"})
    assert problems == ()
    assert inline.runs[-1].text == "**A** [x](javascript:y) {clinic.name} <b>"
    assert not inline.runs[-1].strong


def test_links_do_not_lie_in_links() -> None:
    runs = good("[a [b](https://x.org) c](https://y.org)")
    assert [run.text for run in runs if run.link] == ["b"]


@pytest.mark.parametrize(
    "part",
    [
        "*a ",
        "a* ",
        "**a *b ",
        "[",
        "]",
        "[a](b",
        "[@",
        "[a]{es",
        "{clinic.name}",
        "\\",
        "[x](https://x.y) ",
        "a**b*c ",
        "*",
        "((",
    ],
)
def test_hostile_texts_take_time_linear_in_their_length(part: str) -> None:
    start = time.process_time()
    read(part * (50_000 // len(part)))
    assert time.process_time() - start < 10  # a tenth of that, unless the time grows with the square of the size


PRINTABLE = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")).filter(lambda c: c not in "\\*[]{")


@given(st.lists(st.text(PRINTABLE, min_size=1, max_size=8), max_size=8).map(" ".join))
def test_text_without_marks_survives(text: str) -> None:
    assert "".join(run.text for run in good(text)) == text


@given(st.lists(st.text(PRINTABLE | st.sampled_from("\\*[]{}()@;"), min_size=1, max_size=8), max_size=8).map(" ".join))
def test_any_text_can_be_escaped(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "\\*[]{" else char for char in text)
    assert read(escaped)[0].plain == text


@given(st.text(st.sampled_from("ab* [](){}@;:/\\\n.2"), max_size=80))
def test_no_letter_is_lost_or_doubled(text: str) -> None:
    inline, problems = read(text)
    if not problems and not any(run.link or run.language or run.cites for run in inline.runs):
        assert [c for c in inline.plain if c in "ab2"] == [c for c in text if c in "ab2"]
    assert inline.plain == inline.plain.strip(" \n")
    assert "  " not in inline.plain
    assert all(run.text or run.cites for run in inline.runs)


def test_numbers_of_sources_rise_whatever_the_order_they_were_typed_in() -> None:
    (run,) = good("[@late; @early; @middle]")
    assert run.marks({"early": 2, "middle": 9, "late": 11}) == ("2", "9", "11")
