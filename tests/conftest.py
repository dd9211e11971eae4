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
    """A test that takes ``shipped`` runs for each document in each brand on each paper, and in each edition of one."""
    if "shipped" in metafunc.fixturenames:
        keys = [(look, paper, name) for look, paper in _looks() for name in documents()]
        metafunc.parametrize("shipped", keys, ids=["-".join(key) for key in keys], indirect=True)


@pytest.fixture
def shipped(request: pytest.FixtureRequest, shipped_files: Mapping[tuple[str, str, str], Path]) -> Path:
    """One document as ``python make_pdf.py build`` wrote it."""
    return shipped_files[request.param]


@pytest.fixture(scope="session")
def shipped_files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str, str], Path]:
    """Every document this repository ships, by (brand, paper, document); a brand's edition is ``brand+edition``."""
    files: dict[tuple[str, str, str], Path] = {}
    for look, paper in _looks():
        brand, _, edition = look.partition("+")
        out = tmp_path_factory.mktemp(f"{look}-{paper}")
        _build(out, "--style", brand, "--paper", paper, "--edition", edition or "standard")
        marks = [edition, "" if paper == "letter" else paper, "" if brand == "loganville" else brand]
        for name in documents():
            files[look, paper, name] = out / ".".join([name, *filter(None, marks), "pdf"])
    return MappingProxyType(files)


def _build(out: Path, *options: str) -> None:
    command = [sys.executable, "make_pdf.py", "build", "--out", str(out), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


@lru_cache
def documents() -> tuple[str, ...]:
    """Every handout by its id, and each of its translations by id and language: ``ketamine-questions.es``."""
    handouts = yaml.safe_load((ROOT / "content.yaml").read_text(encoding="utf-8"))["handouts"]
    return tuple(
        name if language is None else f"{name}.{language.lower()}"
        for name, handout in handouts.items()
        for language in (None, *handout.get("translations", ()))
    )


@lru_cache
def _looks() -> tuple[tuple[str, str], ...]:
    """Every brand on both papers, and every edition of the first brand on letter."""
    standard = [(brand, paper) for brand in _brands() for paper in PAPERS]
    return (*standard, *((f"{_brands()[0]}+{edition}", "letter") for edition in _editions()))


@lru_cache
def _editions() -> tuple[str, ...]:
    """Style files that lie over a brand, less easy read, which few handouts have a text for."""
    styles = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / "styles").glob("*.yaml")}
    return tuple(sorted(name for name, style in styles.items() if "edition" in style and "wording" not in style))


@lru_cache
def _brands() -> tuple[str, ...]:
    """Style files that build on another; base.yaml itself is not for printing."""
    files = sorted((ROOT / "styles").glob("*.yaml"))
    return tuple(file.stem for file in files if "extends" in yaml.safe_load(file.read_text(encoding="utf-8")))
