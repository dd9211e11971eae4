"""Clusters with codes of their own: the font stays sound, and every code says its characters."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from handouts.fonts import Cluster, Face, coded, with_composites
from tests.sheets import faces, theme


def face(script: str) -> Face:
    found = faces(theme()).of(script, "regular")
    assert found is not None
    return found


def clusters(codes: str) -> list[Cluster]:
    found: dict[Cluster, int] = {}
    coded(codes, lambda cluster: found.setdefault(cluster, len(found)))
    return list(found)


def test_a_mark_above_its_letter_makes_one_glyph() -> None:
    made = clusters(face("arabic").shape("جدّاً", "ar", backward=True).codes)
    assert "".join(cluster.text for cluster in made)[::-1] == "دّاً"
    assert [len(cluster.parts) for cluster in made if cluster.text in "اد"] == [2, 2]


def test_a_syllable_is_one_code() -> None:
    assert [cluster.text for cluster in clusters(face("devanagari").shape("कि", "hi").codes)] == ["कि"]


@pytest.mark.parametrize(("script", "word"), [("arabic", "لأنّ"), ("devanagari", "क्त्रि"), ("latin", "x\u0323\u0304")])
def test_the_font_with_composites_is_sound(script: str, word: str) -> None:
    found = face(script)
    made = clusters(found.shape(word, None, script == "arabic").codes)
    used = frozenset(part[0] for cluster in made for part in cluster.parts)
    data, first = with_composites(found.subset(used), made)
    font = TTFont(BytesIO(data))
    names = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    assert font["maxp"].numGlyphs == first + len(made)
    for index, cluster in enumerate(made, first):
        assert font["hmtx"][names[index]][0] == cluster.advance
        pen = BoundsPen(glyphs)
        glyphs[names[index]].draw(pen)
        assert (pen.bounds is not None) == bool(cluster.parts)
        if pen.bounds:
            outline = font["glyf"][names[index]]
            assert pen.bounds == pytest.approx((outline.xMin, outline.yMin, outline.xMax, outline.yMax), abs=1)
            assert font["hmtx"][names[index]][1] == outline.xMin


def test_the_same_clusters_make_the_same_bytes() -> None:
    found = face("devanagari")
    made = clusters(found.shape("हिन्दी", "hi").codes)
    used = frozenset(part[0] for cluster in made for part in cluster.parts)
    assert with_composites(found.subset(used), made) == with_composites(Face(*_file()).subset(used), made)


def _file() -> tuple[Path, int | None]:
    file = theme().scripts["devanagari"]["regular"]
    return file.path() or Path(), file.weight
