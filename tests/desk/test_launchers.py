"""The launchers for people who never saw a terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sheets import ROOT

COMMAND, BATCH = ROOT / "front-desk.command", ROOT / "front-desk.bat"
_STAND_IN = '#!/bin/sh\necho "$(basename "$0") $@"\n'


def place(folder: Path) -> Path:
    """The launcher in a folder with a space in its name, as people have them."""
    folder = folder / "our handouts"
    folder.mkdir()
    shutil.copy(COMMAND, folder)
    return folder


def run(folder: Path, path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(folder / COMMAND.name), *arguments],
        cwd="/",
        env={"PATH": path},
        input="\n",
        capture_output=True,
        text=True,
        timeout=30,
    )


def program(path: Path, text: str = _STAND_IN) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_it_opens_the_desk_from_its_own_folder(tmp_path: Path) -> None:
    folder = place(tmp_path)
    program(folder / ".venv" / "bin" / "python")
    assert run(folder, "/usr/bin:/bin", "--no-open").stdout == "python make_pdf.py desk --no-open\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_first_time_it_installs(tmp_path: Path) -> None:
    folder = place(tmp_path)
    program(
        tmp_path / "bin" / "python3", f"{_STAND_IN}mkdir -p .venv/bin; cp '{tmp_path}/bin/python3' .venv/bin/python\n"
    )
    out = run(folder, f"{tmp_path}/bin:/usr/bin:/bin").stdout
    assert out.splitlines()[0] == "python3 install.py"
    assert out.splitlines()[1] == "python make_pdf.py desk"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_without_python_it_says_where_to_get_it(tmp_path: Path) -> None:
    folder = place(tmp_path)
    program(tmp_path / "bin" / "python3", "#!/bin/sh\nexit 1\n")
    done = run(folder, f"{tmp_path}/bin:/usr/bin:/bin")
    assert done.returncode == 1
    assert "python.org" in done.stdout


def test_both_do_the_same() -> None:
    command, batch = COMMAND.read_text(), BATCH.read_text().replace("\\", "/")
    for part in ("install.py", "make_pdf.py desk", "https://www.python.org/downloads/", "3.11"):
        assert part in command
        assert part in batch
    assert 'cd /d "%~dp0"' in batch
    assert COMMAND.stat().st_mode & 0o111 or sys.platform == "win32"
    assert "*.bat text eol=crlf" in (ROOT / ".gitattributes").read_text()
