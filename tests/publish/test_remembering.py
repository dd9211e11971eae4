"""A build with nothing to do says what it said before, and loads nothing; anything that changed is built again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.publish import Memory, Options, manifest, open_project
from handouts.publish.reuse import NOTE
from tests.sheets import ROOT, STYLES, content

#: What a build with nothing to do has no use for.
_HEAVY = ("reportlab", "pydantic", "yaml", "uharfbuzz", "pypdfium2", "PIL", "argparse", "dataclasses", "handouts.model")
_SCRIPT = """
import sys
from handouts.cli import main
code = main(sys.argv[1:])
print(*sorted(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content.yaml").write_text(content("- {heading: H, body: [Some text.]}"), encoding="utf-8")
    shutil.copytree(STYLES, tmp_path / "styles")
    return tmp_path


def build(project: Path, *options: str) -> tuple[subprocess.CompletedProcess[str], bool]:
    """Build in a process of its own; also whether it loaded the engine."""
    command = [sys.executable, "-c", _SCRIPT.format(heavy=_HEAVY), "--today", "2026-11-25", *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, env=_environment())
    *told, heavy = done.stderr.splitlines() or [""]
    assert not any("Traceback" in line for line in told), done.stderr
    return done, bool(heavy)


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_nothing_to_do_loads_nothing_and_says_the_same(project: Path) -> None:
    first, loaded = build(project)
    assert (first.returncode, loaded) == (0, True)
    written = (project / "out" / "sample.pdf").stat().st_mtime_ns
    again, loaded = build(project)
    assert (again.returncode, loaded) == (0, False)
    assert again.stdout == first.stdout
    assert "proof passed" in again.stdout
    assert (project / "out" / "sample.pdf").stat().st_mtime_ns == written


def test_nor_has_a_build_without_any_argument(project: Path) -> None:
    command = [sys.executable, str(ROOT / "make_pdf.py")]
    first, again = (subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120) for _ in range(2))
    assert (first.returncode, again.returncode, first.stderr) == (0, 0, again.stderr)
    assert "proof passed" in first.stdout == again.stdout


@pytest.mark.parametrize("name", ["content.yaml", "styles/base.yaml", "styles/loganville.yaml", "out/sample.pdf"])
def test_a_changed_file_is_built_again(project: Path, name: str) -> None:
    build(project)
    good = (project / "out" / "sample.pdf").read_bytes()
    file = project / name
    file.write_bytes(file.read_bytes() + b"\n# another line\n")
    done, loaded = build(project)
    assert (done.returncode, loaded) == (0, True)
    assert (project / "out" / "sample.pdf").read_bytes() == good
    assert build(project)[1] is False


def test_another_day_or_another_option_is_another_build(project: Path) -> None:
    build(project)
    assert build(project, "--paper", "a4")[1] is True
    assert build(project, "--paper", "a4")[1] is False
    assert build(project, "--today", "2026-11-26")[1] is True
    assert build(project)[1] is False


def test_a_damaged_manifest_is_built_again(project: Path) -> None:
    build(project)
    for kept in (project / "out" / manifest.FOLDER).iterdir():
        kept.write_bytes(kept.read_bytes()[:-40])
    assert build(project)[1] is True
    assert build(project)[1] is False


def test_mistakes_are_told_every_time(project: Path) -> None:
    build(project)
    file = project / "content.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("heading: H", "haeding: H"), encoding="utf-8")
    for _ in range(2):
        done, loaded = build(project)
        assert (done.returncode, loaded) == (1, True)
        assert "error[unknown-field]" in done.stderr


def test_warnings_are_told_every_time(project: Path) -> None:
    file = project / "content.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Some text.", "Ketamine is safe."), encoding="utf-8")
    first, again = build(project), build(project)
    assert again[1] is False
    assert first[0].stderr.splitlines()[:-1] == again[0].stderr.splitlines()[:-1] != []


def test_what_changes_during_a_build_is_not_kept(project: Path) -> None:
    options = Options(project / "content.yaml", project / "styles", project / "out")
    (project / "out").mkdir()
    place = manifest.path_for(str(options.out), ["build"])
    memory = Memory(options, place)
    opened = open_project(options)
    memory.opened(opened, opened.library.handouts)
    options.content.write_bytes(options.content.read_bytes() + b"\n")
    memory.keep([options.content], [("out", "built")])
    assert not Path(place).exists()
    Memory(options, place).keep([options.content], [("out", "built")])
    assert Path(place).exists()


def test_old_manifests_are_swept_and_the_notes_of_files_stay(project: Path) -> None:
    options = Options(project / "content.yaml", project / "styles", project / "out")
    (options.out / manifest.FOLDER).mkdir(parents=True)
    notes = [options.out / manifest.FOLDER / f"sheet-{number}.pdf{NOTE}" for number in range(70)]
    for note in notes:
        note.touch()
    for number in range(70):
        Memory(options, manifest.path_for(str(options.out), [str(number)])).keep([options.content], [])
    assert all(note.exists() for note in notes)
    assert len(list((options.out / manifest.FOLDER).iterdir())) == 64 + len(notes)
