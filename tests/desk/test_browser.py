"""The front desk in a real Chromium, as a receptionist uses it: by mouse, by keys alone, zoomed, offline, on a tablet."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from handouts.desk.orders import read_order
from tests.browsing import failures
from tests.desk.desks import arrangement, open_desk, order
from tests.desk.sitting import DESK, TABLET, ZOOMED, Session, tile
from tests.sheets import text_of

pytestmark = pytest.mark.browser


def test_a_misspelled_lay_word_leads_to_spanish_large_print_with_a_name(session: Session) -> None:
    page = session.page
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type("stiches")
    expect(page.locator(".tile.first .name")).to_have_text("Caring for your stitches")
    expect(page.locator("#found")).to_contain_text("Caring for your stitches")
    page.click("#languages label:has(input[value=es])")
    page.click("#editions .large-print")
    page.click(f"{tile(page, 'stitches-at-home')} .choose")
    expect(page.locator("#packet")).to_contain_text("Cómo cuidar sus puntos")
    page.fill("#name", "María *Ruiz* <b>")
    page.fill("#note", "Venga el viernes.")
    page.click("#print")
    data = session.printed()
    asked = order(
        "stitches-at-home", language="es", edition="large-print", name="María *Ruiz* <b>", note="Venga el viernes."
    )
    (meant,) = session.desk.press.order(session.desk.shelves.current(), read_order(asked))
    assert data == meant.data
    assert "Para usted María *Ruiz* <b> Venga el viernes." in text_of(data)
    expect(page.locator("#done")).to_have_text("The print window is open.")
    page.click("#next")
    expect(page.locator("#query")).to_be_focused()
    for field in ("#name", "#note", "#query"):
        expect(page.locator(field)).to_have_value("")
    expect(page.locator("#languages input[value=en]")).to_be_checked()
    expect(page.locator("#editions input[value=standard]")).to_be_checked()
    session.forgotten()
    assert "Mar" not in "".join(session.asked)


#: How long a receptionist takes for a key, in seconds: a slow typist has 200 of them a minute.
_KEY = 0.3


def test_ten_seconds_and_four_keys_are_enough(session: Session) -> None:
    """Four keys besides the word. The ten seconds are those of the keys and of the desk's own work, which is measured
    while nothing else is at work: in a test of many a browser may wait longer for its turn than for the desk.
    """
    page = session.page
    page.evaluate("window.pressed = 0; addEventListener('keydown', () => window.pressed++, true); 0")
    page.keyboard.type("cumadin")
    page.keyboard.press("Enter")
    expect(page.locator("#print")).to_be_focused()
    expect(page.locator("#print")).to_have_text("Print")
    page.keyboard.press("Enter")
    data = session.printed()
    assert "Taking warfarin" in text_of(data)
    expect(page.locator("#next")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#query")).to_be_focused()
    pressed = page.evaluate("window.pressed")
    assert pressed == len("cumadin") + 3
    start = time.process_time()  # the desk's own work for it: this process does nothing else
    session.desk.press.order(session.desk.shelves.current(), read_order(order("blood-thinners", name="Ana")))
    assert pressed * _KEY + time.process_time() - start < 10
    expect(page.locator("#recent-list")).to_have_text("Taking warfarin")


def test_enter_waits_for_the_search_and_takes_no_other_sheet(session: Session) -> None:
    """Whoever types fast is ahead of the search; the first tile of before must not be taken."""
    page = session.page

    def late(route: Route) -> None:
        page.wait_for_timeout(150)
        route.continue_()

    page.route("**/find", late)
    page.keyboard.type("cumadin")
    page.keyboard.press("Enter")
    expect(page.locator("#chosen-title")).to_have_text("Taking warfarin")
    page.click("#start-over")
    page.keyboard.type("stiches")
    page.keyboard.press("Enter")
    page.keyboard.type(" home")
    page.wait_for_timeout(800)
    expect(page.locator("#order")).to_be_hidden()  # the search went on: nothing is taken before Enter
    page.keyboard.press("Enter")
    expect(page.locator("#chosen-title")).to_have_text("Caring for your stitches")


def test_keys_alone_do_everything(session: Session) -> None:
    page = session.page
    press = page.keyboard.press
    press("ArrowDown")
    expect(page.locator(f"{tile(page, 'stitches-at-home')} .choose")).to_be_focused()
    press("ArrowRight")
    expect(page.locator(f"{tile(page, 'first-visit')} .choose")).to_be_focused()
    press("Enter")
    expect(page.locator("#print")).to_be_focused()
    press("F2")
    expect(page.locator("#query")).to_be_focused()
    press("ArrowDown")
    press("Shift+Enter")  # one more into the packet
    expect(page.locator("#chosen-title")).to_have_text("Packet of 2 sheets")
    titles = page.locator("#packet .item-title")
    expect(titles).to_have_text(["Your first visit", "Caring for your stitches"])
    page.locator("#up-1").focus()
    press("Enter")
    expect(titles).to_have_text(["Caring for your stitches", "Your first visit"])
    expect(page.locator("#down-0")).to_be_focused()
    page.locator("#part-1-0").focus()
    press("Space")
    expect(page.locator("#part-1-0")).not_to_be_checked()
    expect(page.locator("#part-1-1")).not_to_be_checked()
    page.locator("#part-1-1").focus()
    press("Space")
    expect(page.locator("#part-1-1")).to_be_checked()
    page.locator("#name").focus()
    page.keyboard.type("Ana")
    press("Enter")  # as everywhere: Enter in a field prints
    said = text_of(session.printed())
    assert said.index("Caring for your stitches") < said.index("Your first visit")
    assert "Park behind the house" not in said
    assert "Bring a toy" in said
    assert "Left out of this copy: Parking." in said
    press("Enter")
    page.locator(f"{tile(page, 'first-visit')} .star").focus()
    press("Enter")
    page.reload()
    expect(page.locator("#tiles > li").first).to_have_attribute("data-id", "first-visit")


def test_a_set_a_drag_and_copies(session: Session) -> None:
    page = session.page
    page.get_by_role("button", name="New patient").click()
    titles = page.locator("#packet .item-title")
    expect(titles).to_have_text(["Your first visit", "Caring for your stitches"])
    expect(page.locator("#print")).to_be_focused()
    page.wait_for_load_state("networkidle")  # the pictures have their places
    page.evaluate("scrollTo(0, 0)")
    titles.nth(1).hover()
    page.mouse.down()
    titles.nth(0).hover()
    titles.nth(0).hover(position={"x": 5, "y": 5})
    page.mouse.up()
    expect(titles).to_have_text(["Caring for your stitches", "Your first visit"])
    page.click("#more")
    page.click("#more")
    expect(page.locator("#summary")).to_contain_text("3 copies")
    page.click("#print")
    assert text_of(session.printed()).count("Use this list to get ready") == 3


def test_what_is_recalled_cannot_be_printed(session: Session) -> None:
    page = session.page
    expect(page.locator(tile(page, "old-inhaler"))).to_contain_text("Recalled: do not use")
    page.click(f"{tile(page, 'old-inhaler')} .choose")
    expect(page.locator("#print")).to_have_text("Cannot be printed")
    expect(page.locator("#packet")).to_contain_text("Use instead: AST-2.")
    page.click("#print", force=True)
    page.wait_for_timeout(300)
    assert page.evaluate("window.printed") is None


def test_a_draft_says_so_before_it_is_printed(session: Session) -> None:
    page = session.page
    page.click(f"{tile(page, 'first-visit')} .choose")
    expect(page.locator("#print")).to_have_text("Print as a marked draft")
    expect(page.locator("#warning")).to_contain_text("Not for patients yet")


def test_zoomed_to_200_percent_all_of_it_works(session: Session) -> None:
    session.size(*ZOOMED)
    page = session.page
    page.keyboard.type("stiches")
    page.keyboard.press("Enter")
    expect(page.locator("#print")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.fill("#name", "Ana")
    page.click("#print")
    assert "For you Ana" in text_of(session.printed())
    page.click("#next")
    expect(page.locator("#query")).to_be_focused()


def test_a_note_that_cannot_be_printed_is_told_and_nothing_prints(session: Session) -> None:
    page = session.page
    page.click(f"{tile(page, 'blood-thinners')} .choose")
    expect(page.locator("#print")).to_be_focused()
    page.fill("#note", "Cold 🙂")
    expect(page.locator("#wrong-appointment-notes")).to_contain_text("SMILING FACE")
    page.click("#print", force=True)
    expect(page.locator("#note")).to_be_focused()
    page.wait_for_timeout(300)
    assert page.evaluate("window.printed") is None
    page.fill("#note", "Cold")
    expect(page.locator("#print")).to_have_attribute("aria-disabled", "false")


def test_a_patient_is_forgotten_after_ten_idle_minutes(session: Session) -> None:
    page = session.page
    page.clock.install()
    page.reload()
    page.click(f"{tile(page, 'blood-thinners')} .choose")
    page.fill("#name", "Ana")
    page.clock.run_for(1000)
    expect(page.locator("#preview img")).to_have_count(1)
    page.clock.run_for(9 * 60_000)
    expect(page.locator("#name")).to_have_value("Ana")
    page.clock.run_for(2 * 60_000)
    expect(page.locator("#order")).to_be_hidden()
    expect(page.locator("#name")).to_have_value("")
    session.forgotten()


@pytest.mark.parametrize("size", [DESK, TABLET, ZOOMED, (360, 640)], ids=["desk", "tablet", "zoomed", "phone"])
def test_axe_finds_nothing_wrong(session: Session, size: tuple[int, int]) -> None:
    page = session.page
    session.size(*size)
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        page.wait_for_load_state("networkidle")
        found[state] = failures(page, session.screens / f"{state}.png")

    look("start")
    page.keyboard.type("stiches")
    expect(page.locator(".tile.first")).to_have_count(1)
    look("found")
    page.keyboard.press("Enter")
    expect(page.locator("#print")).to_be_focused()
    look("draft")
    page.click("#print")
    session.printed()
    expect(page.locator("#next")).to_be_focused()
    look("printed")
    page.click("#next")
    page.get_by_role("button", name="New patient").click()
    expect(page.locator("#chosen-title")).to_have_text("Packet of 2 sheets")
    look("packet")
    page.click("#start-over")
    page.click(f"{tile(page, 'blood-thinners')} .choose")
    expect(page.locator("#print")).to_have_text("Print")
    look("reviewed")
    page.click("#start-over")
    page.click(f"{tile(page, 'old-inhaler')} .choose")
    expect(page.locator("#print")).to_have_text("Cannot be printed")
    look("recalled")
    page.goto(f"{session.url}problems")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    look("problems")
    assert {state: told for state, told in found.items() if told} == {}


def test_a_writer_sees_a_saved_text_at_once(browser: Browser, tmp_path: Path) -> None:
    with open_desk(arrangement(tmp_path, live=True)) as (url, _):
        content = tmp_path / "content.yaml"
        text = content.read_text(encoding="utf-8")
        page = browser.new_page()
        page.goto(url)
        content.write_text(text.replace("Taking warfarin", "Taking your warfarin"), encoding="utf-8")
        expect(page.locator(f"{tile(page, 'blood-thinners')} .name")).to_have_text("Taking your warfarin")
        page.click(f"{tile(page, 'blood-thinners')} .choose")
        expect(page.locator("#chosen-title")).to_have_text("Taking your warfarin")
        content.write_text(text.replace("Taking warfarin", "On warfarin"), encoding="utf-8")
        expect(page.locator("#chosen-title")).to_have_text("On warfarin")
        content.write_text(text.replace("title: Taking", "titel: Taking"), encoding="utf-8")
        expect(page.locator("#status")).to_contain_text("there is no field 'titel'")
        expect(page.locator("#chosen-title")).to_have_text("On warfarin")
        page.close()


def test_an_error_page_helps(browser: Browser, tmp_path: Path) -> None:
    with open_desk(arrangement(tmp_path)) as (url, _):
        page = browser.new_page()
        page.goto(f"{url}nowhere")
        assert failures(page, tmp_path / "error.png") == []
        page.get_by_role("link", name="Back to the front desk").click()
        expect(page.locator("#query")).to_be_focused()
        page.close()
