"""The page: every sheet with its state, its picture, its languages; files that change are read anew."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handouts.problems import ContentError
from tests.desk.desks import Asking, asking, content


def test_every_sheet_is_a_tile_with_its_state(desk: Asking) -> None:
    page = desk.get("/").text
    for name, state in {
        "stitches-at-home": "Draft: not reviewed",
        "blood-thinners": "Reviewed",
        "old-inhaler": "Recalled: do not use",
    }.items():
        tile = page.split(f'data-id="{name}"')[1].split("</li>")[0]
        assert state in tile
        assert f"/{name}/en/standard.jpg" in tile
    assert 'data-languages="en es"' in page
    assert "New patient" in page


def test_the_picture_is_the_first_page(desk: Asking) -> None:
    page = desk.get("/").text
    address = page.split('data-wanted="')[1].split('"')[0]
    answer = desk.get(address)
    picture = Image.open(BytesIO(answer.data))
    assert (picture.width, round(picture.height / picture.width, 2)) == (360, 1.29)
    assert "private" in answer.headers["Cache-Control"]
    assert desk.get("/thumbnail/old/blood-thinners/en/standard.jpg").headers["Cache-Control"] == "no-store"
    assert desk.get("/thumbnail/x/blood-thinners/es/standard.jpg").status_code == 404
    assert desk.get("/thumbnail/x/nothing/en/standard.jpg").status_code == 404


def test_search_gives_ids_best_first(desk: Asking) -> None:
    assert desk.post("/find", {"query": "stiches"}).json == {"ids": ["stitches-at-home"]}
    assert len(desk.post("/find", {"query": ""}).json["ids"]) == 4
    assert desk.post("/find", {"query": ["x"]}).status_code == 400


def test_text_from_the_content_is_shown_and_never_run(tmp_path: Path) -> None:
    text = content().replace("title: Your first visit", "title: '\"><script>alert(1)</script>'")
    desk = asking(tmp_path, text.replace("New patient:", "'<img src=x>':"))
    page = desk.get("/").text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    shown = desk.order("first-visit").json
    assert "<script>alert" not in shown["items"] + shown["preview"]


def test_a_changed_file_is_read_anew_and_a_broken_one_leaves_the_last_good(desk: Asking) -> None:
    good = desk.content.read_text(encoding="utf-8")
    desk.content.write_text(good.replace("Taking warfarin", "Taking your warfarin"), encoding="utf-8")
    assert "Taking your warfarin" in desk.get("/").text
    assert "Changed since its review" in desk.get("/").text
    desk.content.write_text(good.replace("title: Taking", "titel: Taking"), encoding="utf-8")
    page = desk.get("/").text
    assert "has a mistake since" in page or "mistakes since" in page
    assert "Taking your warfarin" in page
    assert desk.order("blood-thinners").status_code == 200
    assert "unknown-field" in desk.get("/problems").text
    desk.content.unlink()
    assert desk.get("/").status_code == 200
    desk.content.write_text(good, encoding="utf-8")
    page = desk.get("/").text
    assert "mistake" not in page
    assert "Taking your warfarin" not in page


def test_a_recall_reaches_an_open_desk_whatever_is_wrong_with_another_sheet(desk: Asking) -> None:
    good = desk.content.read_text(encoding="utf-8")
    assert desk.order("blood-thinners").json["may"] != "stop"
    before, after = good.replace("title: Your first visit", "titel: Your first visit").split("  blood-thinners:")
    recalled = re.sub(r"status: \w+", "status: recalled, since: 2026-11-20, reason: The dose was wrong", after, count=1)
    assert recalled != after
    desk.content.write_text(f"{before}  blood-thinners:{recalled}", encoding="utf-8")
    assert desk.order("first-visit").status_code == 200  # its last good text
    assert desk.order("blood-thinners").json["may"] == "stop"


def test_a_desk_left_open_knows_the_new_day(tmp_path: Path) -> None:
    days = [date(2026, 11, 25)]
    desk = asking(tmp_path, reviewed=("blood-thinners",), today=lambda: days[-1])
    assert desk.order("blood-thinners").json["may"] == "print"
    days.append(date(2028, 1, 1))
    assert "Its review ran out" in desk.get("/").text
    assert desk.order("blood-thinners").json["may"] == "draft"


def test_problems_are_shown_for_each_sheet(desk: Asking) -> None:
    page = desk.get("/problems").text
    assert "Taking warfarin" in page
    assert "missing-source" in page or "<code>" in page
    report = page.split("Caring for your stitches</h2>")[1].split("<h2")[0]
    assert re.search(r"Plain language: reading grade \d+\.\d, \d+ min to read", report)
    assert report.count('<th scope="row"') > report.count("All of it") == 1


def test_a_desk_does_not_open_on_broken_content(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        asking(tmp_path, "clinic: 5\n")
