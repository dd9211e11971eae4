"""A mistake in one handout stops that one and no other; a mistake in what they share stops them all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.desk.app import app
from handouts.desk.desk import Arrangement, Desk
from handouts.desk.shelf import Shelves, UnknownSheetError
from handouts.publish import Options, ProjectError, Verdict, build, open_project, verify
from handouts.publish.opening import open_asked
from tests.sheets import ROOT, STYLES, content

#: It has a number that is neither the clinic's nor one that everybody knows, so the others are looked at.
_LEANING = "ketamine-going-home"
_BROKEN = "ketamine-for-depression"
_PERSONAL = "ketamine-treatment-day"


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """The shipped content with a misspelt key in one handout."""
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    at = text.index("heading:", text.index(f"  {_BROKEN}:"))
    (tmp_path / "content.yaml").write_text(f"{text[:at]}haeding:{text[at + 8 :]}", encoding="utf-8")
    for folder in ("images", "styles"):
        if (ROOT / folder).exists():
            (tmp_path / folder).symlink_to(ROOT / folder)
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out")


def test_a_handout_that_is_compared_with_others_leaves_out_those_with_mistakes(options: Options) -> None:
    ids = {handout.id for handout in open_asked(options, [_LEANING]).library.handouts}
    assert _LEANING in ids
    assert len(ids) > 1  # the others are compared with
    assert _BROKEN not in ids
    with pytest.raises(ProjectError, match="haeding"):
        open_asked(options, [_BROKEN])
    with pytest.raises(ProjectError, match="haeding"):
        open_project(options)


def test_commands_that_name_a_handout_read_no_mistake_in_others(options: Options) -> None:
    places = ("--content", str(options.content), "--out", str(options.out))
    name = ("--set", "patient.name=Ana Test")
    assert main(["build", _LEANING, *places]) == 0
    assert main(["personal", _PERSONAL, *name, *places]) == 0
    assert main(["personal", _BROKEN, *name, *places]) == 1


# --- commands that name none ------------------------------------------------------------------------------------------

SECOND = """\
  second:
    kind: leaflet
    language: en
    title: The second
    summary: What it is for.
    review: {status: draft, version: "1.0", edition: 2026-11-23}
    sections:
      - {heading: Two, body: [Some words.]}
bundles:
  Both: [sample, second]
