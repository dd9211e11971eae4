"""The command line as people use it: output, exit codes, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.cli import main, parser
from tests.sheets import ROOT, content


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "make_pdf.py"), *arguments], cwd=cwd, capture_output=True, text=True, timeout=120
    )


def test_the_main_job(tmp_path: Path) -> None:
    done = run("--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    for line in lines:
        assert "words, reading grade" in line
        assert "proof passed" in line
    assert ": 2 pages, " in lines[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "ketamine-for-depression.pdf",
        "ketamine-questions.pdf",
        "ketamine-treatment-day.pdf",
        "register",
        "register.yaml",
    ]
    assert done.stderr == ""


def test_problems_are_compiler_like_lines_and_exit_1(tmp_path: Path) -> None:
    file = tmp_path / "content.yaml"
    file.write_text(content("- {haeding: H, body: [x]}"), encoding="utf-8")
    done = run("check", "--content", str(file))
    assert done.returncode == 1
    assert f"{file}:" in done.stderr
    assert "error[unknown-field]" in done.stderr
    assert "did you mean 'heading'" in done.stderr
    assert "^" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["build", "no-such"], 2),
        (["--paper", "foolscap"], 2),
        (["--no-such-option"], 2),
        (["check", "--content", "no-such.yaml"], 1),
        (["check", "--style", "no-such"], 1),
        (["--content", "tests"], 1),
        (["--out", "README.md/x"], 3),
        (["--help"], 0),
        (["list"], 0),
        (["check"], 0),
    ],
)
def test_exit_codes(arguments: list[str], code: int, tmp_path: Path) -> None:
    if "--out" not in arguments and arguments[0].startswith("--p"):
        arguments = [*arguments, "--out", str(tmp_path)]
    done = run(*arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_schema_prints_what_content_yaml_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    shipped = ROOT / "handouts" / "content.schema.json"
    assert printed == json.loads(shipped.read_text(encoding="utf-8"))
    first_line = (ROOT / "content.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first_line == "# yaml-language-server: $schema=handouts/content.schema.json"


def test_help_names_every_option() -> None:
    text = parser().format_help()
    for command in ("build", "check", "list", "schema"):
        assert command in text
    done = run("build", "--help")
    for option in ("--content", "--styles", "--style", "--paper", "--out"):
        assert option in done.stdout


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts import publish

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publish, "open_project", stop)
    assert main(["check"]) == 130
