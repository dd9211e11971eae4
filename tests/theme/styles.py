"""A brand in a folder of its own, over the shipped base, and what is told of it."""

from __future__ import annotations

from pathlib import Path

from handouts.theme import StyleError, load_theme
from tests.sheets import STYLES

BASE = (STYLES / "base.yaml").read_text(encoding="utf-8")


def told(folder: Path, brand: str = "", base: str = BASE) -> tuple[str, ...]:
    """The problems of a brand, as headlines."""
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    (folder / "brand.yaml").write_text(f"extends: base\nname: Brand\n{brand}", encoding="utf-8")
    try:
        load_theme(folder, "brand")
    except StyleError as error:
        return tuple(problem.headline().replace(str(folder), "styles") for problem in error.problems)
    return ()


def check(folder: Path, brand: str, code: str, said: str) -> None:
    """A mistake is one problem with its place."""
    found = told(folder, brand)
    assert any(f"error[{code}]" in line for line in found), found
    try:
        load_theme(folder, "brand")
    except StyleError as error:
        rendered = "\n".join(problem.render() for problem in error.problems if problem.code == code)
        assert said in rendered
        assert all(problem.place is not None and problem.place.line for problem in error.problems)
