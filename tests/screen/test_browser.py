"""The page in a real browser: by day and by night, on a phone and on a desk, enlarged, printed, offline, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page

from handouts.publish import Options, build
from handouts.schema import read_library
from handouts.screen import page as page_of
from handouts.screen import page_problem
from handouts.source import parse
from handouts.words import words_for
from tests.browsing import chromium, failures, violations
from tests.sheets import ROOT, STYLES, TODAY, content, identity, theme

pytestmark = pytest.mark.browser

#: CSS pixels: a small phone (and a desk at four times the size), a phone, a tablet, a desk.
WIDTHS = (320, 360, 768, 1280)
_SMALLEST_TEXT = 16
_NEAREST = 24
#: Characters of running text a line, at most; a desk has the widest.
_LONGEST_LINE = 75


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every shipped handout in every brand, and some in scripts that the brand's own faces do not have."""
    out = tmp_path_factory.mktemp("pages")
    made = []
    for style, languages in (("loganville", ("original", "ar", "ko")), ("hillside", ("original",))):
        options = Options(ROOT / "content.yaml", STYLES, out, style=style, today=TODAY)
        wanted = replace(options, formats=("html",), languages=languages)
        made += [built.path for built in build(wanted) if built.published]
    assert len(made) >= 10
    return made


def opened(browser: Browser, path: Path, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(
    width: int, scheme: Literal["light", "dark"], browser: Browser, pages: list[Path], tmp_path: Path
) -> None:
    for path in pages:
        page = opened(browser, path, width, scheme)
        assert failures(page, tmp_path / f"{path.stem}.{width}.{scheme}.png") == [], path.name
        page.close()


def test_axe_can_fail(browser: Browser, pages: list[Path], tmp_path: Path) -> None:
    page = opened(browser, pages[0])
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('.summary').style.color = '#ccc'")
    page.evaluate("document.querySelector('main').style.width = '3000px'")
    told = " ".join(failures(page, tmp_path / "spoiled.png"))
    assert "html-has-lang" in told
    assert "color-contrast" in told
    assert "px wide in a window" in told
    assert (tmp_path / "spoiled.png").is_file()


@pytest.mark.parametrize("width", WIDTHS)
def test_text_is_large_and_lines_are_not_long(width: int, browser: Browser, pages: list[Path]) -> None:
    for path in pages:
        page = opened(browser, path, width)
        sizes = page.evaluate("""() => {
            const shown = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
            while (shown.nextNode()) if (shown.currentNode.data.trim() && !shown.currentNode.parentElement.closest('sup'))
                found.push(parseFloat(getComputedStyle(shown.currentNode.parentElement).fontSize));
            return found; }""")
        assert min(sizes) >= _SMALLEST_TEXT, path.name
        longest = page.evaluate("""() => Math.max(...[...document.querySelectorAll('section:not(.sources) p')].map(p => {
            const style = getComputedStyle(p), measure = document.createElement('canvas').getContext('2d');
            measure.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
            return p.clientWidth / (measure.measureText(p.textContent).width / p.textContent.length); }))""")
        assert longest <= _LONGEST_LINE, f"{path.name}: {longest} characters in a line"
        page.close()


@pytest.mark.parametrize("size", [16, 32])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen_at_any_size_of_text(
    size: int, width: int, browser: Browser, pages: list[Path], tmp_path: Path
) -> None:
    """32 px is what a browser shows to whoever asked for text at 200 %; 320 px wide is a desk at 400 %."""
    for path in pages:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        page.goto(path.as_uri())
        assert page.evaluate("getComputedStyle(document.body).fontSize") == f"{size * 1.125:g}px"
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if wide > room:
            page.screenshot(path=tmp_path / f"{path.stem}.{width}.png", full_page=True)
        assert wide <= room, f"{path.name}: see {tmp_path}"
        page.close()


def test_what_can_be_touched_is_large_enough(browser: Browser, pages: list[Path]) -> None:
    """24 px for telephone numbers and boxes in any place, 44 px for the numbers in a panel (WCAG 2.2, 2.5.8, 2.5.5)."""
    for path in pages:
        page = opened(browser, path, 360)
        heights = page.evaluate("""() => [...document.querySelectorAll('a[href^="tel:"], input, textarea')].map(
            part => [part.closest('.contacts') ? 44 : 24, part.getBoundingClientRect().height])""")
        assert heights
        for wanted, height in heights:
            assert height >= wanted >= _NEAREST, path.name
        page.close()


def test_the_focus_can_be_seen_and_goes_in_reading_order(browser: Browser, pages: list[Path]) -> None:
    page = opened(browser, pages[0])
    tops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        outline, top = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineWidth, document.activeElement.getBoundingClientRect().top + scrollY]"
        )
        assert outline == "3px"
        tops.append(top)
    assert len(set(tops)) > 3
    page.close()


