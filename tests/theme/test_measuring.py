"""What is measured: contrast, sizes, lengths of lines, margins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.theme.styles import check


@pytest.mark.parametrize(
    ("brand", "code", "said"),
    [
        ("text: {body: {color: rule}}", "low-contrast", "has a contrast of"),
        ("text: {body: {size: 8 pt}}", "text-too-small", "8 pt, less than 12 pt"),
        ("text: {footer: {size: 6 pt}}", "text-too-small", "6 pt, less than 9 pt"),
        ("text: {body: {leading: 12 pt}}", "lines-too-close", "apart"),
        ("page: {side: 6 in}", "frame-too-narrow", "characters"),
        ("band: {mark: logo}", "unknown-icon", "logo"),
        ("callouts: {info: {fill: ink}}", "low-contrast", "callouts.info"),
        ("band: {inset: 0 pt}", "outside-printable", "less than the 12 pt that printers leave white"),
        ("page: {right: 2 mm}", "outside-printable", "'page.right'"),
    ],
)
def test_each_mistake_is_one_problem_with_its_place(tmp_path: Path, brand: str, code: str, said: str) -> None:
    check(tmp_path, brand, code, said)
