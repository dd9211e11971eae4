"""The whole file: parts that fit together, every mistake in one run, and the same rules told to editors."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import model
from handouts.schema import json_schema, read_library
from handouts.source import load, parse
from tests.schema import content_files as files

ROOT = Path(__file__).parents[2]


class EditorLoader(yaml.SafeLoader):
    """Types values as editors do (YAML 1.2 core): dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def fits_schema(text: str) -> bool:
    value: Any = yaml.load(text, EditorLoader)  # a SafeLoader
    return jsonschema.Draft7Validator(json_schema()).is_valid(value)


def test_a_whole_library() -> None:
    library = files.library(files.with_blocks("- Ketamine is an anesthetic. [@fda-2023]"))
    assert library.clinic == model.Clinic(
        "Loganville Clinic", "770-555-0142", ("100 Example Street", "Loganville, GA 30052")
    )
    assert library.sources["fda-2023"] == model.Source("fda-2023", "A warning", "FDA", 2023, "https://www.fda.gov")
    (handout,) = library.handouts
    assert (handout.id, handout.kind, handout.language, handout.pages) == ("test-sheet", model.Kind.LEAFLET, "en", None)
    assert handout.review == model.Review(model.Status.DRAFT, "0.1", "2026-11-23", "2027-11-01")
    assert handout.title.plain == "Ketamine"
    assert handout.place is not None
    assert model.cited(handout) == ("fda-2023",)


def test_the_clinic_that_ships_has_no_problem() -> None:
    library, problems = read_library(load(ROOT / "content.yaml"))
    assert problems == ()
    assert library is not None
    assert [handout.language for handout in library.handouts if handout.id == "ketamine-questions"][:2] == ["en", "es"]


def test_a_translation_says_itself_how_many_pages_it_fills() -> None:
    rest = "title: T, summary: S, review: {status: draft, version: '1', edition: 2026-11-23}"
    text = files.with_blocks("- x").replace("    summary: What it is.\n", "    summary: What it is.\n    pages: 2\n")
    text += f"    translations:\n      es: {{{rest}, pages: 3, sections: [{{heading: a, body: [b]}}]}}\n"
    text += f"      fr: {{{rest}, sections: [{{heading: a, body: [b]}}]}}\n"
    assert [handout.pages for handout in files.library(text).handouts] == [2, 3, None]


def test_details_of_the_clinic_are_inserted_wherever_it_stands() -> None:
    text = files.with_blocks("- Call {clinic.phone} at {clinic.address}.").replace(files.CLINIC, "") + files.CLINIC
    (block,) = files.sheet(text).sections[0].body
    assert isinstance(block, model.Paragraph)
    assert block.text.plain == "Call 770-555-0142 at 100 Example Street, Loganville, GA 30052."


def test_an_address_may_be_one_line() -> None:
    text = files.with_blocks("- x").replace('[100 Example Street, "Loganville, GA 30052"]', "Here")
    assert files.library(text).clinic.address == ("Here",)


def test_questions_of_a_section_stand_after_its_body() -> None:
    (section,) = files.sheet(
        files.with_sections(
            "- heading: a\n  questions: [{ask: b, answer: c}]\n  body: [d]\n  sections: [{heading: e, body: [f]}]"
        )
    ).sections
    assert [type(block) for block in section.body] == [model.Paragraph, model.Questions]
    assert section.sections[0].heading.plain == "e"


