"""The content file to begin with: complete, without mistakes, and never written over another."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from handouts.cli import main
from handouts.problems import MachineError, UsageError
from handouts.publish import Options, build, report, start
from tests.sheets import ROOT, STYLES, TODAY


def test_it_builds_as_it_is_and_lacks_only_a_real_source(tmp_path: Path) -> None:
    content = tmp_path / "content.yaml"
    start(content, TODAY)
    options = Options(content, STYLES, tmp_path / "out", today=TODAY)
    (built,) = build(options)
    assert built.published, [problem.message for problem in built.problems]
    # What is made up is told, so that nobody prints it.
    assert {problem.code for problem in report(options).all_problems()} == {"placeholder-address"}
    assert f"edition: {TODAY.isoformat()}" in content.read_text(encoding="utf-8")


def test_what_to_do_next_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "--content", "my clinic.yaml"]) == 0
    wanted = 'python make_pdf.py check --content "my clinic.yaml"'
    assert wanted in capsys.readouterr().out
    first, *lines = (tmp_path / "my clinic.yaml").read_text(encoding="utf-8").splitlines()
    assert f"# 5. After a change, run: {wanted}" in lines
    relative = first.removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / unquote(relative)).resolve() == (ROOT / "handouts" / "content.schema.json").resolve()
    text = (tmp_path / "my clinic.yaml").read_text(encoding="utf-8")
    uncited = text.replace("One thing to do.", "In a study 25% of people felt better.")
    (tmp_path / "my clinic.yaml").write_text(uncited, encoding="utf-8")
    assert main(["build", "--content", "my clinic.yaml", "--styles", str(STYLES)]) == 0
    assert f"more: {wanted}" in capsys.readouterr().err
    assert main(["build", "--content", "my clinic.yaml", "--styles", str(STYLES), "--final"]) == 1
    assert '--next … --content "my clinic.yaml"' in capsys.readouterr().err
    assert main(["new"]) == 0
    assert capsys.readouterr().out.endswith("python make_pdf.py check\n")


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    content = tmp_path / "content.yaml"
    content.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        start(content, TODAY)
    assert content.read_text(encoding="utf-8") == "mine"
    with pytest.raises(MachineError):
        start(tmp_path / "nowhere" / "content.yaml", TODAY)


def test_a_missing_file_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--styles", str(STYLES)]) == 1
    assert "python make_pdf.py new" in capsys.readouterr().err
    assert main(["new"]) == 0
    assert main(["check", "--styles", str(STYLES)]) == 0
    assert main(["new"]) == 2
