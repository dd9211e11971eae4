"""Who gets in: only our own page, by this machine's name, with its token; strangers change nothing."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from handouts.desk.guarding import HEADERS, Guard, host_name, is_loopback
from tests.desk.desks import Asking, asking, order

PASSWORD = "a long password ☂"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost", "localhost"), ("LOCALHOST:80", "localhost"), ("127.0.0.1:8321", "127.0.0.1"),
        ("[::1]:8321", "::1"), ("[::1]", "::1"), ("evil.example", "evil.example"),
        ("", None), ("a b", None), ("localhost:x", None), ("localhost:1:2", None), ("[::1", None), ("evil@localhost", None),
    ],
)  # fmt: skip
def test_the_name_in_a_host_header(host: str, name: str | None) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.168.1.9:8321", "127.0.0.1.nip.io", "a@b"]
)
def test_another_host_is_refused(desk: Asking, host: str) -> None:
    for path in ("/", "/handout/blood-thinners/en.pdf", "/infobutton"):
        answer = desk.client.get(path, headers={"Host": host})
        assert answer.status_code in {400, 421}
        assert b"%PDF" not in answer.data


def test_names_and_addresses_that_are_meant_are_let_in() -> None:
    assert Guard("t", frozenset({"desk.clinic.example"})).answers_to("desk.clinic.example:443")
    assert not Guard("t").answers_to("192.168.1.9")
    assert Guard("t", password="x").answers_to("192.168.1.9")
    assert not Guard("t", password="x").answers_to("desk.clinic.example")
    assert [host for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost", "0.0.0.0", "10.0.0.1") if is_loopback(host)] == [
        "127.0.0.1", "127.9.9.9", "::1", "localhost",
    ]  # fmt: skip


def test_a_change_needs_the_token_of_the_page(desk: Asking) -> None:
    held = desk.order("blood-thinners", name="Ana").json["name"]
    for token in (None, "", "wrong", desk.desk.guard.token[:-1], "ü"):
        for path, body in (
            ("/order", order("blood-thinners")),
            ("/forget", {"forget": held}),
            ("/printed", {"name": held}),
        ):
            assert desk.post(path, body, token=token).status_code == 403
    assert desk.get(f"/held/{held}/1/handout.pdf").status_code == 200
    assert desk.desk.guard.token in desk.get("/").text


def test_a_form_of_another_page_cannot_send_json(desk: Asking) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        for path in ("/order", "/fhir/Communication"):
            answer = desk.client.post(path, base_url="http://localhost:8321", data=b"{}", content_type=kind)
            assert answer.status_code == 415


@pytest.mark.parametrize(
    "path",
    ["/", "/problems", "/static/desk.css", "/nowhere", "/infobutton", "/thumbnail/x/blood-thinners/en/standard.jpg"],
)
def test_every_answer_carries_the_headers(desk: Asking, path: str) -> None:
    answer = desk.get(path)
    for name in HEADERS:
        assert answer.headers[name]
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "Set-Cookie" not in answer.headers


def test_the_page_has_no_script_or_style_in_it_and_nothing_from_elsewhere(desk: Asking) -> None:
    for path in ("/", "/problems", "/nowhere"):
        page = desk.get(path).text
        assert "<style" not in page
        assert "style=" not in page
        assert " onclick" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/')
        assert "http" not in page.replace("http://localhost:8321", "")
    for name in (
        "desk.js",
        "shelf.js",
        "tray.js",
        "asking.js",
        "pictures.js",
        "live.js",
        "entries.js",
        "handing.js",
        "desk.css",
    ):
        text = desk.get(f"/static/{name}").text
        assert "://" not in text
        assert "eval(" not in text


HOSTILE = [
    ("GET", "/static/../desk.yaml"),
    ("GET", "/static/..%2f..%2fcodes.yaml"),
    ("GET", "/static/%2e%2e/desk.yaml"),
    ("GET", "/static//etc/passwd"),
    ("GET", "/handout/..%2f..%2fcontent/en.pdf"),
    ("GET", "/handout/blood-thinners/../en.pdf"),
    ("GET", "/handout/blood-thinners/%00.pdf"),
    ("GET", "/handout/blood-thinners/en.pdf?edition=../../x"),
    ("GET", "/thumbnail/x/blood-thinners/en/..%2fx.jpg"),
    ("GET", "/held/x/1/handout.pdf"),
    ("GET", "/held/x/-1.jpg"),
    ("GET", "/held/x/999999999999999999999999.jpg"),
    ("GET", "/%ff%fe"),
    ("GET", "/" + "a" * 3000),
    ("PUT", "/"),
    ("DELETE", "/order"),
    ("TRACE", "/"),
    ("OPTIONS", "/order"),
    ("GET", "/order"),
    ("POST", "/"),
]


@pytest.mark.parametrize(("method", "path"), HOSTILE)
def test_hostile_paths_get_a_clean_answer(desk: Asking, method: str, path: str) -> None:
    answer = desk.client.open(
        path, method=method, base_url="http://localhost:8321", headers={"X-Desk-Token": desk.desk.guard.token}
    )
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text
    assert "File " not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe\x00",
        b"{}" * 9,
        b'"' + b"x" * 60_000 + b'"',
        b"[" * 30_000,
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/order",
        "/find",
        "/printing",
        "/printed",
        "/send",
        "/send-fold-test",
        "/phone",
        "/forget",
        "/fhir/Communication",
    ],
)
def test_hostile_bodies_get_a_clean_answer(desk: Asking, path: str, body: bytes) -> None:
    answer = desk.client.post(
        path,
        base_url="http://localhost:8321",
        data=body,
        content_type="application/json",
        headers={"X-Desk-Token": desk.desk.guard.token},
    )
    assert 400 <= answer.status_code < 500
    assert (answer.json or {})["message"]
    assert len(desk.desk.holding) == 0


def test_a_body_that_is_too_large_is_not_read(desk: Asking) -> None:
    answer = desk.post("/order", {**order("blood-thinners"), "more": "x" * 70_000})
    assert answer.status_code == 413


def test_an_error_of_ours_shows_and_logs_nothing(desk: Asking, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Ana Ruiz")

    monkeypatch.setattr(desk.desk.press, "order", fail)
    answer = desk.order("blood-thinners", name="Ana Ruiz")
    assert answer.status_code == 500
    assert "Ana" not in answer.text
    assert "Ana" not in caplog.text


def test_nothing_typed_reaches_an_address_a_log_or_the_disk(tmp_path: Path, caplog: Any, capfd: Any) -> None:
    desk = asking(tmp_path, reviewed=("blood-thinners",), counts=tmp_path / "counts.csv")
    shown = desk.order("blood-thinners", name="Zaphodina", note="Zaphodnote").json
    desk.get(f"/held/{shown['name']}/1/handout.pdf")
    desk.post("/printing", {"name": shown["name"], "copies": 1})
    desk.post("/printed", {"name": shown["name"], "handed_out": True})
    assert "Zaphod" not in str(shown)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert not [path for path in files if b"Zaphod" in path.read_bytes()]
    assert "Zaphod" not in caplog.text + "".join(capfd.readouterr())


def ask(desk: Asking, password: str | None) -> int:
    headers = {}
    if password is not None:
        headers["Authorization"] = "Basic " + base64.b64encode(f"desk:{password}".encode()).decode()
    status: int = desk.client.get("/", base_url="http://10.0.0.5:8321", headers=headers).status_code
    return status


def test_others_need_the_password_and_guessing_is_slow(tmp_path: Path) -> None:
    desk = asking(tmp_path, password=PASSWORD)
    answer = desk.client.get("/", base_url="http://10.0.0.5:8321")
    assert (answer.status_code, answer.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    assert ask(desk, PASSWORD) == 200
    assert [ask(desk, f"wrong {number}") for number in range(12)] == [401] * 10 + [429] * 2
    assert ask(desk, PASSWORD) == 429
    desk.clock.now += 61
    assert ask(desk, PASSWORD) == 200
    # The password lets nobody change a thing without the page's token.
    headers = {"Authorization": "Basic " + base64.b64encode(f"x:{PASSWORD}".encode()).decode()}
    assert desk.post("/order", order("blood-thinners"), token=None, headers=headers).status_code == 403
