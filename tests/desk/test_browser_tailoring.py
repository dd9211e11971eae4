"""A sheet fitted to a patient in a real Chromium: fields, two languages, folds, a packet, a phone, the count."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import failures
from tests.desk.desks import arrangement
from tests.desk.sitting import DESK, TABLET, ZOOMED, Session, at_the_desk, tile
from tests.sheets import text_of

pytestmark = pytest.mark.browser


def test_the_fields_of_a_sheet_are_filled_by_keys_and_a_wrong_one_is_shown(visit: Session) -> None:
    page, press = visit.page, visit.page.keyboard.press
    page.keyboard.type("next visit")
    press("Enter")
    expect(page.locator("#print")).to_be_focused()
    page.locator("#field-appointment-date").focus()
    page.keyboard.type("12012026")
    page.locator("#field-visit-driver").focus()
    page.keyboard.type("Bo 🙂")
    expect(page.locator("#wrong-visit-driver")).to_contain_text("SMILING FACE")
    page.locator("#print").focus()
    press("Enter")
    expect(page.locator("#field-visit-driver")).to_be_focused()
    assert failures(page, visit.screens / "wrong.png") == []
    page.fill("#field-visit-driver", "Bo")
    expect(page.locator("#wrong-visit-driver")).to_be_empty()
    expect(page.locator("#print")).to_have_attribute("aria-disabled", "false")
    press("Enter")  # a name is needed; until now nobody was nagged about it
    expect(page.locator("#name")).to_be_focused()
    expect(page.locator("#wrong-patient-name")).to_contain_text("Fill this in")
    page.keyboard.type("Ana")
    page.locator("#tick-0-1").focus()
    press("Space")
    expect(page.locator("#tick-0-1")).to_be_checked()
    expect(page.locator("#tick-0-1")).to_be_focused()
    page.locator("#print").focus()
    press("Enter")
    said = text_of(visit.printed())
    for part in ("Ana", "Tuesday, December 1, 2026", "Bo"):
        assert part in said
    press("Enter")
    page.click(f"{tile(page, 'visit')} .choose")
    expect(page.locator("#field-visit-driver")).to_have_value("")


def test_two_languages_a_fold_and_its_test_sheet(visit: Session) -> None:
    page = visit.page
    visit.size(*TABLET)
    expect(page.locator("#beside")).to_be_hidden()
    page.click(f"{tile(page, 'visit')} .choose")
    expect(page.locator("#print")).to_be_focused()
    page.click("#languages label:has(input[value=es])")
    page.check("#both")
    expect(page.locator("#packet")).to_contain_text("English, Spanish")
    page.select_option("#fold", "tri-fold")
    expect(page.locator("#status")).to_contain_text("Choose Booklet, or Flat.")
    expect(page.locator("#print")).to_have_text("Cannot be printed")
    assert failures(page, visit.screens / "cannot.png") == []
    page.select_option("#fold", "booklet")
    expect(page.locator("#summary")).to_contain_text("flip on the short edge")
    page.select_option("#flip", "long")
    expect(page.locator("#summary")).to_contain_text("flip on the long edge")
    page.click("#fold-test")
    expect(page.locator("#status")).to_contain_text("test sheet")
    assert "use “Long edge”" in text_of(base64.b64decode(page.evaluate("window.printed.at(-1).data")))
    assert failures(page, visit.screens / "folding.png") == []
    page.click("#print")
    said = text_of(visit.printed())
    assert "Your next visit" in said
    assert "Su próxima visita" in said
    page.click("#next")
    expect(page.locator("#both")).not_to_be_checked()
    expect(page.locator("#flip")).to_have_value("long")  # it is the printer's


def test_a_sheet_that_does_not_go_with_the_others_is_not_added(visit: Session) -> None:
    page = visit.page
    page.click(f"{tile(page, 'letter')} .choose")
    expect(page.locator("#print")).to_be_focused()
    page.click("#languages label:has(input[value=es])")
    page.check("#both")
    page.select_option("#fold", "tri-fold")
    expect(page.locator("#summary")).to_contain_text("2 sides")
    page.click(f"{tile(page, 'visit')} .add")  # it is in both languages, and a tri-fold has no room for two
    expect(page.locator("#status")).to_contain_text("Not added. “Your next visit” cannot be folded like this")
    expect(page.locator("#chosen-title")).to_have_text("About your visit")
    expect(page.locator("#print")).to_have_text("Print as a marked draft")


def test_a_patient_takes_the_sheet_along_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    with at_the_desk(browser, arrangement(tmp_path), phones=True) as session:
        page = session.page
        session.size(*ZOOMED)
        page.click(f"{tile(page, 'blood-thinners')} .choose")
        expect(page.locator("#print")).to_be_focused()
        page.fill("#name", "Ana")
        page.click("#phone")
        expect(page.locator("#code svg")).to_be_visible()
        assert failures(page, tmp_path / "code.png") == []
        address = page.locator("#code .address").inner_text()
        page.keyboard.press("Escape")
        expect(page.locator("#code")).to_be_hidden()
        for name, status in (("first", 200), ("second", 404)):
            phone = browser.new_page(viewport={"width": 360, "height": 640})
            for _ in range(2):  # looked at twice
                answer = phone.goto(address)
                assert answer is not None
                assert answer.status == status
            said = phone.locator("main").inner_text()
            assert ("Take it at the same time" in said) is (status == 200)
            assert "Ana" not in said
            assert failures(phone, tmp_path / f"{name}.png") == []
            phone.context.close()


def test_a_sheet_counts_when_somebody_says_that_it_was_handed_out(session: Session) -> None:
    page = session.page

    def print_it() -> None:
        page.click(f"{tile(page, 'blood-thinners')} .choose")
        expect(page.locator("#print")).to_be_focused()
        page.click("#print")
        session.printed()

    def counted(times: int) -> None:
        limit = time.monotonic() + 15
        while _count(session) < times and time.monotonic() < limit:
            page.wait_for_timeout(20)
        assert _count(session) == times

    print_it()
    page.wait_for_load_state("networkidle")
    counted(0)
    page.click("#again")  # it did not print
    session.printed()
    page.wait_for_load_state("networkidle")
    counted(0)
    page.click("#next")
    counted(1)
    print_it()
    page.click("#start-over")  # without a word: asked later
    expect(page.locator("#unsure")).to_contain_text("Was Taking warfarin handed out?")
    session.forgotten()
    page.wait_for_load_state("networkidle")
    assert failures(page, session.screens / "unsure.png") == []
    counted(1)
    page.get_by_role("button", name="Yes, count it").click()
    expect(page.locator("#query")).to_be_focused()
    expect(page.locator("#unsure")).to_be_hidden()
    counted(2)


def _count(session: Session) -> int:
    file = session.screens / "counts.csv"
    return file.read_text().count("blood-thinners") if file.exists() else 0


def test_the_desk_in_spanish(browser: Browser, tmp_path: Path) -> None:
    arranged = arrangement(tmp_path, reviewed=("blood-thinners",), counts=tmp_path / "counts.csv", language="es")
    with at_the_desk(browser, arranged) as session:
        page = session.page
        page.keyboard.type("cumadin")
        expect(page.locator("#found")).to_have_text("Una hoja: Taking warfarin. Presione Enter para tomarla.")
        page.keyboard.press("Enter")
        expect(page.locator("#summary")).to_have_text("1 copia, 1 página, 1 pliego de papel.")
        expect(page.locator("#print")).to_have_text("Imprimir")
        page.click("#more")
        expect(page.locator("#summary")).to_have_text("2 copias, 1 página cada una, 2 pliegos de papel.")
        for size in (DESK, TABLET, ZOOMED):
            session.size(*size)
            assert failures(page, session.screens / f"es-{size[0]}.png") == []
        page.click("#print")
        expect(page.locator("#done")).to_have_text("La ventana de impresión está abierta.")
        page.click("#next")
        page.click(f"{tile(page, 'old-inhaler')} .choose")
        expect(page.locator("#warning")).to_have_text("Esta hoja no se debe entregar. Elija otra.")
