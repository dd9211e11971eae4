"""The door for phones: a page under its link, with nothing that was typed, and for anything else a kind no."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from handouts.desk.door import door
from tests.desk.desks import Asking, asking

HOST = "192.168.1.20"
BASE = f"http://{HOST}:8322"


@pytest.fixture
def desk(tmp_path: Path) -> Asking:
    return asking(tmp_path, reviewed=("blood-thinners",), phones=BASE)


def at_door(desk: Asking) -> FlaskClient:
    """A phone."""
    return door(desk.desk.links, HOST).test_client()


def link(desk: Asking, *handouts: str, **changes: Any) -> str:
    """Where the code leads to."""
    shown = desk.order(*handouts, **changes).json
    answer = desk.post("/phone", {"name": shown["name"]})
    assert answer.status_code == 200, answer.text
    address = re.search(r"http://[^<\s]+", answer.json["code"].split("</svg>")[1])
    assert address is not None
    return address[0]


def ask(phone: FlaskClient, address: str, **more: Any) -> Any:
    return phone.get(address.removeprefix(BASE), base_url=more.pop("base_url", BASE), **more)


def test_a_phone_sees_the_sheet_and_nothing_that_was_typed(desk: Asking) -> None:
    address = link(desk, "blood-thinners", name="Zaphodina", note="Zaphodnote")
    assert "Zaphod" not in address
    assert "blood" not in address
    phone = at_door(desk)
    answer = ask(phone, address)
    assert answer.status_code == 200
    assert "Taking warfarin" in answer.text
    assert "Zaphod" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert ask(phone, address).status_code == 200  # the same phone, looking again
    other = ask(at_door(desk), address)
    assert other.status_code == 404
    assert "Ask at the front desk" in other.text
    assert "Pida uno nuevo" in other.text


def test_a_packet_in_two_languages_is_a_list(desk: Asking) -> None:
    address, phone = link(desk, "stitches-at-home", "blood-thinners", language="en+es"), at_door(desk)
    page = ask(phone, address).text
    titles = re.findall(r'<a href="(/[^"]+)" lang="(\w+)" dir="auto">([^<]+)</a>', page)
    assert [title[1:] for title in titles] == [
        ("en", "Caring for your stitches"), ("es", "Cómo cuidar sus puntos"), ("en", "Taking warfarin"),
    ]  # fmt: skip
    assert "Cómo cuidar sus puntos" in ask(phone, titles[1][0]).text
    assert "<h1>Your sheets</h1>" in page
    assert "<h1>Sus hojas</h1>" in ask(phone, address, headers={"Accept-Language": "es-US"}).text
    assert ask(phone, f"{address}/3").status_code == 404
    assert ask(phone, f"{address}/{'9' * 40}").status_code == 404


def test_what_may_not_be_handed_out_goes_to_no_phone(desk: Asking, tmp_path: Path) -> None:
    name = desk.order("old-inhaler").json["name"]
    assert desk.post("/phone", {"name": name}).status_code == 409
    assert desk.post("/phone", {"name": "x"}).status_code == 404
    assert desk.post("/phone", {"name": name}, token=None).status_code == 403
    (tmp_path / "usual").mkdir()
    usual = asking(tmp_path / "usual")
    assert usual.post("/phone", {"name": usual.order("first-visit").json["name"]}).status_code == 404
    assert "Open on a phone" not in usual.get("/").text
    assert "Open on a phone" in desk.get("/").text


def test_the_next_patient_ends_a_link_that_nobody_opened(desk: Asking) -> None:
    shown = desk.order("blood-thinners").json
    answer = desk.post("/phone", {"name": shown["name"]})
    address = re.search(r"http://[^<\s]+", answer.json["code"].split("</svg>")[1])
    assert address is not None
    desk.post("/forget", {"forget": shown["name"]})
    assert ask(at_door(desk), address[0]).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/order", "/static/desk.css", "/problems", "/handout/blood-thinners/en.pdf", "/a/b/c", "/%ff", "/..%2fx"],
)
def test_nothing_else_is_behind_the_door(desk: Asking, path: str) -> None:
    phone = at_door(desk)
    for method in ("GET", "POST", "PUT", "HEAD", "OPTIONS"):
        answer = phone.open(path, method=method, base_url=BASE)
        assert 400 <= answer.status_code < 500
        assert "Traceback" not in answer.text
        assert answer.headers["Content-Security-Policy"]
        assert "X-Desk-Token" not in answer.text


def test_another_name_is_refused_and_a_look_ahead_takes_no_link(desk: Asking) -> None:
    address = link(desk, "blood-thinners")
    for name in ("http://evil.example", "http://localhost:8322", "http://192.168.1.21:8322"):
        assert ask(at_door(desk), address, base_url=name).status_code == 421
    assert at_door(desk).head(address.removeprefix(BASE), base_url=BASE).status_code == 405
    assert ask(at_door(desk), address).status_code == 200
