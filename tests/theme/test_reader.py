"""Tables of tokens: what is missing, and what nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.theme.styles import check, told


@pytest.mark.parametrize(
    ("brand", "code", "said"),
    [
        ("colours: {ink: '#000000'}", "unknown-token", "did you mean 'colors'"),
        ("space: {paragraf: 3 pt}", "unknown-token", "paragraf"),
        ("colors: [red]", "missing-token", "colors"),
    ],
)
def test_each_mistake_is_one_problem_with_its_place(tmp_path: Path, brand: str, code: str, said: str) -> None:
    check(tmp_path, brand, code, said)


def test_all_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    found = told(tmp_path, "text: {body: {size: 1 furlong}}\ncolors: {ink: blue, brand: red}\nspace: {itm: 2 pt}\n")
    assert len(found) >= 4
