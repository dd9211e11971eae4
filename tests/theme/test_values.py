"""Single tokens, and what cannot be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.theme.styles import check


@pytest.mark.parametrize(
    ("brand", "code", "said"),
    [
        ("text: {body: {size: 12 ponies}}", "bad-length", "12 ponies"),
        ("text: {body: {size: 12}}", "bad-length", "'12'"),
        ("page: {left: -4 mm}", "bad-length", "negative"),
        ("colors: {ink: '#12345'}", "bad-color", "#12345"),
        ("text: {body: {color: inky}}", "unknown-color", "inky"),
        ("fonts: {regular: no_such_package/x.ttf}", "font-missing", "no_such_package"),
        ("fonts: {regular: reportlab/__init__.py}", "font-unusable", "not a TrueType"),
        ("fonts: {regular: reportlab/../../etc/passwd}", "font-missing", "reportlab"),
        ("scripts: {han: {regular: a_package}}", "font-missing", "names no font in a package"),
        ("scripts: {han: {regular: 'a_package/../b.ttf'}}", "font-missing", "names no font in a package"),
        ("scripts: {han: {regular: a_package/b.ttf at 75}}", "font-missing", "at 700 for a weight"),
        ("scripts: {hann: {regular: a_package/b.ttf}}", "unknown-token", "did you mean 'han'"),
        ("scripts: {han: {thin: a_package/b.ttf}}", "unknown-token", "thin"),
        ("icons: {info: '1 2 m 3 l q'}", "bad-icon", "icons.info"),
        ("band: {shape: wave}", "unknown-value", "wave"),
    ],
)
def test_each_mistake_is_one_problem_with_its_place(tmp_path: Path, brand: str, code: str, said: str) -> None:
    check(tmp_path, brand, code, said)
