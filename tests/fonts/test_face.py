"""Faces: shaping, coverage and subsets."""

from __future__ import annotations

from dataclasses import astuple
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from handouts.fonts import Face, FontError, character_name, missing
from tests.sheets import faces, theme


@pytest.fixture(scope="module")
def regular() -> Face:
    return faces(theme())["regular"]


def test_kerning_makes_av_narrower_than_its_letters(regular: Face) -> None:
    assert regular.shape("AV").width < regular.shape("A").width + regular.shape("V").width


@given(
    st.text(st.sampled_from("AVTo.fi1é–’\u0301\u00a0\u00adʹﬁ ½"), min_size=1, max_size=12),
    st.sampled_from(("en", "es", None)),
)
def test_the_quick_way_gives_what_the_long_way_gives(regular: Face, word: str, language: str | None) -> None:
    quick = astuple(regular._shape(word, language))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regular, "_simple", lambda *_: None)
        assert astuple(regular._shape(word, language)) == quick


def test_a_combining_accent_stands_for_its_cluster(regular: Face) -> None:
    assert "".join(text for _, text in regular.shape("cafe\u0301").glyphs) == "caf\u00e9"


def test_a_cluster_of_several_glyphs_says_each_character_once(regular: Face) -> None:
    assert regular.shape("x\u0308").text == "x\u0308"


def test_shaping_does_not_depend_on_what_was_shaped_before(regular: Face) -> None:
    path = theme().fonts["regular"]
    fresh = Face(path)
    for word in ("AVATAR", "To", "office"):
        regular.shape(word[::-1])
        assert astuple(fresh.shape(word)) == astuple(regular.shape(word))


def test_missing_characters_are_told_with_their_offsets(regular: Face) -> None:
    assert list(missing(regular, "a\u2603b\u0627")) == [(1, "\u2603"), (3, "\u0627")]


def test_a_soft_hyphen_needs_no_glyph(regular: Face) -> None:
    assert not list(missing(regular, "hand\u00adout"))


def test_a_subset_is_small_stable_and_keeps_glyph_ids(regular: Face) -> None:
    glyphs = frozenset(glyph for glyph, _ in regular.shape("Handout").glyphs)
    data = regular.subset(glyphs)
    assert data == Face(theme().fonts["regular"]).subset(glyphs)
    assert len(data) < 6000
    font = TTFont(BytesIO(data))
    names = font.getGlyphOrder()
    assert all(font["glyf"][names[glyph]].numberOfContours for glyph in glyphs)


def test_character_names_are_for_people() -> None:
    assert character_name("\u2603") == "'\u2603' SNOWMAN (U+2603)"


@pytest.mark.parametrize(("data", "words"), [(b"", "not a TrueType"), (b"OTTO1234", "not a TrueType"), (None, "read")])
def test_bad_font_files_are_told_in_words(tmp_path: Path, data: bytes | None, words: str) -> None:
    path = tmp_path / "font.ttf"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(FontError, match=words):
        Face(path)


def test_a_font_that_forbids_embedding_is_refused(tmp_path: Path) -> None:
    font = TTFont(theme().fonts["regular"])
    font["OS/2"].fsType = 2
    font.save(tmp_path / "locked.ttf")
    with pytest.raises(FontError, match="embedding"):
        Face(tmp_path / "locked.ttf")
