"""Braille files: the right cells, pages that embossers take, a proof that notices every injury, and what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.model import Handout, Library
from handouts.publish import Options, build, fixed_words, identity_of, open_project
from handouts.quotes import quoted
from handouts.review import Identity
from handouts.screen import louis
from handouts.screen.braille import braille
from handouts.screen.braille_proof import braille_problem
from handouts.screen.louis import NoBrailleError, Translator, louis_is_here, rules
from handouts.words import words_for
from tests.sheets import ROOT, STYLES, TODAY, content, first, identity, library

FIXTURES = ROOT / "tests" / "fixtures"
CONTENTS = (ROOT / "content.yaml", *sorted(FIXTURES.glob("*.yaml")), *sorted((FIXTURES / "scripts").glob("*.yaml")))


@pytest.fixture(autouse=True)
def _louis() -> None:
    if louis_is_here():
        return
    why = "liblouis is not on this machine: apt-get install liblouis20 liblouis-data"
    if os.environ.get("HANDOUTS_REQUIRE") == "1" or os.environ.get("CI") == "true":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


@pytest.fixture
def english() -> Translator:
    return Translator("en")


def sample(sections: str, translator: Translator) -> tuple[str, Handout, Library, Identity]:
    read = library(sections)
    handout = first(read)
    said = replace(identity(handout, read), edition="braille")
    return braille(handout, read, words_for("en"), said, translator), handout, read, said


def rows(file: str) -> list[str]:
    return [row for page in file.split("\f") for row in page.split("\r\n")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Ketamine for depression", ",KETAM9E = DEPRES.N"),
        ("You can say no.", ",Y C SAY NO4"),
        ("1-800-715-4225", "#A-#HJJ-#GAE-#DBBE"),
        ("FDA and ECT", ",,FDA & ,,ECT"),
        ("“much better”", "8M* BETT]0"),
    ],
)
def test_english_is_contracted_unified_braille(text: str, cells: str, english: Translator) -> None:
    """Compared by hand with The Rules of Unified English Braille, 2024."""
    assert english.cells(text) == cells


@pytest.mark.parametrize(
    ("language", "text", "cells"),
    [
        ("es", "¿Qué es? Llame al 988.", "5.QU! ES5 .LLAME AL #IHH'"),
        ("ar", "اتصل بالرقم 911", "AT&L BALRQM #IAA"),
        ("vi", "Gọi 911 khi đau ngực.", ".G,OI #IAA KHI !AU NG,\\C4"),
        ("ko", "안녕하세요 911", "<3C]J,N+ #IAA"),
        ("hi", "कॉल करें", "KXL KRE;"),
        ("ru", "Если «нет», звоните 911.", "ESLI 8NET01ZWONITE #IAA,4"),
    ],
)
def test_other_languages_have_their_own_code(language: str, text: str, cells: str) -> None:
    """Each code's own letters, with the tones of Vietnamese and the contractions of Korean; Russian leaves the space
    behind a comma out.
    """
    assert Translator(language).cells(text) == cells


def test_chinese_has_no_braille_because_its_words_are_not_parted() -> None:
    assert not {"zh", "zh-Hans"} & set(rules().languages)


def test_a_word_that_is_cut_before_dot_5_goes_on() -> None:
    """The comma of Korean and Arabic has the cell of the mark that says that a word goes on."""
    korean = Translator("ko")
    for length in range(36, 44):
        cells = "A" * length
        for typed in (f"{cells}, x", f"{cells},, x, {cells}", f"x {cells}, y"):
            file, handout, read, said = sample(f"- {{heading: H, body: ['{typed}']}}", korean)
            assert braille_problem(file, handout, read, words_for("en"), said, korean) is None


@pytest.mark.parametrize("path", CONTENTS, ids=lambda path: path.stem)
def test_every_handout_is_proved_and_fits_its_pages(path: Path) -> None:
    project = open_project(Options(path, STYLES, Path("out")))
    for handout in map(quoted, project.library.handouts):
        if handout.language not in rules().languages:
            continue
        translator = Translator(handout.language)
        said = replace(identity_of(project, handout, TODAY), edition="braille")
        try:
            file = braille(handout, project.library, fixed_words(handout), said, translator)
        except NoBrailleError as error:  # a degree sign in Spanish
            assert (handout.language.partition("-")[0], error.character) == ("es", "°")
            continue
        assert braille_problem(file, handout, project.library, fixed_words(handout), said, translator) is None
        for page in file.split("\f")[:-1]:
            lines = page.split("\r\n")
            assert len(lines) == 25
            assert max(map(len, lines)) <= 40
            last = next(line for line in reversed(lines[:-1]) if line)
            capital = handout.language in {"en", "es"} and last.startswith("    ,")  # elsewhere these cells are others
            assert not capital, "a heading stands alone at the end of a page"


def test_headings_are_centered_paragraphs_indented_lists_hang(english: Translator) -> None:
    file, *_ = sample(
        """
        - heading: Before
          body:
            - A paragraph that is so long that it certainly needs another line of cells.
            - bullets: [An entry that is so long that it certainly needs another line of cells.]
            - callout: {tone: urgent, title: Now, text: Call 911.}
            - checklist: [A box]
            - fill_in: [Name]
        """,
        english,
    )
    lines = rows(file)
    assert lines[lines.index("                  ,2F") + 2].startswith("  ,A P>AGRAPH ")
    entry = next(index for index, line in enumerate(lines) if line.startswith("_4 ,AN 5TRY"))
    assert lines[entry + 1].startswith("  ")
    frame = lines.index("7" * 40)
    assert lines[frame + 1 : frame + 3] == [",GET HELP N[", "    ,N["]
    assert "G" * 40 in lines[frame:]
    assert ";$#D ,A BOX" in lines
    assert ',"N .-.-.-.-' in lines


INJURIES = {
    "a word lost": (",TEXT ", "", "the braille file says"),
    "two words swapped": ("LONG &", "& LONG", "the braille file says"),
    "a cell changed": (",TEXT", ",TEXS", "the braille file says"),
    "another number on the page": ("#A\f", "#B\f", "another number"),
    "a line too long": ("\r\n", " " + "A" * 41 + "\r\n", "longer than 40"),
    "a line lost": ("\r\n", "", "has 24 lines"),
    "no cell": (",TEXT", ",T\u00e9XT", "is no cell"),
    "no end": ("\f", "", "does not end"),
}


@pytest.mark.parametrize("name", INJURIES)
def test_an_injured_file_is_not_published(name: str, english: Translator) -> None:
    file, handout, read, said = sample("- {heading: H, body: [Text that is long and goes on.]}", english)
    file = file.replace("L;G", "LONG")  # spelled out, to be found below
    good, bad, told = INJURIES[name]
    assert good in file
    if "LONG" not in good:
        file = file.replace("LONG", "L;G")
    problem = braille_problem(file.replace(good, bad, 1), handout, read, words_for("en"), said, english)
    assert problem is not None
    assert told in problem.message


def test_cells_that_cannot_be_read_back_are_not_published(english: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first gate uses the same library as the writer; the second must notice where that writes nonsense."""
    right = english.cells
    monkeypatch.setattr(english, "cells", lambda text: right(text[::-1]) if len(text) > 30 else right(text))
    file, handout, read, said = sample("- {heading: H, body: [Text that is long and goes on and on and on.]}", english)
    problem = braille_problem(file, handout, read, words_for("en"), said, english)
    assert problem is not None
    assert "reads only" in problem.message


