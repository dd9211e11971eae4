"""What several tests share: the documents this repository ships, built once as the front desk builds them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PAPERS = ("letter", "a4")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``shipped`` runs for each handout in each brand on each paper."""
    if "shipped" in metafunc.fixturenames:
        keys = [(brand, paper, name) for brand in _brands() for paper in PAPERS for name in _handouts()]
        metafunc.parametrize("shipped", keys, ids=["-".join(key) for key in keys], indirect=True)


@pytest.fixture
def shipped(request: pytest.FixtureRequest, shipped_files: Mapping[tuple[str, str, str], Path]) -> Path:
    """One document as ``python make_pdf.py build`` wrote it."""
    return shipped_files[request.param]


@pytest.fixture(scope="session")
def shipped_files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str, str], Path]:
    """Every document this repository ships, by (brand, paper, handout)."""
    files: dict[tuple[str, str, str], Path] = {}
    for brand in _brands():
        for paper in PAPERS:
            out = tmp_path_factory.mktemp(f"{brand}-{paper}")
            _build(out, "--style", brand, "--paper", paper)
            for name in _handouts():
                (files[brand, paper, name],) = out.glob(f"{name}*.pdf")
    return MappingProxyType(files)


def _build(out: Path, *options: str) -> None:
    command = [sys.executable, "make_pdf.py", "build", "--out", str(out), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


@lru_cache
def _handouts() -> tuple[str, ...]:
    return tuple(yaml.safe_load((ROOT / "content.yaml").read_text(encoding="utf-8"))["handouts"])


@lru_cache
def _brands() -> tuple[str, ...]:
    """Style files that build on another; base.yaml itself is not for printing."""
    files = sorted((ROOT / "styles").glob("*.yaml"))
    return tuple(file.stem for file in files if "extends" in yaml.safe_load(file.read_text(encoding="utf-8")))
