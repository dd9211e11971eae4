"""Translations: what is missing is an error that names both places; what is only said otherwise is none."""

from __future__ import annotations

import re
from datetime import date

import pytest

from handouts.checks import examine
from handouts.problems import Problem
from handouts.review import State
from handouts.rules import rulebook
from handouts.schema import read_library
from handouts.source import parse

TEXT = """\
clinic: {name: Test Clinic, phone: 770-555-0100, address: [1 Example Street]}
sources:
  one: {title: First source, publisher: A publisher, year: 2020, url: https://example.org/one}
handouts:
  sample:
    kind: leaflet
    language: en
    title: A sample
    summary: What it is for.
    review: {status: draft, version: "1.0", edition: 2026-11-23}
    sections:
      - heading: Facts
        body:
          - It helped 52 in 100 people of 1,200, with 0.5 mg. [@one]
          - callout: {tone: urgent, text: Call 911.}
      - heading: When
        body:
          - From 8:30 a.m. to 5 p.m. call 770-555-0100.
          - bullets: [Eat nothing., Come at 7 p.m.]
    translations:
      es:
        title: Una muestra
        summary: Para qué es.
        review: {status: draft, version: "1.0", edition: 2026-11-23}
        sections:
          - heading: Datos
            body:
              - Ayudó a 52 de cada 100 personas de 1.200, con 0,5 mg. [@one]
              - callout: {tone: urgent, text: Llame al 911.}
          - heading: Cuándo
            body:
              - De 8:30 a 17:00 llame al 770-555-0100.
              - bullets: [No coma nada., Venga a las 19:00.]
"""


def told(text: str) -> tuple[Problem, ...]:
    library, problems = read_library(parse(text.encode(), "content.yaml"))
    assert library is not None, problems
    today = date(2026, 11, 23)
    return tuple(
        problem
        for handout in library.handouts
        for problem in examine(handout, library, rulebook(), today, State.DRAFT).problems
        if problem.code.startswith("translation-")
    )


def test_a_faithful_translation_has_no_problem() -> None:
    assert told(TEXT) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "here", "there"),
    [
        ("a 52 de", "a 25 de", "translation-number", "Ayudó", "It helped"),
        ("1.200", "muchas", "translation-number", "Ayudó", "It helped"),
        ("0,5 mg", "5 mg", "translation-number", "Ayudó", "It helped"),
        ("Llame al 911.", "Llame.", "translation-phone", "Datos", "Call 911"),
        (
            "770-555-0100.\n              - b",
            "770-555-0101.\n              - b",
            "translation-phone",
            "Cuándo",
            "From 8",
        ),
        ("17:00", "15:00", "translation-number", "Cuándo", "From 8"),
        ("Venga a las 19:00.", "Venga tarde.", "translation-number", "Cuándo", "Come at"),
        ("{tone: urgent, text: Llame", "{tone: info, text: Llame", "translation-warning", "Datos", "heading: Facts"),
        (
            " [@one]\n              - callout",
            "\n              - callout",
            "translation-source",
            "Datos",
            "heading: Facts",
        ),
        (
            "- bullets: [No coma nada., Venga a las 19:00.]",
            "- No coma nada. Venga a las 19:00.",
            "translation-block",
            "Cuándo",
            "heading: When",
        ),  # one line reads best
    ],
)
def test_what_is_missing_is_told_with_both_places(old: str, new: str, code: str, here: str, there: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new)
    (problem,) = told(text)
    assert problem.code == code
    lines = text.splitlines()
    section = next(number for number, line in enumerate(lines, 1) if here in line)
    original = next(number for number, line in enumerate(lines, 1) if there in line)
    assert problem.place is not None
    assert problem.place.line in {section, section - 2, section - 1}
    assert f"content.yaml:{original}:" in problem.message


def test_a_missing_section_is_one_problem_and_names_it() -> None:
    start = TEXT.index("          - heading: Cuándo")
    (problem,) = told(TEXT[:start])
    assert problem.code == "translation-section"
    assert "'When' of its original at content.yaml:16:" in problem.message


def test_a_missing_first_section_is_told_at_the_translation() -> None:
    start, end = TEXT.index("          - heading: Datos"), TEXT.index("          - heading: Cuándo")
    (problem,) = told(TEXT[:start] + TEXT[end:])
    assert problem.code == "translation-section"
    assert problem.place is not None
    assert problem.place.line == TEXT[: TEXT.index(" es:\n")].count("\n") + 1


def test_a_section_of_its_own_is_told() -> None:
    (problem,) = told(TEXT + "          - {heading: Más, body: [steps: [Uno.]]}\n")
    assert problem.code == "translation-extra"


def test_the_language_of_the_original_cannot_be_translated_to() -> None:
    library, problems = read_library(parse(TEXT.replace("      es:", "      en:").encode(), "content.yaml"))
    assert library is None
    assert [problem.code for problem in problems] == ["duplicate-id"]


OTHERS = {
    "zh-Hans": ("1,200人用0.5 mg，100人中有52人好转。[@one]", "请拨打911。", "上午8:30到17:00请拨打770-555-0100。", "19:00来。"),
    "ko": ("1,200명에게 0.5 mg을 주었고 100명 중 52명이 나아졌습니다. [@one]", "911에 전화하세요.",
           "8:30부터 17:00까지 770-555-0100으로 전화하세요.", "19:00에 오세요."),
    "hi": ("१,२०० लोगों में, ०.५ mg से, १०० में से ५२ बेहतर हुए। [@one]", "911 पर कॉल करें।",
           "८:३० से १७:०० तक 770-555-0100 पर कॉल करें।", "१९:०० बजे आएँ।"),
    "ar": ("من ١٬٢٠٠ شخص تحسن 52 من كل 100 مع 0.5 mg. [@one]", "اتصل بالرقم 911.",
           "من 8:30 إلى 17:00 اتصل بالرقم 770-555-0100.", "تعال في 19:00."),
}  # fmt: skip


def other(language: str) -> str:
    """The sample with a translation into a language for which nobody has written word lists."""
    facts, call, hours, come = OTHERS[language]
    return (
        TEXT[: TEXT.index("      es:")]
        + f"""\
      {language}:
        title: 1
        summary: 2
        review: {{status: draft, version: "1.0", edition: 2026-11-23}}
        sections:
          - heading: 3
            body:
              - "{facts}"
              - callout: {{tone: urgent, text: "{call}"}}
          - heading: 4
            body:
              - "{hours}"
              - bullets: [5, "{come}"]
"""
    )


@pytest.mark.parametrize("language", OTHERS)
def test_any_script_can_be_compared(language: str) -> None:
    text = other(language)
    assert told(text) == ()
    library, _ = read_library(parse(text.encode(), "content.yaml"))
    assert library is not None
    *_, translation = library.handouts
    assert not examine(translation, library, rulebook(), date(2026, 11, 23), State.DRAFT).problems
    start = text.index(f"      {language}:")
    for old, new, code in (("770-555-0100", "770-555-0109", "phone"), ("52", "25", "number"), ("911", "٩١١", "phone")):
        marred = re.sub(old, new, text[start:]) if old in text[start:] else re.sub("५२", "7", text[start:])
        assert f"translation-{code}" in {problem.code for problem in told(text[:start] + marred)}
