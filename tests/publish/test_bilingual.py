"""Sheets in two languages from the command line to the register: names, states, codes, and if they are still right."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.cli import main
from handouts.publish import Options, build, issues, verify
from handouts.publish.languages import in_two_languages
from tests.engine import shipped_library
from tests.sheets import ROOT, STYLES, TODAY

HOME = "ketamine-going-home"


def options(out: Path, *languages: str, content: Path = ROOT / "content.yaml", **more: object) -> Options:
    return Options(content, STYLES, out, names=(HOME,), languages=languages, today=TODAY, **more)  # type: ignore[arg-type]


def test_both_codes_are_registered_and_the_file_is_known(tmp_path: Path) -> None:
    asked = options(tmp_path, "en+es")
    (built,) = build(asked)
    assert built.published
    assert built.path.name == f"{HOME}.en-es.pdf"
    assert built.rendered is not None
    entered = issues(tmp_path)
    assert [(one.language, one.file) for one in entered] == [("en", built.path.name), ("es", built.path.name)]
    assert built.rendered.codes == " + ".join(one.code for one in entered)
    list(build(asked))
    assert issues(tmp_path) == entered
    (told,) = verify(asked, (str(built.path),))
    assert told.verdict.value == "current draft"
    assert told.because.startswith("en: version 0.1")
    assert "; es: version 0.1" in told.because


def test_a_good_copy_is_known_without_the_register_and_an_altered_one_is_not(tmp_path: Path) -> None:
    (built,) = build(options(tmp_path, "en+es"))
    elsewhere = options(tmp_path / "none", "all")
    (tmp_path / "altered.pdf").write_bytes(built.path.read_bytes() + b"\n")
    known, altered = verify(elsewhere, (str(built.path), str(tmp_path / "altered.pdf")))
    assert known.verdict.value == "current draft"
    assert altered.verdict.value == "altered"


def test_the_worse_state_shows_in_both_languages(tmp_path: Path) -> None:
    content = tmp_path / "content.yaml"
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    content.write_text(text, encoding="utf-8")
    given = ["--content", str(content), "--styles", str(STYLES), "--today", TODAY.isoformat()]
    vouch = ["--by", "Jane Doe", "--role", "Psychiatrist, MD", "--next", "2027-11-01"]
    assert main(["review", HOME, *vouch, *given]) == 0
    (half,) = build(options(tmp_path, "en+es", content=content))
    assert half.rendered is not None
    assert half.rendered.state.value == "draft"
    assert [one.state for one in issues(tmp_path)] == ["reviewed", "draft"]
    assert main(["review", HOME, "--language", "es", *vouch, *given]) == 0
    (whole,) = build(options(tmp_path, "en+es", content=content, final=True))
    assert whole.published
    assert whole.rendered is not None
    assert whole.rendered.state.value == "reviewed"
    final = options(tmp_path, "en+ar", content=content, final=True)
    assert not next(iter(build(final))).published  # nobody has reviewed the Arabic text


def test_a_pair_is_made_beside_each_language_and_in_every_look(tmp_path: Path) -> None:
    asked = options(tmp_path, "es", "en+es", edition="standard,ink-saver", formats=("pdf", "text"))
    names = sorted(built.path.name for built in build(asked))
    assert names == sorted(
        f"{HOME}.{end}" for end in ("es.pdf", "es.ink-saver.pdf", "es.txt", "en-es.pdf", "en-es.ink-saver.pdf")
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--language", "en+fr"], "nothing here is in the language 'fr'"),
        (["--language", "en+en"], "'en+en' is not a pair of languages"),
        (["--language", "en+es+ar"], "'en+es+ar' is not a pair of languages"),
        (["--language", "en+es", "--format", "html"], "two languages on one sheet are for paper"),
        (["--language", "en+es", "--fold", "tri-fold"], "a tri-fold has no room for two languages"),
        (["ketamine-questions", "--language", "es+ar"], "nothing here is in the language 'ar'"),
    ],
)
def test_what_cannot_be_is_told(
    given: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["build", *given, "--out", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_a_language_from_right_to_left_comes_second() -> None:
    ((one, other),) = in_two_languages(shipped_library().handouts, ("ar+en",))
    assert (one.language, other.language) == ("en", "ar")
    ((one, other),) = in_two_languages(shipped_library().handouts, ("original+ar",))
    assert (one.language, other.language) == ("en", "ar")


def test_a_booklet_in_two_languages_is_proved_too(tmp_path: Path) -> None:
    from handouts.fold.imposition import Fold

    (built,) = build(options(tmp_path, "en+es", fold=Fold.BOOKLET))
    assert built.published
    assert [path.name for path in built.files] == [f"{HOME}.en-es.booklet.pdf", f"{HOME}.en-es.booklet.print.pdf"]


def test_the_page_of_all_sheets_tells_both_languages(tmp_path: Path) -> None:
    from handouts.publish import write_contact_sheet

    asked = options(tmp_path, "en+es")
    list(build(asked))
    page = write_contact_sheet(asked).read_text(encoding="utf-8")
    assert page.count(f'<a href="{HOME}.en-es.pdf"') == 2  # with the sheets in English, and with those in Spanish
    assert page.count("English + Español") == 2
    assert 'data-edition="Standard print"' in page
