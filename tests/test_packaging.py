"""What is installed is what is needed: every import declared, every data file in the wheel."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
#: Programs of a test extra that no test imports.
_RUN_ONLY = frozenset({"hatchling", "pytest-xdist"})


def project() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return data


def names(requirements: list[str]) -> set[str]:
    return {_normal(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


def imports(*folders: str) -> set[str]:
    """The distributions whose modules are imported under these folders, the project's own left out."""
    found: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").split(".")[0])
    known = packages_distributions()
    outside = found - set(sys.stdlib_module_names) - {"handouts", "tests", "__future__"}
    return {_normal(known[name][0]) if name in known else name for name in outside}


def fonts() -> set[str]:
    """The distributions that style files take their faces from."""
    files: set[str] = set()
    for path in (ROOT / "styles").glob("*.yaml"):
        style = yaml.safe_load(path.read_text(encoding="utf-8"))
        for table in (style.get("fonts", {}), *style.get("scripts", {}).values()):
            files |= set(table.values())
    return {_normal(file.split("/")[0]) for file in files}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


#: Its list of familiar words is read as a file: to load it takes a fifth of a second.
_ONLY_DATA = {"textstat"}


def test_the_engine_declares_what_it_imports_and_no_more() -> None:
    extra = names(project()["optional-dependencies"]["cluster"])
    assert imports("handouts") | fonts() | _ONLY_DATA == names(project()["dependencies"]) | extra


def test_the_tests_declare_what_they_import() -> None:
    wanted = imports("handouts", "tests") - names(project()["dependencies"])
    assert wanted == names(project()["optional-dependencies"]["test"]) - _RUN_ONLY


def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "handouts").rglob("*") if path.is_file()}
    wanted = {name for name in here if "__pycache__" not in name}
    assert not wanted - carried
    assert not {name for name in carried if not name.startswith("handouts")}