def test_nothing_is_fetched_and_nothing_runs(browser: Browser, pages: list[Path]) -> None:
    asked: list[str] = []
    said: list[str] = []
    for path in pages:
        page = browser.new_page()
        asked.clear()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(path.as_uri())
        assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
        assert said == []
        assert page.evaluate("document.fonts.check('16px Sheet') && document.fonts.size") >= 2
        page.close()


def test_nothing_moves(browser: Browser, pages: list[Path]) -> None:
    page = opened(browser, pages[0])
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter(part => {
        const style = getComputedStyle(part);
        return style.animationName !== 'none' || style.transitionDuration !== '0s'; }).length""")
    assert moving == 0
    page.close()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_it_prints_in_black_on_white_whatever_the_screen_shows(paper: str, browser: Browser, pages: list[Path]) -> None:
    for path in pages:
        page = opened(browser, path, scheme="dark")
        data = page.pdf(format=paper, prefer_css_page_size=False, print_background=False)
        with pdfium.PdfDocument(BytesIO(data)) as document:
            text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
            first = document[0].render(scale=0.5, grayscale=True).to_pil()
        if not {"ar", "ko"} & set(path.name.split(".")):  # PDFium gives other scripts back in other pieces
            assert "Not for patients yet" in " ".join(text.split())
        assert first.getpixel((2, 2)) == 255
        assert first.getextrema()[0] < 100
        page.close()


def test_a_page_from_right_to_left_is_mirrored(browser: Browser, pages: list[Path], tmp_path: Path) -> None:
    """No shipped text is Arabic here: the page's direction alone must move marks and panels to the other side."""
    turned = tmp_path / "turned.html"
    text = pages[0].read_text(encoding="utf-8").replace('<html lang="en">', '<html lang="en" dir="rtl">', 1)
    turned.write_text(text, encoding="utf-8")
    for width in WIDTHS:
        page = opened(browser, turned, width)
        assert violations(page) == []
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room
        left, right = page.evaluate(
            "['Left', 'Right'].map(side => parseFloat(getComputedStyle(document.querySelector('.urgent'))['border' + side + 'Width']))"
        )
        assert right > left
        page.close()


def test_numbers_are_not_turned_around_between_arabic_words(browser: Browser, tmp_path: Path) -> None:
    """A telephone number read from the wrong end is a wrong number."""
    numbers = ("1-800-715-4225", "770-555-0142", "2026-11-23", "K7M2-9QXF-3TCM")
    arabic = "اتصل بنا على الرقم"
    sections = f"- {{heading: H, body: ['{arabic} {numbers[0]} {arabic} {numbers[1]} {arabic} {numbers[2]} {numbers[3]} {arabic}.']}}"
    text = content(sections).replace("language: en", "language: ar")
    read, problems = read_library(parse(text.encode(), "content.yaml"))
    assert read is not None, problems
    handout = read.handouts[0]
    said = identity(handout, read)
    html = page_of(handout, read, theme(), words_for("en"), {}, said)
    assert page_problem(html, handout, read, words_for("en"), said) is None
    path = tmp_path / "arabic.html"
    path.write_text(html, encoding="utf-8")
    page = opened(browser, path)
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    for number in (*numbers, said.code):
        places = page.evaluate(
            """number => { const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (all.nextNode()) { const at = all.currentNode.data.indexOf(number); if (at < 0) continue;
                return [...number].map((_, i) => { const range = document.createRange();
                    range.setStart(all.currentNode, at + i); range.setEnd(all.currentNode, at + i + 1);
                    return range.getBoundingClientRect().left; }); } }""",
            number,
        )
        assert places == sorted(places), number
    page.close()
