"""The page that shows a whole output folder: only what was issued and is unchanged, each with where it stands today."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from handouts.cli import main
from handouts.fold.imposition import Fold
from handouts.publish import Options, build, write_contact_sheet
from tests.browsing import chromium, failures
from tests.sheets import STYLES, TODAY, content

_MORE = """\
    topics: [Sleep, The heart]
    keywords: [lay words]
    translations:
      es: {title: Una muestra, summary: Para qué es., review: {status: draft, version: "1.0", edition: 2026-11-23},
           sections: [{heading: H, body: [Un texto.]}]}
  other:
    kind: faq
    language: en
    title: "Another <script>alert(1)</script> & more"
    summary: What it is for.
    topics: [Sleep]
    review: {status: draft, version: "2.0", edition: 2026-11-23}
    sections: [{heading: H, body: [Other text.]}]
"""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything was built."""
    folder = tmp_path_factory.mktemp("once")
    text = content("- {heading: H, body: [Some text.]}") + "\n" + _MORE
    (folder / "content.yaml").write_text(text, encoding="utf-8")
    options = Options(folder / "content.yaml", STYLES, folder / "out", today=TODAY)
    everything = build(replace(options, edition="all", formats=("pdf", "html", "text")))
    assert all(one.published or one.left_out for one in everything)
    return folder