@pytest.mark.parametrize(
    ("old", "new", "code", "what"),
    [
        ("kind: leaflet", "kind: leafet", "bad-choice", "leafet"),
        ("kind: leaflet", "kind: [leaflet]", "wrong-type", "[leaflet]"),
        ("    kind: leaflet\n", "", "missing-field", "language"),
        ("    kind:", "    knid:", "unknown-field", "knid"),
        ("language: en", "language: english", "bad-language", "english"),
        ("title: Ketamine", "title:", "empty", ":\n    summary"),
        ("title: Ketamine", "title: '  '", "empty", "'  '"),
        ("test-sheet:", "Test_Sheet:", "bad-id", "Test_Sheet"),
        ("test-sheet:", "nul:", "bad-id", "nul"),
        ("test-sheet:", "../../x:", "bad-id", "../../x"),
        ("test-sheet:", "x" * 300 + ":", "bad-id", "xxx"),
        ("status: draft", "status: revised", "bad-choice", "revised"),
        ("edition: 2026-11-23", "edition: 2026-11-31", "bad-date", "2026-11-31"),
        ("next: 2027-11-01", "next: 2026-11-01", "bad-date", "2026-11-01"),
        ("next: 2027-11-01", "next: soon", "bad-date", "soon"),
        ("year: 2023", "year: 23", "bad-number", "23, url"),
        ("year: 2023", "year: 1799", "bad-number", "1799"),
        ("year: 2023", "year: 2101", "bad-number", "2101"),
        ("url: https://www.fda.gov", "url: ftp://x", "bad-link", "ftp"),
        ("    summary: What it is.\n", "    summary: What it is.\n    pages: 100\n", "bad-number", "100\n    review"),
        ("    summary: What it is.\n", "    summary: What it is.\n    pages: 0\n", "bad-number", "0\n    review"),
        ("    summary: What it is.\n", "    summary: What it is.\n    pages: two\n", "bad-number", "two"),
        ("  phone: 770-555-0142\n", "", "missing-field", "name: Log"),
        ("clinic:\n", "clinc:\n", "unknown-field", "clinc"),
    ],
)
def test_a_mistake_is_told_at_its_place(old: str, new: str, code: str, what: str) -> None:
    text = files.with_blocks("- x")
    assert old in text
    text = text.replace(old, new)
    told = files.told(text)
    lines = text.split("\n")
    assert code in [problem[0] for problem in told]
    _, line, column = next(problem for problem in told if problem[0] == code)
    assert "\n".join([lines[line - 1][column - 1 :], *lines[line:]]).startswith(what) or what.startswith(":")


def test_every_mistake_is_told_in_one_run_in_file_order() -> None:
    text = files.with_blocks(
        """
        - bulets: [a]
        - callout: {tone: warning, titel: b, text: ''}
        - Fades. [@fda-2032] Call {clinic.fone}. [x](javascript:y)
        - take #1
        - notes: {prompt: c, lines: many}
        """
    )
    text = text.replace("kind: leaflet", "knid: leaflet").replace("year: 2023", "year: MMXXIII")
    told = files.told(text)
    assert [code for code, _, _ in told] == [
        "bad-number",
        "unknown-field",
        "unknown-block",
        "bad-choice",
        "unknown-field",
        "empty",
        "unknown-citation",
        "unknown-field",
        "bad-link",
        "comment-in-text",
        "bad-number",
    ]
    assert [place for _, *place in told] == sorted(place for _, *place in told)


def test_a_mistake_does_not_hide_another_in_the_same_record() -> None:
    row = files.with_blocks("- table: {caption: '', columns: [b, c], rows: [[d, e], [f]]}")
    assert [code for code, _, _ in files.told(row)] == ["empty", "unequal-rows"]
    review = files.with_blocks("- x").replace("version: 0.1", "version: ''").replace("2027-11-01", "2026-11-01")
    assert [code for code, _, _ in files.told(review)] == ["empty", "bad-date"]


def test_two_handouts_with_one_id_name_both_lines() -> None:
    text = files.with_blocks("- x")
    handout = text[text.index("  test-sheet") :]
    _, problems = files.read(text + handout)
    assert [p.code for p in problems] == ["duplicate-key"]
    _, problems = files.read(text + handout.replace("test-sheet", "TEST-SHEET"))
    assert [p.code for p in problems] == ["duplicate-id"]


def test_mistakes_of_the_clinic_are_not_told_again_at_each_use() -> None:
    text = files.with_blocks("- Call {clinic.phone}.").replace("phone: 770-555-0142", "phon: x")
    assert [code for code, _, _ in files.told(text)] == ["unknown-field"]


