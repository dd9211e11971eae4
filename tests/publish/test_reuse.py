"""Files of earlier builds: taken again while everything they depend on is the same, and never on trust."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.fold.imposition import Fold
from handouts.publish import Options, build, building, manifest, reuse
from handouts.publish.building import Built
from tests.sheets import ROOT, STYLES, TODAY, content


@pytest.fixture
def options(tmp_path: Path) -> Options:
    (tmp_path / "content.yaml").write_text(content("- {heading: H, body: [Some text.]}"), encoding="utf-8")
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", today=TODAY)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of what was really typeset, as it is."""
    ids: list[str] = []
    render = building.render

    def watched(*arguments: object) -> object:
        ids.append(arguments[1].id)  # type: ignore[attr-defined]  # a handout
        return render(*arguments)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(building, "render", watched)
    return ids


def one(options: Options) -> Built:
    (built,) = build(options)
    assert built.published, [problem.message for problem in built.problems]
    return built


def test_what_was_made_is_taken_again(options: Options, made: list[str]) -> None:
    first, again = one(options), one(options)
    assert made == ["sample"]
    assert first.rendered is not None
    assert again.rendered is not None
    assert (again.rendered.sheet, again.rendered.identity) == (first.rendered.sheet, first.rendered.identity)
    assert (again.words, again.pages, again.problems) == (first.words, first.pages, first.problems)


def test_a_folded_sheet_brings_its_file_for_printing(options: Options, made: list[str]) -> None:
    wanted = replace(options, fold=Fold.BOOKLET)
    first, again = one(wanted), one(wanted)
    assert made == ["sample"]
    assert first.rendered is not None
    assert again.rendered is not None
    assert again.rendered.printed == first.rendered.printed is not None
    again.print_path.write_bytes(b"%PDF-1.7 another")
    one(wanted)
    assert made == ["sample", "sample"]


CHANGES = {"a word": ("Some text.", "Some words."), "the clinic's number": ("770-555-0100", "770-555-0199")}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_made_anew(options: Options, made: list[str], what: str) -> None:
    one(options)
    text = options.content.read_text(encoding="utf-8")
    assert CHANGES[what][0] in text
    options.content.write_text(text.replace(*CHANGES[what]), encoding="utf-8")
    one(options)
    assert made == ["sample", "sample"]


def test_what_another_handout_says_does_not_matter(options: Options, made: list[str]) -> None:
    text = options.content.read_text(encoding="utf-8") + "\n"
    _, _, body = text.partition("handouts:\n")
    options.content.write_text(text + body.replace("sample:", "second:", 1), encoding="utf-8")
    assert len(list(build(options))) == 2
    changed = text + body.replace("sample:", "second:", 1).replace("Some text.", "Other text.")
    options.content.write_text(changed, encoding="utf-8")
    assert all(built.published for built in build(options))
    assert made == ["sample", "second", "second"]


def test_a_sheet_in_two_languages_depends_on_both(options: Options) -> None:
    wanted = replace(options, content=ROOT / "content.yaml", names=("ketamine-going-home",), languages=("en+es",))
    first, again = one(wanted), one(wanted)
    assert first.rendered is not None
    assert again.rendered is not None
    assert again.rendered.proof_time == 0.0 < first.rendered.proof_time
    assert (again.rendered.codes, again.rendered.sheet) == (first.rendered.codes, first.rendered.sheet)
    text = wanted.content.read_text(encoding="utf-8").replace("De vuelta a casa tras la ketamina", "De vuelta a casa")
    options.content.write_text(text, encoding="utf-8")
    changed = one(replace(wanted, content=options.content))
    assert changed.rendered is not None
    assert changed.rendered.sheet.data != first.rendered.sheet.data


def test_another_day_brand_or_engine_makes_it_anew(
    options: Options, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one(options)
    one(replace(options, style="hillside"))
    one(replace(options, style="hillside"))
    monkeypatch.setattr(reuse, "_engine_told", lambda: "another")
    one(options)
    assert made == ["sample"] * 3


def test_a_changed_style_makes_it_anew(options: Options, made: list[str], tmp_path: Path) -> None:
    styles = tmp_path / "styles"
    styles.mkdir()
    for file in STYLES.glob("*.yaml"):
        (styles / file.name).write_bytes(file.read_bytes())
    wanted = replace(options, styles=styles)
    one(wanted)
    base = styles / "loganville.yaml"
    base.write_text(base.read_text(encoding="utf-8") + 'colors: {tint: "#eeeeee"}\n', encoding="utf-8")
    one(wanted)
    assert made == ["sample", "sample"]


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"handouts-file 1\n", b"handouts-file 1\nx\ny z\n"])
def test_a_damaged_note_counts_as_none(options: Options, made: list[str], damage: bytes) -> None:
    built = one(options)
    (note,) = (options.out / manifest.FOLDER).glob("sample.pdf.txt")
    note.write_bytes(damage)
    assert one(options).path.read_bytes() == built.path.read_bytes()
    assert made == ["sample", "sample"]


def test_a_file_that_was_touched_is_made_anew(options: Options, made: list[str]) -> None:
    built = one(options)
    good = built.path.read_bytes()
    built.path.write_bytes(good.replace(b"%PDF-1.7", b"%PDF-1.6"))
    one(options)
    assert built.path.read_bytes() == good
    built.path.unlink()
    one(options)
    assert built.path.read_bytes() == good
    assert made == ["sample"] * 3
