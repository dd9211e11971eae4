"""Easy read: one idea in one short sentence beside one picture, or a clear word on what is lacking."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handouts.checks import lines_of
from handouts.checks.easy_read import easy_numbers, short_ideas
from handouts.checks.subject import Subject
from handouts.cli import main
from handouts.images import pictures_of
from handouts.markup import Inline, Run
from handouts.model import Ideas, Library, Paragraph, Section, cited, easily
from handouts.problems import ContentError
from handouts.proof.reader import read
from handouts.proof.seen import PageSeen
from handouts.publish import Options, Rendered, build, open_project, render
from handouts.rules import rulebook
from handouts.theme import load_theme
from handouts.typeset import typeset
from handouts.words import words_for
from tests import sheets
from tests.engine import shipped_library
from tests.sheets import ROOT, STYLES, TODAY

HOME = "ketamine-going-home"
EASY = """
- heading: What to do
  body: [A long text that is not in easy read., {fill_in: [My driver]}]
  easy:
    - {picture: phone, alt: A telephone, text: "Call **770-555-0100**. [@one]"}
    - {picture: seen.png, alt: A gray field, text: Look at this.}
- heading: Who to call
  body:
    - contacts: {title: Call us, people: [{who: Us, reach: 770-555-0100}]}
"""


def project(folder: Path, sections: str = EASY) -> Options:
    (folder / "content.yaml").write_text(sheets.content(sections), encoding="utf-8")
    Image.new("RGB", (60, 30), "gray").save(folder / "seen.png")
    return Options(folder / "content.yaml", STYLES, folder / "out", edition="easy-read", today=TODAY)


def made(options: Options) -> Rendered:
    opened = open_project(options)
    return render(opened, opened.library.handouts[0], options)


def pages(rendered: Rendered) -> list[PageSeen]:
    return list(read(rendered.sheet.data))


def shown(rendered: Rendered) -> str:
    return "".join(item.text for page in pages(rendered) for item in page.shown if item.mark != "Artifact")


def test_ideas_stand_in_place_of_the_text_and_what_is_written_by_hand_stays(tmp_path: Path) -> None:
    rendered = made(project(tmp_path))
    assert rendered.problems == ()
    text = shown(rendered)
    assert "Look at this." in text
    assert "not in easy read" not in text
    assert "My driver" in text
    assert "Call us" in text


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["letter", "a4", "legal", "a5", "half-letter"])
def test_the_shipped_text_passes_its_proof_on_every_paper(language: str, paper: str) -> None:
    options = Options(ROOT / "content.yaml", STYLES, Path("out"), edition="easy-read", paper=paper, style="hillside")
    opened = open_project(options)
    handout = next(h for h in opened.library.handouts if (h.id, h.language) == (HOME, language))
    assert render(opened, handout, options).problems == ()


def test_each_idea_stands_right_of_its_picture_which_says_what_it_shows(tmp_path: Path) -> None:
    rendered = made(project(tmp_path))
    page, *_ = pages(rendered)
    words = next(item for item in page.shown if item.text.startswith("Look at this"))
    beside = [shape for shape in page.shapes if shape.right < words.left and shape.bottom < words.base < shape.top]
    assert beside
    with pikepdf.open(BytesIO(rendered.sheet.data)) as pdf:
        alts = [str(thing.Alt) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing]
    assert alts[:2] == ["A telephone", "A gray field"]


def test_nothing_is_small_and_lines_are_wide_apart() -> None:
    look = load_theme(STYLES, "hillside", "easy-read")[0]
    assert look.text["body"].size >= 14
    assert look.text["body"].leading >= 1.5 * look.text["body"].size
    assert look.fonts["italic"] == look.fonts["bold"]


def test_the_sections_that_lack_it_are_named(tmp_path: Path) -> None:
    options = project(tmp_path, EASY + "- heading: And this\n  body: [Text]\n- heading: That too\n  body: [Text]\n")
    with pytest.raises(ContentError) as told:
        made(options)
    (problem,) = told.value.problems
    assert problem.code == "no-easy-read"
    assert problem.message.endswith("in: 'And this', 'That too'")
    assert problem.place is not None
    assert problem.place.line > 1
    (failed,) = build(options)
    assert not failed.published
    assert not failed.left_out
    (others,) = [one for one in build(replace(options, edition="all")) if "easy-read" in one.path.name]
    assert others.left_out


def test_what_stands_on_one_copy_only_needs_no_easy_read(tmp_path: Path) -> None:
    options = project(tmp_path)
    opened = open_project(options)
    handout = opened.library.handouts[0]
    panel = Section(Inline((Run("For you"),)), (Paragraph(Inline((Run("Ana: come back on Friday."),))),))
    personal = replace(handout, sections=(panel, *handout.sections))
    assert "come back on Friday" in shown(render(opened, personal, options))


def test_an_icon_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as told:
        made(project(tmp_path, EASY.replace("picture: phone", "picture: fone")))
    (problem,) = told.value.problems
    assert (problem.code, problem.hint) == ("no-icon", "did you mean 'phone'?")


def test_a_picture_that_is_not_there_is_told_in_every_edition(tmp_path: Path) -> None:
    options = replace(project(tmp_path, EASY.replace("seen.png", "lost.png")), edition="standard")
    handout = open_project(options).library.handouts[0]
    assert [problem.code for problem in pictures_of(handout, tmp_path)[1]] == ["bad-image"]


def subject(read_: Library) -> Subject:
    return Subject(sheets.first(read_), read_, rulebook(), TODAY)


def test_an_idea_is_one_sentence_of_15_words_at_most() -> None:
    long = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    assert not list(short_ideas(subject(sheets.library(EASY))))
    for text, said in ((f"{long} sixteen.", "16 words"), ("Do this. Then do that.", "2 sentences")):
        (problem,) = short_ideas(subject(sheets.library(EASY.replace("Look at this.", text))))
        assert problem.code == "easy-idea"
        assert said in problem.message
    assert not list(short_ideas(subject(sheets.library(EASY.replace("Look at this.", f"{long}.")))))


def test_a_telephone_number_in_easy_read_is_checked_as_all_others() -> None:
    found = easy_numbers(subject(sheets.library(EASY.replace("Call **770-555-0100**", "Call **770-555-0010**"))))
    assert [problem.code for problem in found] == ["phone-differs"]


def test_easy_read_is_part_of_the_reviewed_text_and_of_no_other_sheet() -> None:
    library, plain = sheets.library(EASY), sheets.library(EASY.replace("Look at this.", "Look at that."))
    assert sheets.identity(sheets.first(library), library).code != sheets.identity(sheets.first(plain), plain).code
    assert lines_of(sheets.first(library), library) != lines_of(sheets.first(plain), plain)
    assert cited(sheets.first(library)) == ()
    assert cited(easily(sheets.first(library))) == ("one",)


def test_the_shipped_ideas_use_icons_that_every_brand_has() -> None:
    icons = load_theme(STYLES, "loganville")[0].icons
    easy = [easily(h) for h in shipped_library().handouts if h.id == HOME and h.language in {"en", "es"}]
    blocks = [block for h in easy for section in h.sections for block in section.body if isinstance(block, Ideas)]
    assert len(blocks) == 6
    assert {idea.picture for block in blocks for idea in block.ideas} <= set(icons)


def test_nothing_is_lost_wherever_pages_end() -> None:
    from handouts.theme import Paper
    from tests.engine import PICTURES, Made
    from tests.sheets import faces

    look = load_theme(STYLES, "loganville", "easy-read")[0]
    library = shipped_library()
    handout = replace(easily(next(h for h in library.handouts if h.id == HOME)), pages=None)
    identity = sheets.identity(handout, library)
    for height in range(460, 1000, 60):
        words = words_for("en")
        sheet = typeset(handout, library, look, faces(look), words, Paper(612, height), PICTURES, identity)
        assert Made(handout, library, look, sheet).prove() == (), height


def test_a_copy_for_one_patient_is_in_easy_read_as_well(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "list.csv").write_text("handouts,language\nsample,en\n", encoding="utf-8")
    given = ["--content", str(tmp_path / "content.yaml"), "--styles", str(STYLES), "--edition", "easy-read"]
    assert main(["merge", "--data", str(tmp_path / "list.csv"), "--out", str(tmp_path / "copies"), *given]) == 0
    (copy,) = (tmp_path / "copies").rglob("*.pdf")
    assert "Look at this." in sheets.text_of(copy.read_bytes())