def test_a_word_longer_than_a_line_goes_on_after_dot_5(english: Translator) -> None:
    word = "x" * 90
    file, handout, read, said = sample(f"- {{heading: H, body: ['{word} end.']}}", english)
    assert sum(row.endswith('"') for row in rows(file)) == 2
    assert braille_problem(file, handout, read, words_for("en"), said, english) is None


def test_a_sign_without_braille_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "content.yaml").write_text(content("- {heading: H, body: [Some ☃ text.]}"), encoding="utf-8")
    (built,) = build(Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", formats=("braille",)))
    (problem,) = (problem for problem in built.problems if problem.code == "no-braille-sign")
    assert "SNOWMAN (U+2603)" in problem.message
    assert not built.left_out


@pytest.fixture
def arabic(tmp_path: Path) -> list[str]:
    """Arguments for a handout in a language that has no table here; the engine has words for it, borrowed."""
    text = content("- {heading: H, body: [Some text.]}").replace("language: en", "language: fr")
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    return ["--content", str(tmp_path / "content.yaml"), "--styles", str(STYLES), "--out", str(tmp_path / "out")]


def test_a_language_without_a_table_is_told(
    arabic: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.publish import forms

    monkeypatch.setattr(forms, "fixed_words", lambda _handout: words_for("en"))
    assert main(["build", *arabic, "--format", "braille"]) == 1
    assert "left out: there is no braille for the language 'fr'" in capsys.readouterr().err
    assert main(["build", *arabic, "--format", "braille", "--language", "fr"]) == 1
    assert "error[no-braille]" in capsys.readouterr().err


@pytest.fixture
def no_louis(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without the library."""
    monkeypatch.setattr(louis, "find_library", lambda _name: None)
    louis._liblouis.cache_clear()
    yield
    louis._liblouis.cache_clear()


def test_without_the_library_it_is_told_how_to_get_it(
    no_louis: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["build", "ketamine-questions", "--content", str(ROOT / "content.yaml"), "--styles", str(STYLES)]
    given += ["--out", str(tmp_path / "out"), "--language", "en"]
    assert main([*given, "--format", "pdf,braille"]) == 3
    assert "apt-get install liblouis20 liblouis-data" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main([*given, "--format", "all"]) == 0
    said = capsys.readouterr()
    assert "apt-get install liblouis20 liblouis-data" in said.err
    assert len(said.out.splitlines()) == 3


def test_every_language_in_the_rules_has_its_table() -> None:
    for language in rules().languages:
        assert len(Translator(language).cells("1")) == 2
