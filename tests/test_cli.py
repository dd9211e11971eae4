"""The command line as people use it: output, exit codes, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.cli.arguments import parser
from tests.conftest import documents
from tests.sheets import ROOT, content


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "make_pdf.py"), *arguments], cwd=cwd, capture_output=True, text=True, timeout=120
    )


def test_the_main_job(tmp_path: Path) -> None:
    done = run("--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(documents())
    for line in lines:
        assert " words, " in line
        assert "proof passed" in line
    assert ": 2 pages, " in lines[0]
    assert "reading grade" in lines[0]
    files = sorted([*(f"{name}.pdf" for name in documents()), ".built", "register", "register.yaml"])
    assert sorted(path.name for path in tmp_path.iterdir()) == files
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
    for command in ("build", "check", "list", "review", "verify", "changes", "explain", "desk", "schema"):
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


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a small content file and the shipped styles."""
    (tmp_path / "content.yaml").write_text(
        content("- {heading: H, body: ['It helped 5 in 10 people; 5 in 10 it did not. [@one]']}"), encoding="utf-8"
    )
    (tmp_path / "styles").symlink_to(ROOT / "styles")
    return tmp_path


REVIEW = ("review", "sample", "--by", "Test Person", "--role", "Tester", "--next", "2027-11-01")
DAY = ("--today", "2026-11-24")


def test_a_review_tells_what_stood_by_its_kind(desk: Path) -> None:
    file = desk / "content.yaml"
    text = file.read_text(encoding="utf-8").replace("It helped 5 in 10", "You were helped by us. It helped 5 in 10")
    file.write_text(text, encoding="utf-8")
    assert "1 warning and 1 piece of advice stood at the review" in run(*REVIEW, *DAY, cwd=desk).stderr


def test_a_draft_is_reviewed_built_verified_and_changed(desk: Path) -> None:
    refused = run("build", "--final", *DAY, cwd=desk)
    assert refused.returncode == 1
    assert "error[not-final]" in refused.stderr
    done = run(*REVIEW, *DAY, cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "'sample' version 1.0 is reviewed: by Test Person, Tester, on 2026-11-24" in done.stdout
    assert run("build", "--final", *DAY, cwd=desk).returncode == 0
    checked = run("verify", "out/sample.pdf", *DAY, cwd=desk)
    assert (checked.returncode, checked.stdout.split(": ")[1]) == (0, "current")
    late = run("verify", "out/sample.pdf", "--today", "2027-11-02", cwd=desk)
    assert (late.returncode, late.stdout.split(": ")[1]) == (1, "expired")
    text = (desk / "content.yaml").read_text(encoding="utf-8")
    (desk / "content.yaml").write_text(text.replace("5 in 10 people", "6 in 10 people"), encoding="utf-8")
    told = run("changes", "sample", *DAY, cwd=desk)
    assert told.returncode == 0
    assert "(numbers: 5, 10, 5, 10 became" in told.stdout or "5 became 6" in told.stdout
    built = run("build", *DAY, cwd=desk)
    assert built.returncode == 0
    assert "warning[changed-since-review]" in built.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("review", "sample"), 2, "required"),
        ((*REVIEW, "--on", "soon"), 2, "soon"),
        ((*REVIEW, "--language", "es"), 2, "not there"),
        (("verify", "K7M2-9QXF-3TBX"), 2, "is not a code"),
        (("verify", "0000-0000-0000"), 1, ""),
        (("verify", "none.pdf"), 3, "none.pdf"),
        (("changes", "simple"), 2, "no handout 'simple'"),
        (("explain", "clam-word"), 2, "did you mean 'claim-word'?"),
        (("check", "--today", "tomorrow"), 2, "tomorrow"),
        (("check", "--format", "pdf"), 2, "pdf"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], code: int, said: str, desk: Path) -> None:
    done = run(*arguments, cwd=desk)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_before_anything_was_issued_there_is_nothing_to_compare_with(desk: Path) -> None:
    first = run("changes", "sample", *DAY, cwd=desk)
    assert (first.returncode, first.stdout) == (
        0,
        "sample: nothing of it was issued yet into out, so there is nothing to compare with\n",
    )
    assert run("build", *DAY, cwd=desk).returncode == 0
    assert "only the words that it has now were issued" in run("changes", "sample", *DAY, cwd=desk).stdout


def test_a_code_is_explained(desk: Path) -> None:
    rule, mistake, all_of_them = (run("explain", *code, cwd=desk) for code in (["claim-word"], ["alias"], []))
    assert "source: " in rule.stdout
    assert mistake.stdout.startswith("alias: ")
    assert len(all_of_them.stdout.splitlines()) > 120


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("github", "::"), ("html", "<!doctype html>")])
def test_a_check_has_many_forms_even_of_a_broken_file(form: str, begins: str, desk: Path) -> None:
    assert run("check", "--format", form, cwd=desk).stdout.startswith(begins)
    (desk / "content.yaml").write_text("clinic: [", encoding="utf-8")
    broken = run("check", "--format", form, cwd=desk)
    assert broken.returncode == 1
    assert broken.stdout.startswith(begins)
    assert "needs-quotes" in broken.stdout
