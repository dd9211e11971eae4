"""One command, many files: every edition, paper, language and form asked for, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.model import Handout
from handouts.problems import ContentError, Problem, UsageError
from handouts.publish import Options, Project, Rendered, build, building, plan
from tests.sheets import ROOT, STYLES, content

_TRANSLATION = """\
    translations:
      es: {title: Una muestra, summary: Para qué es., review: {status: draft, version: "1.0", edition: 2026-11-23},
           sections: [{heading: H, body: [Un texto.]}]}
"""


@pytest.fixture
def options(tmp_path: Path) -> Options:
    text = content("- {heading: H, body: [Some text.]}") + "\n" + _TRANSLATION
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out")


def names(options: Options) -> list[str]:
    built = list(build(options))
    assert all(one.published for one in built)
    return [one.path.name for one in built]


def test_a_plain_build_makes_the_standard_print_in_every_language(options: Options) -> None:
    assert names(options) == ["sample.pdf", "sample.es.pdf"]


@pytest.mark.parametrize(
    ("languages", "made"),
    [
        (("es",), ["sample.es.pdf"]),
        (("original",), ["sample.pdf"]),
        (("en", "es"), ["sample.pdf", "sample.es.pdf"]),
        (("all",), ["sample.pdf", "sample.es.pdf"]),
    ],
)
def test_languages_are_chosen(languages: tuple[str, ...], made: list[str], options: Options) -> None:
    assert names(replace(options, languages=languages)) == made


def test_editions_and_papers_are_for_paper_only(options: Options) -> None:
    wanted = replace(
        options, edition="standard,large-print", paper="letter,a4", formats=("pdf", "html", "text"), languages=("en",)
    )
    assert names(wanted) == [
        "sample.pdf",
        "sample.a4.pdf",
        "sample.large-print.pdf",
        "sample.large-print.a4.pdf",
        "sample.html",
        "sample.txt",
    ]


def test_the_page_of_an_edition_is_the_page_of_the_brand(options: Options) -> None:
    """A phone lays a page out by its reader's own settings, so there is one page however the paper was asked for."""
    plain, large = (replace(options, formats=("html",), edition=kind) for kind in ("standard", "large-print"))
    first = [one.path.read_bytes() for one in build(plain)]
    assert [one.path.read_bytes() for one in build(large)] == first
    assert names(replace(options, formats=("html",), style="hillside", languages=("en",))) == ["sample.hillside.html"]


def test_the_steps_of_a_build_are_counted(options: Options) -> None:
    seen: list[tuple[int, int]] = []
    list(build(replace(options, edition="all"), lambda step: seen.append((step.number, step.total))))
    assert seen == [(number, 12) for number in range(1, 13)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"edition": "standard,large-prit"}, "did you mean 'large-print'?"),
        ({"paper": "letter,a44"}, "did you mean 'a4'?"),
        ({"languages": ("fr",)}, "there are: en, es, original and all"),
        ({"formats": ("docx",)}, "there are: pdf, html, text, braille and all"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_those_that_are(
    change: dict[str, str | tuple[str, ...]], said: str, options: Options
) -> None:
    with pytest.raises(UsageError) as error:
        plan(replace(options, **change))  # type: ignore[arg-type]  # each value is of its field's type
    assert str(error.value.hint).startswith(said)


@pytest.fixture
def tall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Arguments for a handout that no small sheet can hold in the largest print."""
    render = building.render

    def picky(project: Project, handout: Handout, options: Options) -> Rendered:
        if options.edition == "extra-large":
            raise ContentError([Problem("block-too-tall", "'sample' has a block that is too tall", handout.place)])
        return render(project, handout, options)

    monkeypatch.setattr(building, "render", picky)
    (tmp_path / "content.yaml").write_text(content("- {heading: H, body: [Some text.]}"), encoding="utf-8")
    return [
        "build",
        "--content",
        str(tmp_path / "content.yaml"),
        "--styles",
        str(STYLES),
        "--out",
        str(tmp_path / "out"),
    ]


def test_what_does_not_fit_is_left_out_and_told(
    tmp_path: Path, tall: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*tall, "--edition", "all", "--paper", "a5"]) == 0
    said = capsys.readouterr()
    assert "sample.extra-large.a5.pdf: left out: " in said.err
    assert "sample.easy-read.a5.pdf: left out: " in said.err
    assert "2 of 6 were left out" in said.err
    assert [line.split(":")[0].rpartition(".")[2] for line in said.out.splitlines()] == [*["pdf"] * 4, "html"]
    assert not (tmp_path / "out" / "sample.extra-large.a5.pdf").exists()


def test_what_was_asked_for_by_name_and_does_not_fit_is_a_failure(
    tall: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*tall, "--edition", "extra-large", "--paper", "a5"]) == 1
    assert "error[block-too-tall]" in capsys.readouterr().err


def test_the_command_line_takes_lists_and_tells_a_problem_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path), "--content", str(ROOT / "content.yaml"), "--styles", str(STYLES)]
    assert (
        main(["build", "ketamine-questions", "--format", "pdf,html", "--format", "text", "--language", "en", *out]) == 0
    )
    made = [line.split(":")[0].rpartition(".")[2] for line in capsys.readouterr().out.splitlines()]
    assert made == ["pdf", "html", "txt"]
    assert main(["build", "--format", "docx", *out]) == 2
    assert main(["build", "--language", "tlh", *out]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("form", "writer"), [("html", "page"), ("text", "message")])
def test_a_form_that_loses_a_word_leaves_the_last_good_one(
    form: str, writer: str, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts import screen

    wanted = replace(options, formats=(form,), languages=("en",))
    (good,) = build(wanted)
    before = good.path.read_bytes()
    write = getattr(screen, writer)
    monkeypatch.setattr(screen, writer, lambda *given: write(*given).replace("Some text.", "Some."))
    (bad,) = build(wanted)
    assert not bad.published
    assert "proof-words" in {problem.code for problem in bad.problems}
    assert good.path.read_bytes() == before
