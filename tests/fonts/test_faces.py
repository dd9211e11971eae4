"""Which face sets which characters, and what is said where none can."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.fonts import Face, Faces, FontFile
from tests.sheets import faces, theme


@pytest.fixture(scope="module")
def brand() -> Faces:
    return faces(theme())


def cut(brand: Faces, text: str, language: str = "en", style: str = "regular") -> list[tuple[str, str]]:
    return [(part, face.name) for part, face in brand.cut(text, style, language)]


def test_english_stays_in_the_brand(brand: Faces) -> None:
    assert brand.cut("Take 0.5 mg – café", "regular", "en") == (("Take 0.5 mg – café", brand["regular"]),)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Uống 2 viên Ketamine.", "vi", ["NotoSans"]),
        ("Примите 2 таблетки Ketamine.", "ru", ["NotoSans"]),
        ("Dr. Nguyễn Văn Bình", "en", ["NotoSans"]),
        ("خذ 2 (Ketamine)، الآن.", "ar", ["Almarai", "Atkinson", "Almarai"]),
        ("दवा 10 mg लें।", "hi", ["NotoSans", "Atkinson", "NotoSans"]),
        ("약 10 mg을 드세요.", "ko", ["NotoSansKR", "Atkinson", "NotoSansKR"]),
        ("请服10 mg。", "zh-Hans", ["NotoSansSC", "Atkinson", "NotoSansSC"]),
    ],
)
def test_each_script_has_its_face(brand: Faces, text: str, language: str, names: list[str]) -> None:
    found = cut(brand, text, language)
    assert "".join(part for part, _ in found) == text
    runs = [name for index, (_, name) in enumerate(found) if not index or found[index - 1][1] != name]
    assert all(name.startswith(wanted) for name, wanted in zip(dict.fromkeys(runs), dict.fromkeys(names), strict=True))


def test_bold_stays_bold_and_italic_finds_a_stand_in(brand: Faces) -> None:
    assert brand.cut("医生", "bold", "zh")[0][1].weight == 700
    assert brand.cut("医生", "bolditalic", "zh")[0][1] is brand.cut("医生", "bold", "zh")[0][1]
    assert brand.cut("طبيب", "italic", "ar")[0][1].name.startswith("Almarai-Regular")


def test_marks_stay_with_their_letter(brand: Faces) -> None:
    runs = brand.cut("x\u0323\u0304 \u0f04", "regular", "en")
    assert runs[0][0].startswith("x\u0323\u0304")
    assert "".join(part for part, _ in runs) == "x\u0323\u0304 \u0f04"


def test_what_no_font_has_is_told(brand: Faces) -> None:
    assert list(brand.missing("ab\u0f04", "regular", "en")) == [(2, "\u0f04", None)]


def test_a_font_that_is_not_installed_is_named() -> None:
    brand = Faces({"regular": faces(theme())["regular"]}, {"han": {"regular": FontFile("no_such_font", "a.ttf")}})
    ((at, character, file),) = brand.missing("x 医", "regular", "zh")
    assert (at, character) == (2, "医")
    assert file is not None
    assert file.project == "no-such-font"


def test_fonts_are_opened_only_where_a_text_needs_them() -> None:
    fresh = Faces({"regular": faces(theme())["regular"]}, theme().scripts)
    fresh.cut("Take one tablet – daily.", "regular", "en")
    assert not fresh.opened
    fresh.cut("خذ حبة", "regular", "ar")
    assert {path.name for path in fresh.opened} == {"Almarai-Regular.ttf"}


def test_a_weight_of_a_variable_font_is_drawn_and_measured(brand: Faces) -> None:
    path = next(Path(file.path() or "") for name, file in theme().scripts["hangul"].items() if name == "regular")
    thin, bold = Face(path, 100), Face(path, 900)
    glyph = thin.shape("가").glyphs[0][0]
    assert thin.subset(frozenset({glyph})) != bold.subset(frozenset({glyph}))
    assert len(bold.subset(frozenset({glyph}))) < 300_000
    assert bold.shape("w").width > thin.shape("w").width
