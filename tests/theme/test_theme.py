"""Styles: layers, and one clear problem for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.theme import StyleError, brands, contrast, easy_editions, editions, load_theme
from tests.sheets import STYLES

BASE = (STYLES / "base.yaml").read_text(encoding="utf-8")


def load(folder: Path, brand: str = "", base: str = BASE) -> tuple[str, ...]:
    """The problems of a brand, as headlines."""
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    (folder / "brand.yaml").write_text(f"extends: base\nname: Brand\n{brand}", encoding="utf-8")
    try:
        load_theme(folder, "brand")
    except StyleError as error:
        return tuple(problem.headline().replace(str(folder), "styles") for problem in error.problems)
    return ()


def test_the_shipped_brands_are_sound_and_different() -> None:
    assert brands(STYLES) == ("hillside", "loganville")
    one, two = (load_theme(STYLES, name)[0] for name in brands(STYLES))
    assert one.fonts != two.fonts
    assert one.colors["brand"] != two.colors["brand"]
    assert one.band.shape != two.band.shape


def test_a_brand_says_only_what_differs(tmp_path: Path) -> None:
    assert not load(tmp_path, 'colors: {brand: "#222222"}')
    theme = load_theme(tmp_path, "brand")[0]
    assert theme.colors["brand"] == pytest.approx((34 / 255,) * 3)
    assert theme.text["body"].size == 12


@pytest.mark.parametrize(
    ("brand", "code", "said"),
    [
        ("colours: {ink: '#000000'}", "unknown-token", "did you mean 'colors'"),
        ("space: {paragraf: 3 pt}", "unknown-token", "paragraf"),
        ("text: {body: {size: 12 ponies}}", "bad-length", "12 ponies"),
        ("text: {body: {size: 12}}", "bad-length", "'12'"),
        ("page: {left: -4 mm}", "bad-length", "negative"),
        ("colors: {ink: '#12345'}", "bad-color", "#12345"),
        ("text: {body: {color: inky}}", "unknown-color", "inky"),
        ("text: {body: {color: rule}}", "low-contrast", "has a contrast of"),
        ("text: {body: {size: 8 pt}}", "text-too-small", "8 pt, less than 12 pt"),
        ("text: {footer: {size: 6 pt}}", "text-too-small", "6 pt, less than 9 pt"),
        ("text: {body: {leading: 12 pt}}", "lines-too-close", "apart"),
        ("page: {side: 6 in}", "frame-too-narrow", "characters"),
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
        ("band: {mark: logo}", "unknown-icon", "logo"),
        ("callouts: {info: {fill: ink}}", "low-contrast", "callouts.info"),
        ("band: {inset: 0 pt}", "outside-printable", "less than the 12 pt that printers leave white"),
        ("page: {right: 2 mm}", "outside-printable", "'page.right'"),
        ("colors: [red]", "missing-token", "colors"),
    ],
)
def test_each_mistake_is_one_problem_with_its_place(tmp_path: Path, brand: str, code: str, said: str) -> None:
    found = load(tmp_path, brand)
    assert any(f"error[{code}]" in line for line in found), found
    try:
        load_theme(tmp_path, "brand")
    except StyleError as error:
        rendered = "\n".join(problem.render() for problem in error.problems if problem.code == code)
        assert said in rendered
        assert all(problem.place is not None and problem.place.line for problem in error.problems)


def test_all_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    found = load(tmp_path, "text: {body: {size: 1 furlong}}\ncolors: {ink: blue, brand: red}\nspace: {itm: 2 pt}\n")
    assert len(found) >= 4


def test_circles_and_missing_bases_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: b\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("extends: a\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("extends: bass\n", encoding="utf-8")
    with pytest.raises(StyleError, match="circle"):
        load_theme(tmp_path, "a")
    with pytest.raises(StyleError, match="no style 'bass'"):
        load_theme(tmp_path, "c")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((0x76 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.54, abs=0.01)


def test_the_editions_in_easy_read_say_so_themselves() -> None:
    assert easy_editions(STYLES) == {"easy-read"}
    assert easy_editions(STYLES) < set(editions(STYLES))
