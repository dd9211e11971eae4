"""A mistake in one handout stops that one, and none that is asked for by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.cli import main
from handouts.publish import Options, ProjectError, open_project
from handouts.publish.opening import open_asked
from tests.sheets import ROOT, STYLES

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