@pytest.fixture
def options(once: Path, tmp_path: Path) -> Options:
    """The same in a folder of the test's own."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", today=TODAY)


def page_of(options: Options) -> str:
    return write_contact_sheet(options).read_text(encoding="utf-8")


def listed(page: str) -> list[str]:
    return re.findall(r'<a href="([^"#]+)"', page)


def test_it_shows_all_that_was_issued(options: Options) -> None:
    names = listed(page_of(options))
    there = {path.name for path in options.out.iterdir() if path.suffix in {".pdf", ".html", ".txt"}}
    assert len(names) == 3 * 7
    assert set(names) == there - {"index.html"}
    assert names[:3] == ["sample.pdf", "sample.dyslexia-friendly.pdf", "sample.extra-large.pdf"]


def test_what_somebody_changed_is_not_shown(options: Options) -> None:
    (options.out / "sample.pdf").write_bytes(b"%PDF another")
    (options.out / "other.html").unlink()
    (options.out / "foreign.pdf").write_bytes(b"%PDF foreign")
    names = listed(page_of(options))
    assert not {"sample.pdf", "other.html", "foreign.pdf"} & set(names)
    assert len(names) == 3 * 7 - 2


def test_it_tells_where_each_sheet_stands(options: Options) -> None:
    page = page_of(options)
    assert page.count("<strong>Current draft</strong>: version 1.0: not clinically reviewed") == 2
    text = options.content.read_text(encoding="utf-8")
    options.content.write_text(text.replace("Some text.", "New text."), encoding="utf-8")
    later = page_of(options)
    assert later.count("<strong>Superseded</strong>: by version 1.0 of 2026-11-23") == 1
    assert later.count('class="standing stop"') == 1
    assert "The standings hold on 2026-11-23" in later
    assert "The standings hold on 2027-01-01" in page_of(replace(options, today=date(2027, 1, 1)))


def test_its_pictures_are_those_of_the_first_pages(options: Options) -> None:
    pictures = re.findall(r'<img src="data:image/webp;base64,([^"]+)"', page_of(options))
    assert len(pictures) == 3 * 5
    seen = [Image.open(BytesIO(base64.b64decode(picture))).convert("L") for picture in pictures]
    assert all(picture.width == 300 and 386 <= picture.height <= 390 for picture in seen)
    assert all(picture.getextrema()[0] < 120 for picture in seen), "nothing is on it"  # type: ignore[operator]  # gray: one pair


def test_content_is_shown_and_never_run(options: Options) -> None:
    page = page_of(options)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    seal = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{seal}'" in page.replace("&#39;", "'")
    assert "http:" not in page.replace("http://www.w3.org", "")


def test_it_is_in_the_language_that_the_clinic_writes_in(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    text = options.content.read_text(encoding="utf-8").replace("language: en", "language: es-MX", 1)
    options.content.write_text(text.split("    translations:")[0], encoding="utf-8")
    assert all(one.published for one in build(replace(options, edition="large-print", formats=("pdf", "html"))))
    page = page_of(options)
    assert '<html lang="es">' in page
    assert "<strong>Borrador vigente</strong>: versión 1.0: sin revisión clínica" in page
    assert "Folleto para pacientes, <span lang=" in page
    words = re.sub(r"<(style|script).*?</\1>|data:[^\"]*", "", page, flags=re.DOTALL)
    assert not re.findall(r"\b(?:Handouts|Find|All|Show|pages?|version|Topics?|Language|Kind|of)\b", words)
    line = [
        "--content",
        str(options.content),
        "--styles",
        str(STYLES),
        "--out",
        str(options.out),
        "--today",
        "2026-11-23",
    ]
    assert main(["verify", str(options.out / "sample.large-print.pdf"), "GGGR-9WWG-5XCC", *line]) == 1
    said = capsys.readouterr().out
    assert ": borrador vigente: versión 1.0: sin revisión clínica" in said
    assert "GGGR-9WWG-5XCC: no es nuestra: aquí no se emitió ninguna hoja" in said


def test_folded_files_say_how(options: Options) -> None:
    assert all(one.published for one in build(replace(options, fold=Fold.BOOKLET, languages=("en",), names=("other",))))
    page = page_of(options)
    assert re.findall(r"PDF, letter, (booklet[a-z ]*), ", page) == ["booklet", "booklet to print"]


def test_the_same_folder_gives_the_same_page(options: Options) -> None:
    assert page_of(options) == page_of(options)


def test_a_build_of_all_editions_writes_it_and_remembers_it(
    tmp_path: Path, options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    line = [
        "--content",
        str(options.content),
        "--styles",
        str(STYLES),
        "--out",
        str(options.out),
        "--today",
        "2026-11-23",
    ]
    assert main(["build", *line]) == 0
    assert not (options.out / "index.html").exists()
    assert main(["build", "--index", *line]) == 0
    first = (options.out / "index.html").read_bytes()
    (options.out / "index.html").write_bytes(b"spoiled")
    assert main(["build", "--edition", "all", *line]) == 0
    assert (options.out / "index.html").read_bytes() == first
    (options.out / "index.html").unlink()
    assert main(["build", "--edition", "all", *line]) == 0
    assert (options.out / "index.html").read_bytes() == first
    assert f"{options.out}/index.html: everything in {options.out} at a glance" in capsys.readouterr().out


# --- in a real browser --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def opened(browser: Browser, options: Options, width: int = 1280, **other: bool) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, **other)  # type: ignore[arg-type]  # flags of a page
    page.goto(write_contact_sheet(options).as_uri())
    return page


def shown(page: Page) -> list[str]:
    visible = "[...document.querySelectorAll('li a')].filter(a => a.getClientRects().length)"
    names: list[str] = page.evaluate(f"{visible}.map(a => a.getAttribute('href'))")
    assert page.inner_text("[role=status]") == ("1 file" if len(names) == 1 else f"{len(names)} files")
    return names


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_on_the_index(
    width: int, scheme: str, browser: Browser, options: Options, tmp_path: Path
) -> None:
    page = opened(browser, options, width)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
    assert failures(page, tmp_path / f"index.{width}.{scheme}.png") == []
    page.close()


@pytest.mark.browser
def test_choices_and_words_narrow_what_is_shown(browser: Browser, options: Options) -> None:
    page = opened(browser, options)
    assert len(shown(page)) == 21
    page.get_by_label("Language").select_option("es")
    assert {name.split(".")[1] for name in shown(page)} == {"es"}
    page.get_by_label("Format").select_option("Web page")
    assert shown(page) == ["sample.es.html"]
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == 21
    page.get_by_label("Topic").select_option("The heart")
    page.get_by_label("Edition").select_option("Large print")
    assert shown(page) == ["sample.large-print.pdf", "sample.es.large-print.pdf"]
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Kind").select_option("Questions and answers")
    assert {name.split(".")[0] for name in shown(page)} == {"other"}
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("searchbox").fill("LAY words")
    assert {name.split(".")[0] for name in shown(page)} == {"sample"}
    page.get_by_role("searchbox").fill("nothing like this")
    assert shown(page) == []
    assert page.get_by_text("No sheet is like that").is_visible()
    page.close()


@pytest.mark.browser
def test_it_works_by_keyboard_and_its_links_open(browser: Browser, options: Options) -> None:
    page = opened(browser, options)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the sheets"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "sample.pdf"
    page.get_by_role("link", name="Web page of A sample").click()
    assert page.inner_text("h1") == "A sample"
    page.close()


@pytest.mark.browser
def test_without_its_script_it_shows_everything(browser: Browser, options: Options) -> None:
    page = opened(browser, options, java_script_enabled=False)
    assert page.locator("li a").count() == 21
    assert page.locator("li a").last.is_visible()
    assert not page.locator("form").is_visible()
    page.close()
