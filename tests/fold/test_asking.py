"""Folding from the command line: what is written, what is refused, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.cli import main
from handouts.fold.formats import folded
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing
from handouts.problems import UsageError
from handouts.publish import Options, Verdict, build, issues, verify
from handouts.theme import Paper, load_theme
from handouts.words import catalogs, words_for
from tests.sheets import ROOT, STYLES, TODAY

SHORT = ROOT / "tests" / "fixtures" / "stitches-at-home.yaml"
LONG = ROOT / "content.yaml"


def run(out: Path, *arguments: str, content: Path = SHORT) -> int:
    return main(["build", "--content", str(content), "--styles", str(STYLES), "--out", str(out), *arguments])


def test_two_files_are_written_and_registered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--fold", "tri-fold", "--paper", "a4") == 0
    files = {path.name for path in tmp_path.glob("*.pdf")}
    assert files == {
        "stitches-at-home.a4.tri-fold.pdf",
        "stitches-at-home.a4.tri-fold.print.pdf",
        "stitches-at-home.es.a4.tri-fold.pdf",
        "stitches-at-home.es.a4.tri-fold.print.pdf",
    }
    assert {issue.file for issue in issues(tmp_path)} == files
    said = capsys.readouterr().out
    assert "tri-fold.print.pdf: 1 sheet to print on both sides, flipped on the short edge, not scaled" in said


def test_building_again_with_nothing_to_do_changes_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "--fold", "2-up", "--flip", "long") == 0
    before = {path: path.read_bytes() for path in tmp_path.glob("*.pdf")}
    assert run(tmp_path, "--fold", "2-up", "--flip", "long") == 0
    assert {path: path.read_bytes() for path in tmp_path.glob("*.pdf")} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--flip", "long"], "--flip, --marks and --bleed are for sheets to fold or cut"),
        (["--marks"], "--flip, --marks and --bleed are for sheets to fold or cut"),
        (["--fold", "tri-fold", "--edition", "large-print"], "a tri-fold cannot be had in large-print"),
        (["--fold", "tri-fold", "--edition", "extra-large"], "a tri-fold cannot be had in extra-large"),
        (["--fold", "booklet", "--bleed", "3"], "'3' is not a length"),
        (["--fold", "booklet", "--bleed", "-1mm"], "--bleed"),
        (["--fold", "booklet", "--bleed", "2in"], "up to an inch"),
        (["--fold", "trifold"], "invalid choice: 'trifold'"),
        (["--fold", "booklet", "--paper", "post-it"], "there is no paper 'post-it'"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(tmp_path, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(("fold", "said"), [("tri-fold", "the inside has about "), ("bi-fold", "there are about ")])
def test_what_does_not_fit_says_by_how_much(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fold: str, said: str
) -> None:
    assert run(tmp_path, "ketamine-questions", "--fold", fold, content=LONG) == 1
    told = capsys.readouterr().err
    assert "error[does-not-fit]: 'ketamine-questions' does not fit the " in told
    assert said in told
    assert "lines (" in told
    assert not list(tmp_path.glob("*.pdf"))


def test_a_paper_that_is_too_small_is_told() -> None:
    look = load_theme(STYLES, "loganville")[0]
    with pytest.raises(UsageError, match="holds 18 characters, fewer than 20"):
        folded(look, Paper(300, 380), Fold.BOOKLET)


def test_a_booklet_on_letter_has_half_letter_pages_and_on_a4_a5_ones() -> None:
    look = load_theme(STYLES, "loganville")[0]
    for paper, half in (("letter", "half-letter"), ("a4", "a5")):
        page = folded(look, look.papers[paper], Fold.BOOKLET).page
        assert page.width == pytest.approx(look.papers[half].width, abs=1.5)  # half of 297 mm is 148.5
        assert page.height == pytest.approx(look.papers[half].height)


def test_large_print_can_be_a_booklet(tmp_path: Path) -> None:
    assert run(tmp_path, "--fold", "booklet", "--edition", "large-print") == 0


def made(tmp_path: Path, fold: Fold, printing: Printing) -> tuple[Options, list[Path]]:
    options = Options(SHORT, STYLES, tmp_path, today=TODAY, fold=fold, printing=printing)
    return options, [path for built in build(options) for path in built.files]


@pytest.mark.parametrize("kept", [True, False])
def test_both_files_can_be_verified_with_and_without_the_register(tmp_path: Path, kept: bool) -> None:
    options, paths = made(tmp_path, Fold.TRI_FOLD, Printing(Flip.LONG, marks=True, bleed=8.5))
    if not kept:
        (tmp_path / "register.yaml").unlink()
    plain = Options(SHORT, STYLES, tmp_path, today=TODAY)
    found = verify(plain, tuple(map(str, paths[:2])))
    assert {verified.verdict for verified in found} == {Verdict.DRAFT}
    assert options.fold is Fold.TRI_FOLD


def test_a_file_for_printing_that_was_changed_is_altered(tmp_path: Path) -> None:
    _, paths = made(tmp_path, Fold.BI_FOLD, Printing())
    path = paths[1]
    path.write_bytes(path.read_bytes() + b"\n% changed\n")
    (found,) = verify(Options(SHORT, STYLES, tmp_path, today=TODAY), (str(path),))
    assert found.verdict is Verdict.ALTERED


def test_the_cover_grows_no_larger_than_its_panel() -> None:
    look = load_theme(STYLES, "loganville")[0]
    panel = folded(look, look.papers["letter"], Fold.TRI_FOLD)
    assert panel.theme.band.height == look.fold.cover < panel.page.height / 2


def test_every_language_has_the_words_for_it() -> None:
    for language in catalogs():
        phrases = words_for(language).phrases
        assert "{title}" in phrases["for_printing"]
        assert phrases["call_us"]
        assert "{flip}" in phrases["fold_test_right"]
        assert "{other}" in phrases["fold_test_wrong"]
        assert {"fold_test_title", "fold_test_front", "fold_test_turn", "fold_test_size"} <= set(phrases)


def test_folds_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--content", str(SHORT), "--styles", str(STYLES)]) == 0
    assert "folds: booklet, tri-fold, bi-fold, 2-up" in capsys.readouterr().out


def test_editions_too_large_for_panels_are_left_out_where_all_were_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--fold", "tri-fold", "--edition", "all", "--language", "en") == 0
    said = capsys.readouterr().err
    assert "stitches-at-home.large-print.tri-fold.pdf: left out: a tri-fold cannot be had in large-print" in said
    assert "stitches-at-home.extra-large.tri-fold.pdf: left out: " in said
    assert (tmp_path / "stitches-at-home.ink-saver.tri-fold.print.pdf").is_file()


def test_forms_for_screens_are_not_folded(tmp_path: Path) -> None:
    assert run(tmp_path, "--fold", "booklet", "--format", "html,pdf", "--language", "en") == 0
    assert {path.name for path in tmp_path.glob("stitches*")} == {
        "stitches-at-home.html",
        "stitches-at-home.booklet.pdf",
        "stitches-at-home.booklet.print.pdf",
    }


def test_the_page_of_all_sheets_tells_which_file_is_for_printing(tmp_path: Path) -> None:
    assert run(tmp_path, "--fold", "booklet", "--language", "en", "--index") == 0
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "PDF, letter, booklet, 2 pages" in page
    assert "PDF, letter, booklet to print, 2 pages" in page
