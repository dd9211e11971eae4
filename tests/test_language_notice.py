"""The clinic's notice of free language help: from its own file, verbatim, in every form, each sentence as it is read."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest

from handouts.fold.imposition import Fold
from handouts.model import notice_of
from handouts.proof import prove, prove_both
from handouts.proof.reader import read
from handouts.publish import Options, Project, build, fixed_words, identity_of, open_project, render, standing_of
from handouts.publish.manifest import digest_of
from handouts.publish.project import ProjectError
from handouts.publish.remembering import Memory
from handouts.review import Voice
from handouts.schema import read_notice
from handouts.source import parse
from handouts.theme import Paper
from handouts.typeset.both import typeset_both
from tests import pdf_checks
from tests.sheets import ROOT, STYLES, TODAY

FIXTURE = ROOT / "tests/fixtures/notice/notice.yaml"
STITCHES = ROOT / "tests/fixtures/stitches-at-home.yaml"
VISIT = ROOT / "tests/fixtures/scripts/clinic-visit.yaml"
EVERYWHERE = "language_notice: {file: notice.yaml, everywhere: true}\n"
LANGUAGES = ("en", "es", "ar", "zh-Hans", "ko", "hi", "ru", "vi")


def clinic(folder: Path, head: str = EVERYWHERE, source: Path = STITCHES) -> Options:
    """A content file with the notice beside it."""
    (folder / "notice.yaml").write_bytes(FIXTURE.read_bytes())
    content = folder / "content.yaml"
    content.write_text(head + source.read_text(encoding="utf-8"), encoding="utf-8")
    return Options(content, STYLES, folder / "out", today=TODAY)


def sentences() -> dict[str, str]:
    return {sentence.language: sentence.text.plain for sentence in read_notice(parse(FIXTURE.read_bytes(), "f"))[0]}


def test_the_file_is_read_as_it_stands() -> None:
    text = 'es: "**No es negrita** [@x] {clinic.phone}"\nar: "نص"\nno: Norsk\n'
    found, problems = read_notice(parse(text.encode(), "f"))
    assert not problems
    assert [(s.language, s.text.plain) for s in found] == [
        ("es", "**No es negrita** [@x] {clinic.phone}"),
        ("ar", "نص"),
        ("no", "Norsk"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("e s: x\n", "bad-language"),
        ("es:\n", "empty"),
        ("- x\n", "wrong-type"),
        ("es: [x]\n", "wrong-type"),
        ("", "empty-file"),
        ("es: a\nes: b\n", "duplicate-key"),
    ],
)
def test_mistakes_in_it_are_told(tmp_path: Path, text: str, code: str) -> None:
    options = clinic(tmp_path)
    (tmp_path / "notice.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as error:
        open_project(options)
    assert [(Path(p.place.file).name, p.code) for p in error.value.problems if p.place] == [("notice.yaml", code)]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("language_notice: {file: none.yaml, everywhere: true}\n", "no-file"),
        ("language_notice: ../notice.yaml\n", "bad-path"),
        ("language_notice: {everywhere: true}\n", "missing-field"),
        ("language_notice: [x]\n", "wrong-type"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, head: str, code: str) -> None:
    with pytest.raises(ProjectError) as error:
        open_project(clinic(tmp_path, head))
    assert [problem.code for problem in error.value.problems] == [code]


def test_a_file_that_leads_out_of_the_project_is_told(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    options = clinic(tmp_path / "inside")
    outside = tmp_path / "notice.yaml"
    (tmp_path / "inside" / "notice.yaml").rename(outside)
    (tmp_path / "inside" / "notice.yaml").symlink_to(outside)
    with pytest.raises(ProjectError, match="leads outside the project"):
        open_project(options)


def test_a_handout_that_asks_for_what_is_not_there_is_told(tmp_path: Path) -> None:
    options = clinic(tmp_path, "")
    asked = options.content.read_text(encoding="utf-8").replace(
        "    code: CUT-1", "    code: CUT-1\n    language_notice: true"
    )
    options.content.write_text(asked, encoding="utf-8")
    with pytest.raises(ProjectError) as error:
        open_project(options)
    assert [problem.code for problem in error.value.problems] == ["no-language-notice"]


@pytest.mark.parametrize(
    ("everywhere", "own", "there"),
    [
        ("", "", False),
        ("", "true", True),
        ("", "false", False),
        (", everywhere: true", "", True),
        (", everywhere: true", "false", False),
    ],
)
def test_who_has_it(tmp_path: Path, everywhere: str, own: str, there: bool) -> None:
    options = clinic(tmp_path, f"language_notice: {{file: notice.yaml{everywhere}}}\n")
    text = options.content.read_text(encoding="utf-8")
    line = f"    code: CUT-1\n    language_notice: {own}" if own else "    code: CUT-1"
    options.content.write_text(text.replace("    code: CUT-1", line), encoding="utf-8")
    library = open_project(options).library
    assert [bool(notice_of(handout, library)) for handout in library.handouts] == [there, there]


@pytest.mark.parametrize("source", [STITCHES, VISIT])
def test_every_form_says_it_word_for_word(tmp_path: Path, source: Path) -> None:
    options = replace(clinic(tmp_path, source=source), formats=("pdf", "html", "text"))
    built = list(build(options))
    assert all(one.published for one in built), [one.problems for one in built if not one.published]
    for one in built:
        if one.path.suffix == ".txt":
            text = re.sub("[\u2066\u2069]", "", one.path.read_text(encoding="utf-8"))
            assert all(f"\n{sentence}\n" in text for sentence in sentences().values())
        elif one.path.suffix == ".pdf":
            assert pdf_checks.check(one.path.read_bytes()) == []


def test_each_sentence_is_tagged_with_its_language(tmp_path: Path) -> None:
    (pdf,) = (one.path for one in build(replace(clinic(tmp_path), languages=("en",))))
    with pikepdf.open(pdf) as opened:
        tagged = [
            str(e.Lang)
            for e in opened.objects
            if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/P" and "/Lang" in e
        ]
    assert sorted(tagged) == sorted(LANGUAGES)


def test_a_sentence_from_right_to_left_stands_at_the_right_edge(tmp_path: Path) -> None:
    project = open_project(clinic(tmp_path))
    (one,) = build(replace(clinic(tmp_path), languages=("en",)))
    shown = [item for page in read(one.path.read_bytes(), mixed=True) for item in page.shown]
    edge = 612 - project.theme.page.right
    (arabic,) = (item for item in shown if item.text.startswith("إشعار"))
    assert edge - 3 < arabic.right < edge + 1
    russian = next(item for item in shown if item.text.startswith("Образец"))
    assert abs(russian.left - project.theme.page.left) < 3


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str | None, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "p" and "dir" in values:
            self.found.append((values["lang"], values["dir"]))


def test_browsers_are_told_language_and_direction(tmp_path: Path) -> None:
    options = replace(clinic(tmp_path), formats=("html",), languages=("en",))
    reader = _Paragraphs()
    for one in build(options):
        reader.feed(one.path.read_text(encoding="utf-8"))
    assert reader.found == [(language, "rtl" if language == "ar" else "ltr") for language in LANGUAGES]


@pytest.mark.parametrize("edition", ["large-print", "extra-large", "dyslexia-friendly"])
def test_editions_have_it_too(tmp_path: Path, edition: str) -> None:
    assert all(one.published for one in build(replace(clinic(tmp_path), edition=edition)))


@pytest.mark.parametrize("fold", [Fold.BOOKLET, Fold.TRI_FOLD, Fold.TWO_UP])
def test_folded_sheets_have_it_too(tmp_path: Path, fold: Fold) -> None:
    built = list(build(replace(clinic(tmp_path), fold=fold, languages=("en",))))
    assert all(one.published for one in built), [one.problems for one in built]


def test_a_proof_misses_a_sentence_that_is_not_there(tmp_path: Path) -> None:
    """A sheet that was made without the notice does not pass for one that has it."""
    project = open_project(clinic(tmp_path))
    options = Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", today=TODAY)
    handout = project.library.handouts[0]
    notice = project.library.language_notice
    assert notice is not None
    for left in range(len(notice.sentences)):
        kept = notice.sentences[:left] + notice.sentences[left + 1 :]
        less = replace(project, library=replace(project.library, language_notice=replace(notice, sentences=kept)))
        sheet = render(less, handout, options).sheet
        identity = identity_of(less, handout, TODAY)
        wrong = prove(sheet.data, handout, project.library, fixed_words(handout), project.theme, sheet.pages, identity)
        assert wrong[0].code == "proof-words"
        if left == 1:
            break  # two are enough


def test_a_sheet_in_two_languages_has_it_once(tmp_path: Path) -> None:
    project = open_project(clinic(tmp_path))
    voices = _voices(project)
    sheet = typeset_both(voices, project.library, project.theme, project.faces, Paper(612, 792), {})
    assert prove_both(sheet.data, voices, project.library, project.theme, sheet.pages) == ()
    assert pdf_checks.check(sheet.data) == []


def _voices(project: Project) -> tuple[Voice, Voice]:
    one, other = (
        Voice(handout, fixed_words(handout), identity_of(project, handout, TODAY))
        for handout in project.library.handouts
    )
    return one, other


def test_its_words_are_part_of_the_fingerprint(tmp_path: Path) -> None:
    options = clinic(tmp_path, "")
    (tmp_path / "sub").mkdir()

    def sign(given: Options) -> str:
        project = open_project(given)
        return standing_of(project, project.library.handouts[0], TODAY).fingerprint

    without, having = sign(options), sign(clinic(tmp_path / "sub"))
    assert without != having
    unused = clinic(tmp_path / "sub", "language_notice: notice.yaml\n")
    assert sign(unused) == without
    used = clinic(tmp_path / "sub")
    notice = tmp_path / "sub" / "notice.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("gratis", "gratuita"), encoding="utf-8")
    assert sign(used) not in {without, having}


def test_a_changed_notice_is_built_anew(tmp_path: Path) -> None:
    options = clinic(tmp_path)
    project = open_project(options)
    memory = Memory(options, None)
    memory.opened(project, project.library.handouts)
    assert digest_of(str(tmp_path / "notice.yaml")) in memory._before.values()


def test_a_handout_fitted_to_pages_takes_those_it_needs_with_it(tmp_path: Path) -> None:
    options = clinic(tmp_path)
    text = options.content.read_text(encoding="utf-8").replace("    language: en", "    language: en\n    pages: 1")
    options.content.write_text(text, encoding="utf-8")
    (one,) = build(replace(options, languages=("en",)))
    assert one.published
    assert one.pages == 2


@pytest.mark.parametrize(("source", "language"), [(STITCHES, "en"), (VISIT, "ar")])
def test_numbers_in_it_stand_as_they_are_in_messages(tmp_path: Path, source: Path, language: str) -> None:
    """Between Arabic words the groups of a telephone number would change places; in other lines nothing is added."""
    options = replace(clinic(tmp_path, source=source), formats=("text",), languages=(language,))
    (one,) = build(options)
    lines = [line for line in one.path.read_text(encoding="utf-8").splitlines() if "TTY" in line]
    assert ["\u2066706-555-0147\u2069" in line for line in lines] == [tag == "ar" for tag in LANGUAGES]