"""
#: What a writer may do to the second handout: a key that is not there, and a quotation mark that leaves no YAML.
SLIPS = {"key": ("heading: Two", "haeding: Two"), "YAML": ("title: The second", 'title: "The second')}
REVIEW = ("--by", "Test Person", "--role", "Tester", "--next", "2027-11-01", "--today", "2026-11-24")


@pytest.fixture
def small(tmp_path: Path) -> Options:
    """Two sound handouts, built."""
    file = tmp_path / "content.yaml"
    file.write_text(content("- {heading: One, body: [It helped.]}\n") + SECOND, encoding="utf-8")
    made = Options(file, STYLES, tmp_path / "out", today=date(2026, 11, 24))
    assert main(["build", *places(made)]) == 0
    return made


def places(options: Options) -> tuple[str, ...]:
    own = ("--content", str(options.content), "--styles", str(options.styles), "--out", str(options.out))
    return (*own, "--today", "2026-11-24")


def change(options: Options, old: str, new: str) -> None:
    text = options.content.read_text(encoding="utf-8")
    assert old in text
    options.content.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_all_that_is_sound_is_built_and_the_rest_is_told(
    slip: tuple[str, str], small: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [small.out / "sample.pdf", small.out / "second.pdf"]
    old = [file.read_bytes() for file in files]
    change(small, "It helped.", "It helped a little.")
    change(small, *slip)
    capsys.readouterr()
    assert main(["build", *places(small)]) == 1
    told = capsys.readouterr()
    assert "sample.pdf: 1 page" in told.out
    assert "second.pdf" not in told.out
    assert "error[" in told.err
    assert "1 handout not built, because of the mistakes above: 'second'\n" in told.err
    assert f"files that were made of 'second' before are unchanged in {small.out}\n" in told.err
    assert [file.read_bytes() == before for file, before in zip(files, old, strict=True)] == [False, True]


def test_who_builds_from_python_hears_of_it_after_the_last_file(small: Options) -> None:
    change(small, *SLIPS["key"])
    making = build(small)
    assert next(making).handout.id == "sample"
    with pytest.raises(ProjectError, match="haeding"):
        next(making)


@pytest.mark.parametrize("old", ["name: Test Clinic", "publisher: A publisher"])
def test_a_mistake_in_what_they_share_stops_them_all(old: str, small: Options) -> None:
    change(small, old, f"x{old}")
    for command in ("build", "verify"):
        assert main([command, *(["sample.pdf"] if command == "verify" else []), *places(small)]) == 1
    with pytest.raises(ProjectError):
        Shelves(small, lambda: small.today)


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_sound_sheet_is_verified_and_of_the_other_it_cannot_be_told(
    slip: tuple[str, str], small: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small, *slip)
    plain = small.out / "unknown.pdf"
    plain.write_bytes((small.out / "second.pdf").read_bytes() + b"\n")
    asked = [str(small.out / "sample.pdf"), str(small.out / "second.pdf"), str(plain), "K7M2-9QXF-3TCM"]
    found = [one.verdict for one in verify(small, tuple(asked))]
    assert found == [Verdict.DRAFT, Verdict.UNREAD, Verdict.UNREAD, Verdict.UNREAD]
    assert main(["verify", asked[0], *places(small)]) == 0
    assert main(["verify", asked[1], *places(small)]) == 1
    assert "cannot be told: there are mistakes in the text of: second" in capsys.readouterr().out
    assert main(["build", "--index", *places(small)]) == 1
    page = (small.out / "index.html").read_text(encoding="utf-8")
    assert "no longer among our handouts" not in page
    assert "there are mistakes in the text of: second" in page


def test_a_sound_text_can_be_reviewed(small: Options) -> None:
    change(small, *SLIPS["key"])
    before = small.content.read_text(encoding="utf-8").splitlines()
    assert main(["review", "sample", *REVIEW, *places(small)[:-2]]) == 0
    after = small.content.read_text(encoding="utf-8").splitlines()
    assert len([line for line, now in zip(before, after, strict=True) if line != now]) == 1
    assert main(["review", "second", *REVIEW, *places(small)[:-2]]) == 1
    assert small.content.read_text(encoding="utf-8").splitlines() == after


def test_no_review_is_written_into_a_file_that_is_not_yaml(small: Options, capsys: pytest.CaptureFixture[str]) -> None:
    change(small, *SLIPS["YAML"])
    before = small.content.read_bytes()
    assert main(["review", "sample", *REVIEW, *places(small)[:-2]]) == 1
    assert "error[unclosed-quote]" in capsys.readouterr().err
    assert small.content.read_bytes() == before


def test_the_desk_opens_with_what_is_sound_and_offers_nothing_else(small: Options) -> None:
    change(small, *SLIPS["key"])
    desk = Desk(Arrangement(small, today=lambda: small.today))
    client = app(desk).test_client()
    page = client.get("/").text
    assert 'data-id="sample"' in page
    assert 'data-id="second"' not in page
    assert "data-bundle" not in page  # a set that lacks a sheet is none
    assert "Not offered here, because of mistakes in the text: second." in page
    assert "last good version" not in page
    problems = client.get("/problems").text
    assert "haeding" in problems
    assert "A sample</h2>" in problems
    with pytest.raises(UnknownSheetError, match="has a mistake"):
        desk.shelves.current().title("second")
    change(small, "A sample", "Another sample")
    assert "Another sample" in client.get("/").text
    change(small, *SLIPS["key"][::-1])
    page = client.get("/").text
    assert 'data-id="second"' in page
    assert "Not offered" not in page


def test_what_is_kept_of_an_older_file_is_judged_by_the_new_day(small: Options) -> None:
    assert main(["review", "second", *REVIEW, *places(small)[:-2]]) == 0
    days = [small.today]
    shelves = Shelves(small, lambda: days[-1])
    change(small, *SLIPS["key"])
    assert shelves.current().kept
    assert shelves.current().title("second").original.final
    days.append(date(2028, 1, 1))
    assert not shelves.current().title("second").original.final


def test_a_list_has_what_can_be_read_and_tells_the_rest(
    options: Options, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("handouts.publish.ink_of", lambda _options, _handout: {}, raising=False)
    assert main(["list", "--content", str(options.content)]) == 1
    told = capsys.readouterr()
    assert f"{_LEANING} " in told.out
    assert f"{_BROKEN} " not in told.out
    assert "papers: " in told.out
    assert "did you mean 'heading'" in told.err