def test_a_source_with_a_mistake_can_still_be_cited() -> None:
    text = files.with_blocks("- Fades. [@fda-2023]").replace("year: 2023", "year: x")
    assert [code for code, _, _ in files.told(text)] == ["bad-number"]


@pytest.mark.parametrize(
    ("sections", "code"),
    [
        ("- heading: a", "missing-field"),
        ("- heading: a\n  body: []", "empty"),
        ("- heading: a\n  body:", "empty"),
        ("- body: [a]", "missing-field"),
        ("- heading: ''\n  body: [a]", "empty"),
        ("- heading: a\n  sections: [{heading: b}]", "missing-field"),
        ("heading: a\nbody: [b]", "wrong-type"),
    ],
)
def test_sections_need_a_heading_and_something_below_it(sections: str, code: str) -> None:
    assert [problem[0] for problem in files.told(files.with_sections(sections))] == [code]


@pytest.mark.parametrize("text", ["just text\n", "- a\n- b\n", "''\n"])
def test_a_file_of_another_shape_is_one_problem(text: str) -> None:
    assert [code for code, _, _ in files.told(text)] == ["wrong-type"]


def test_missing_parts_are_told() -> None:
    assert [code for code, _, _ in files.told("sources: {}\n")] == ["missing-field", "missing-field", "empty"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 100), st.integers(0, 60))
def test_no_injury_of_a_file_raises(injury: bytes, percent: int, cut: int) -> None:
    good = files.with_blocks("- Fades. [@fda-2023] {clinic.phone}\n- bullets: [a, {text: b, numbered: [c]}]").encode()
    at = len(good) * percent // 100
    library, problems = read_library(parse(good[:at] + injury + good[at + cut :], "f"))
    assert (library is None) == bool(problems)


def test_a_large_file_is_read_in_seconds() -> None:
    text = files.with_blocks("\n".join(f"- Paragraph **{n}** of many. [@fda-2023]" for n in range(15_000)))
    start = time.process_time()
    files.library(text)
    assert time.process_time() - start < 20  # a tenth of that, unless the time grows with the square of the size


# --- for editors ------------------------------------------------------------------------------------------------------


def test_the_schema_file_is_up_to_date() -> None:
    written = (ROOT / "handouts" / "content.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == json_schema(), "run: python make_pdf.py schema > handouts/content.schema.json"


def test_the_schema_is_valid_draft_7() -> None:
    jsonschema.Draft7Validator.check_schema(json_schema())


def test_the_content_names_the_schema_for_editors() -> None:
    first = (ROOT / "content.yaml").read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=handouts/content.schema.json"


def test_the_content_that_ships_fits_the_schema() -> None:
    assert fits_schema((ROOT / "content.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "blocks",
    [
        "- bulets: [a]",
        "- bullets: []",
        "- {}",
        "- {bullets: [a], fill_in: [b]}",
        "- callout: {tone: warning, title: a, text: b}",
        "- callout: {tone: info, title: a}",
        "- callout: {tone: info, title: a, text: b, body: [c]}",
        "- bullets: [{text: a, bullets: [{bullets: [b]}]}]",
        "- notes: {prompt: a, lines: 31}",
        "- image: {file: x.png}",
        "- image: {file: ../x.png, alt: a}",
        "- qr: {url: 'ftp://x', text: a}",
        "- questions: [{ask: a}]",
    ],
)
def test_editors_and_the_build_refuse_the_same(blocks: str) -> None:
    assert files.told_in_blocks(blocks)
    assert not fits_schema(files.with_blocks(blocks))


def test_every_field_is_described() -> None:
    def bare(schema: Any, at: str = "") -> list[str]:
        if isinstance(schema, list):
            return [name for part in schema for name in bare(part, at)]
        if not isinstance(schema, dict):
            return []
        missing = [f"{at}.{name}" for name, part in schema.get("properties", {}).items() if not part.get("description")]
        return missing + [name for key, part in schema.items() for name in bare(part, f"{at}.{key}")]

    assert bare(json_schema()) == []
