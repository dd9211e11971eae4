"""A section on request is in no usual sheet, in whatever form, look and language; a copy that asks for it has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.fold.imposition import Fold
from handouts.problems import UsageError
from handouts.publish import Options, Verdict, Wish, build, check, personal, verify
from handouts.screen.louis import louis_is_here
from tests.sheets import STYLES, TODAY, content, text_of

FORMATS = ("pdf", "html", "text", *(["braille"] if louis_is_here() else []))
SECTIONS = """
- heading: Every day
  body: [Drink water.]
  easy: [{picture: phone, alt: A telephone, text: Drink water.}]
- heading: Quokka
  optional: on request
  body: ["Quokka facts. [@two]"]
"""
SPANISH = """\
    translations:
      es:
        title: Una muestra
        summary: Para probar.
        review: {status: draft, version: "1.0", edition: 2026-11-23}
        sections:
          - heading: Cada día
            body: [Beba agua.]
            easy: [{picture: phone, alt: Un teléfono, text: Beba agua.}]
          - heading: Quokka
            optional: on request
            body: ["Datos del quokka. [@two]"]
"""


def project(folder: Path, **asked: object) -> Options:
    (folder / "content.yaml").write_text(content(SECTIONS) + SPANISH, encoding="utf-8")
    return Options(folder / "content.yaml", STYLES, folder / "out", today=TODAY, **asked)  # type: ignore[arg-type]  # each test asks for others


@pytest.mark.parametrize(
    "asked",
    [
        {"languages": ("original", "es", "en+es"), "formats": FORMATS},
        {"edition": "easy-read"},
        {"fold": Fold.BOOKLET, "languages": ("original",)},
    ],
)
def test_a_usual_sheet_goes_without_it(tmp_path: Path, asked: dict[str, object]) -> None:
    for built in build(project(tmp_path, **asked)):
        assert built.published, built.problems
        data = built.path.read_bytes()
        said = text_of(data) if built.path.suffix == ".pdf" else data.decode()
        assert "water" in said or "agua" in said or built.path.suffix == ".brf"
        assert "quokka" not in said.lower()
        assert "Another" not in said  # nor the source that only it cites


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_copy_has_it_where_it_is_asked_for(tmp_path: Path, language: str) -> None:
    options = project(tmp_path)
    copied = personal(options, "sample", (), Wish(None, language, added=("quokka",)))
    assert copied.path is not None, copied.problems
    said = text_of(copied.path.read_bytes())
    assert "uokka" in said.partition("Quokka")[2]
    assert "Another" in said
    (verified,) = verify(options, (str(copied.path),))
    assert verified.verdict is not Verdict.NOT_OURS
    usual = next(built for built in build(project(tmp_path)) if built.handout.language == language)
    assert usual.rendered is not None
    assert usual.rendered.identity.code in said  # the text that was reviewed has one code


def test_a_heading_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        personal(project(tmp_path), "sample", (), Wish(None, added=("Quoka",)))
    assert told.value.hint == "did you mean 'Quokka'?"
    with pytest.raises(UsageError):
        personal(project(tmp_path), "sample", (), Wish(None, added=("Every day",)))


def test_both_languages_agree_on_it(tmp_path: Path) -> None:
    options = project(tmp_path)
    options.content.write_text(options.content.read_text().replace("            optional: on request\n", ""))
    codes = {problem.code: problem for problem in check(options)}
    assert "in every copy, its original" in codes["translation-optional"].message
