"""Over the counter: an order is made and shown, printed as it was shown, counted without a name, and forgotten."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from handouts.desk.settings import settings
from handouts.fold.imposition import Fold
from handouts.publish import Options, build, review
from tests.desk.desks import VISIT, VOUCHING, Asking, asking, content, order
from tests.sheets import text_of


def job(desk: Asking, shown: dict[str, object], copies: int = 1) -> bytes:
    answer = desk.get(f"/held/{shown['name']}/{copies}/handout.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    data: bytes = answer.data
    return data


def hand_out(desk: Asking, name: str, copies: int = 1, reason: str = "") -> None:
    """Print, and say that it was handed out."""
    assert desk.post("/printing", {"name": name, "copies": copies}).status_code == 200
    assert desk.post("/printed", {"name": name, "reason": reason, "handed_out": True}).status_code == 200


def test_a_sheet_without_wishes_is_the_one_that_build_makes(desk: Asking) -> None:
    shown = desk.order("blood-thinners").json
    assert (shown["may"], shown["pages"], shown["papers"]) == ("print", 1, 1)
    built = {one.handout.id: one.path for one in build(desk.desk.arrangement.options)}
    assert job(desk, shown) == built["blood-thinners"].read_bytes()


def test_a_name_prints_and_the_preview_shows_the_same_pages(desk: Asking) -> None:
    shown = desk.order(
        "stitches-at-home", language="es", edition="large-print", name="Ana *Ruiz*", note="Venga <b>hoy</b>"
    ).json
    said = text_of(job(desk, shown))
    assert "Para usted Ana *Ruiz* Venga <b>hoy</b>" in said
    assert "Borrador" in said
    document = pdfium.PdfDocument(job(desk, shown))
    assert len(document) == shown["pages"] == shown["preview"].count("<img")
    picture = Image.open(BytesIO(desk.get(f"/held/{shown['name']}/0.jpg").data))
    assert picture.width == 1000
    assert desk.get(f"/held/{shown['name']}/{shown['pages']}.jpg").status_code == 404


def test_a_personal_copy_is_still_the_sheet_that_was_reviewed(desk: Asking) -> None:
    plain, personal = desk.order("blood-thinners").json, desk.order("blood-thinners", name="Ana").json
    assert personal["may"] == "print"
    assert plain["record"] == personal["record"]
    assert "Changed since" not in text_of(job(desk, personal))


def test_copies_are_pages_of_the_file(desk: Asking) -> None:
    shown = desk.order("blood-thinners", copies=3).json
    assert shown["papers"] == 3
    assert text_of(job(desk, shown, 3)).count("Taking warfarin") >= 3
    for copies in (0, 100, 99999):
        assert desk.get(f"/held/{shown['name']}/{copies}/handout.pdf").status_code == 400


def test_a_packet_keeps_its_order(desk: Asking) -> None:
    shown = desk.order("first-visit", "stitches-at-home", language="es").json
    said = text_of(job(desk, shown))
    assert said.index("Your first visit") < said.index("Cómo cuidar sus puntos")
    assert "English <strong" in shown["items"]
    turned = desk.order("stitches-at-home", "first-visit").json
    said = text_of(job(desk, turned))
    assert said.index("Caring for your stitches") < said.index("Your first visit")


def test_a_part_that_may_be_left_out_is(desk: Asking) -> None:
    asked = order("first-visit")
    asked["items"][0]["left_out"] = [0]
    said = text_of(job(desk, desk.post("/order", asked).json))
    assert "Park behind the house" not in said
    assert "Left out of this copy: Parking." in said
    assert "Call 911" in said
    assert "Bring a toy" not in said
    asked["items"][0]["added"] = [1]
    said = text_of(job(desk, desk.post("/order", asked).json))
    assert "Bring a toy" in said
    asked["items"][0]["left_out"] = [1]
    answer = desk.post("/order", asked)
    assert (answer.status_code, answer.json["message"]) == (400, "That part cannot be left out.")


def test_what_is_recalled_is_shown_and_not_printed(desk: Asking) -> None:
    shown = desk.order("old-inhaler").json
    assert shown["may"] == "stop"
    assert "Recalled: do not use." in shown["items"]
    assert "Use instead: AST-2." in shown["items"]
    answer = desk.get(f"/held/{shown['name']}/1/handout.pdf")
    assert answer.status_code == 409
    assert b"%PDF" not in answer.data
    assert desk.get("/handout/old-inhaler/en.pdf").status_code == 404


def test_a_draft_prints_only_marked_and_with_final_not_at_all(desk: Asking, tmp_path: Path) -> None:
    shown = desk.order("first-visit").json
    assert shown["may"] == "draft"
    assert "Draft: not clinically reviewed" in text_of(job(desk, shown))
    (tmp_path / "strict").mkdir()
    strict = asking(tmp_path / "strict", reviewed=("blood-thinners",), final=True)
    refused = strict.order("first-visit").json
    assert strict.get(f"/held/{refused['name']}/1/handout.pdf").status_code == 409
    assert strict.get("/handout/first-visit/en.pdf").status_code == 404
    assert strict.get("/handout/blood-thinners/en.pdf").status_code == 200


def test_it_is_forgotten_after_printing_when_asked_and_when_replaced(desk: Asking) -> None:
    first = desk.order("blood-thinners", name="Ana").json["name"]
    second = desk.post("/order", order("blood-thinners", name="Ana B", forget=first)).json["name"]
    assert desk.get(f"/held/{first}/1/handout.pdf").status_code == 404
    hand_out(desk, second)
    assert desk.get(f"/held/{second}/1/handout.pdf").status_code == 404
    third = desk.order("blood-thinners", name="Ana").json["name"]
    assert desk.post("/forget", {"forget": third}).status_code == 200
    assert len(desk.desk.holding) == 0
    assert desk.post("/printing", {"name": third, "copies": 1}).status_code == 404
    fourth = desk.order("blood-thinners", name="Ana").json["name"]
    desk.post("/printing", {"name": fourth, "copies": 1})
    desk.clock.now += settings().limits["printed"] - 1
    assert desk.get(f"/held/{fourth}/1/handout.pdf").status_code == 200  # the printer may have jammed
    desk.clock.now += 2
    assert desk.get(f"/held/{fourth}/1/handout.pdf").status_code == 404  # looking at it did not keep it


def test_what_was_printed_is_near_at_hand(desk: Asking) -> None:
    recent = []
    for name in ("stitches-at-home", "blood-thinners", "stitches-at-home"):
        held = desk.order(name).json["name"]
        recent.append(desk.post("/printing", {"name": held, "copies": 1}).json["recent"])
    assert recent[-1] == ["stitches-at-home", "blood-thinners"]
    assert 'data-choose="blood-thinners"' in desk.get("/").text.split('id="tiles"')[0]


def test_nothing_is_counted_unless_asked_for(desk: Asking, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.rglob("*"))
    held = desk.order("blood-thinners", name="Ana").json["name"]
    hand_out(desk, held, 2)
    assert desk.get("/counts.csv").status_code == 404
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_the_count_names_sheets_and_no_patient(tmp_path: Path) -> None:
    counts = tmp_path / "counts" / "given.csv"
    desk = asking(tmp_path, reviewed=("blood-thinners",), counts=counts)
    for reason, copies in (("mail", 2), ("", 1)):
        held = desk.order("blood-thinners", "stitches-at-home", language="es", name="Ana", note="HIV test").json["name"]
        hand_out(desk, held, copies, reason)
    answer = desk.get("/counts.csv")
    assert answer.mimetype == "text/csv"
    assert answer.data == counts.read_bytes()
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [(row["handout"], row["language"], row["copies"], row["reason"], row["state"]) for row in rows] == [
        ("blood-thinners", "en", "2", "mail", "reviewed"),
        ("stitches-at-home", "es", "2", "mail", "draft"),
        ("blood-thinners", "en", "1", "", "reviewed"),
        ("stitches-at-home", "es", "1", "", "draft"),
    ]
    assert rows[0]["date"] == "2026-11-25"
    assert "Ana" not in answer.text
    assert "HIV" not in answer.text


def test_a_sheet_counts_when_it_was_handed_out_and_only_once(tmp_path: Path) -> None:
    counts = tmp_path / "given.csv"
    desk = asking(tmp_path, reviewed=("blood-thinners",), counts=counts)

    def printing() -> str:
        name = str(desk.order("blood-thinners", name="Ana").json["name"])
        desk.post("/printing", {"name": name, "copies": 1})
        return name

    def lines() -> int:
        return len(desk.get("/counts.csv").text.splitlines()) - 1

    first = printing()
    assert lines() == 0  # the print window may be closed again
    desk.clock.now += 3600
    assert (
        desk.post("/printed", {"name": first, "handed_out": True}).status_code == 200
    )  # the patient is long forgotten
    assert lines() == 1
    assert desk.post("/printed", {"name": first, "handed_out": True}).status_code == 404
    second = printing()
    assert desk.post("/printed", {"name": second, "handed_out": False}).status_code == 200
    assert desk.post("/printed", {"name": second, "handed_out": True}).status_code == 404
    assert lines() == 1
    assert len(desk.desk.holding) == 0


def test_a_reason_is_one_of_the_list(desk: Asking) -> None:
    held = desk.order("blood-thinners").json["name"]
    assert desk.post("/printed", {"name": held, "reason": "Ana is ill"}).status_code == 400


@pytest.mark.parametrize("what", ["edition", "paper"])
def test_an_edition_or_paper_that_is_not_there_is_told(desk: Asking, what: str) -> None:
    answer = desk.order("blood-thinners", **{what: "gigantic"})
    assert answer.status_code == 404
    assert "There are:" in answer.json["message"]


def test_too_many_pages_at_once_are_refused(desk: Asking) -> None:
    held = desk.order(*["stitches-at-home"] * 20).json["name"]
    answer = desk.get(f"/held/{held}/99/handout.pdf")
    assert answer.status_code == 400
    assert "pages" in answer.text


def test_a_fold_gives_the_file_for_the_printer(desk: Asking) -> None:
    flat, folded = desk.order("stitches-at-home").json, desk.order("stitches-at-home", fold="booklet", name="Ana").json
    assert (flat["flip"], folded["flip"]) == (None, "short")
    assert folded["papers"] == folded["pages"] // 2
    data = job(desk, folded)
    (built,) = [one for one in build(_folding(desk)) if one.handout.language == "en"]
    document = pdfium.PdfDocument(data)
    assert document[0].get_width() > document[0].get_height()
    assert "Ana" in text_of(data)
    assert built.published
    packet = desk.order("stitches-at-home", "first-visit", fold="2-up", copies=2).json
    assert text_of(job(desk, packet, 2)).count("Use this list to get ready") == 4
    refused = desk.order("stitches-at-home", fold="tri-fold", edition="extra-large")
    assert refused.status_code == 422
    assert refused.json["message"].endswith("Choose Booklet, or Flat.")


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_test_sheet_proves_the_edge_that_was_chosen(desk: Asking, flip: str) -> None:
    answer = desk.get(f"/fold-test/letter/{flip}.pdf")
    folded = desk.order("stitches-at-home", fold="booklet", flip=flip).json
    for data in (answer.data, job(desk, folded)):
        with pikepdf.open(BytesIO(data)) as pdf:
            assert str(pdf.Root.ViewerPreferences.Duplex).lower() == f"/duplexflip{flip}edge"
    assert f"the setting is right: use “{flip.capitalize()} edge”." in text_of(answer.data)
    assert folded["flip"] == flip
    assert desk.get("/fold-test/napkin/short.pdf").status_code == 422
    assert desk.get("/fold-test/letter/left.pdf").status_code == 400


def test_two_languages_stand_on_one_sheet(tmp_path: Path) -> None:
    desk = asking(tmp_path, VISIT.read_text(encoding="utf-8"))
    shown = desk.order("visit", language="en+es", name="Ana", fields={"appointment.date": "2026-12-01"}).json
    said = text_of(job(desk, shown))
    for part in ("Tuesday, December 1, 2026", "martes, 1 de diciembre de", "Your next visit", "Su próxima visita"):
        assert part in said
    assert said.count("Ana") >= 2
    assert "English, Spanish, " in shown["items"]
    assert shown["record"][0].count("-") > desk.order("visit").json["record"][0].count("-")  # both codes
    alone = desk.order("letter", language="en+es").json
    assert "English <strong" in alone["items"]
    refused = desk.order("visit", language="en+es", fold="tri-fold")
    assert (refused.status_code, "Choose Booklet, or Flat." in refused.json["message"]) == (422, True)


def test_the_worse_of_two_states_counts(tmp_path: Path) -> None:
    desk = asking(tmp_path, reviewed=("stitches-at-home",))  # in English only
    assert desk.order("stitches-at-home").json["may"] == "print"
    shown = desk.order("stitches-at-home", language="en+es").json
    assert shown["may"] == "draft"
    assert "Draft: not reviewed" in shown["items"]
    review(desk.desk.arrangement.options, "stitches-at-home", replace(VOUCHING, language="es"))
    personal = desk.order("stitches-at-home", language="en+es", name="Ana").json  # still the texts that were reviewed
    assert personal["may"] == "print"
    said = text_of(job(desk, personal))
    assert "Ana" in said
    assert "Changed since" not in said


def test_what_cannot_be_had_is_told_in_plain_words(desk: Asking) -> None:
    big = desk.order("stitches-at-home", edition="extra-large", paper="a5", fold="2-up")
    assert big.status_code == 422
    assert big.json["message"].endswith("Choose larger paper, or smaller print.")
    easy = desk.order("stitches-at-home", edition="easy-read")
    assert easy.json["message"] == "“Caring for your stitches” is not written in easy read. Choose another print."
    assert easy.json["lacking"] == ["easy-read"]
    assert 'value="easy-read"' not in desk.get("/").text  # nothing here is written in it


def test_easy_read_is_offered_for_what_is_written_in_it(tmp_path: Path) -> None:
    text = content().replace(
        "        body: [Take it at the same time each day.]\n",
        "        body: [Take it at the same time each day.]\n"
        "        easy: [{picture: clock, alt: A clock, text: Take it at the same time each day.}]\n",
    )
    easy = "        easy: [{picture: phone, alt: A phone, text: Call 911 if you bleed and it does not stop.}]\n"
    text = text.replace("bleed and it does not stop.}\n", "bleed and it does not stop.}\n" + easy)
    desk = asking(tmp_path, text)
    page = desk.get("/").text
    assert 'value="easy-read" data-easy' in page
    assert [tile.split('data-easy="')[1].split('"')[0] for tile in page.split('<li class="tile')[1:]] == [
        "", "", "en", "",
    ]  # fmt: skip
    assert desk.order("blood-thinners", edition="easy-read").json["lacking"] == []
    assert desk.order("blood-thinners", "first-visit").json["lacking"] == ["easy-read"]


def _folding(desk: Asking) -> Options:
    return replace(desk.desk.arrangement.options, names=("stitches-at-home",), fold=Fold.BOOKLET)
