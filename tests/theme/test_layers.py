"""Layers: a brand over its base, and bases that are missing or go in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.theme import StyleError, load_theme
from tests.theme.styles import told


def test_a_brand_says_only_what_differs(tmp_path: Path) -> None:
    assert not told(tmp_path, 'colors: {brand: "#222222"}')
    theme = load_theme(tmp_path, "brand")[0]
    assert theme.colors["brand"] == pytest.approx((34 / 255,) * 3)
    assert theme.text["body"].size == 12


def test_circles_and_missing_bases_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: b\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("extends: a\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("extends: bass\n", encoding="utf-8")
    with pytest.raises(StyleError, match="circle"):
        load_theme(tmp_path, "a")
    with pytest.raises(StyleError, match="no style 'bass'"):
        load_theme(tmp_path, "c")
