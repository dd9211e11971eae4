"""The file's syntax, by qpdf: cross-references, streams and objects are as they should be."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conformance.referees import cannot_ask

pytestmark = pytest.mark.conformance


def _complaints(path: Path) -> str:
    if shutil.which("qpdf") is None:
        cannot_ask("qpdf", ["no qpdf on this machine"])
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_qpdf_objects_to_a_damaged_file(shipped_files: Mapping[tuple[str, str, str], Path], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(next(iter(shipped_files.values())).read_bytes()[:-200])
    assert _complaints(damaged)


def test_every_shipped_document_is_sound(shipped: Path) -> None:
    assert _complaints(shipped) == ""


def test_every_folded_file_is_sound(folded_files: tuple[Path, ...]) -> None:
    for path in folded_files:
        assert _complaints(path) == "", path.name
