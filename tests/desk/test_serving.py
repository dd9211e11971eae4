"""The desk as it listens: on this machine only, on a free port, and unmoved by a crowd."""

from __future__ import annotations

import base64
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handouts.cli import main
from handouts.desk import serving
from handouts.desk.guarding import TOKEN_HEADER
from handouts.desk.serving import address, listen, serve
from handouts.problems import MachineError, UsageError
from tests.desk.desks import arrangement, open_desk
from tests.sheets import ROOT, STYLES


def test_others_are_let_in_only_by_a_password(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a password"):
        serve(arrangement(tmp_path), "0.0.0.0", None, print)


def test_others_reach_the_door_for_phones_and_nothing_else(tmp_path: Path) -> None:
    with open_desk(arrangement(tmp_path), phones=True) as (url, desk):
        door = str(desk.arrangement.phones)
        assert door != url.rstrip("/")
        assert _request(url, "/") == 200
        assert [_request(door, path) for path in ("/", "/order", "/handout/first-visit/en.pdf")] == [404] * 3


def test_a_desk_with_a_name_of_its_own_needs_a_password_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a password"):
        serve(arrangement(tmp_path, names=frozenset({"desk.clinic.example"})), "127.0.0.1", None, print)


def test_links_are_encrypted_behind_a_server_that_encrypts(tmp_path: Path) -> None:
    path = "/infobutton?mainSearchCriteria.v.dn=warfarin&knowledgeResponseType=application/json"
    name, password = "desk.clinic.example", "a long password"
    login = "Basic " + base64.b64encode(f"x:{password}".encode()).decode()
    sent = {"Host": name, "X-Forwarded-Proto": "https", "Authorization": login}
    arranged = arrangement(tmp_path, reviewed=("blood-thinners",), names=frozenset({name}), password=password)
    with open_desk(arranged) as (url, _):
        assert f"https://{name}/handout/blood-thinners/en.pdf".encode() in _read(url, path, sent)
    (tmp_path / "plain").mkdir()
    with open_desk(arrangement(tmp_path / "plain", reviewed=("blood-thinners",))) as (url, _):
        assert b"https://" not in _read(url, path, {"X-Forwarded-Proto": "https"})


def _read(url: str, path: str, headers: dict[str, str]) -> bytes:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().read()
    finally:
        connection.close()


def test_a_taken_port_is_told_and_the_usual_one_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with listen("127.0.0.1", None if _free(serving.PORT) else 0) as first:
        taken = first.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {taken} is in use"):
            listen("127.0.0.1", taken)
        monkeypatch.setattr(serving, "PORT", taken)
        with listen("127.0.0.1", None) as second:
            assert second.getsockname()[1] != taken


def _free(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED


def test_an_address_that_is_not_this_machines_is_told() -> None:
    with pytest.raises(MachineError, match="cannot open"):
        listen("203.0.113.7", 0)


def test_what_to_type_into_the_browser() -> None:
    assert address("127.0.0.1", 8321) == "http://127.0.0.1:8321/"
    assert address("0.0.0.0", 80) == "http://localhost:80/"
    assert address("::1", 80) == "http://[::1]:80/"


def test_it_says_where_it_is_and_answers_there(tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "make_pdf.py"),
        "desk",
        "--no-open",
        "--port",
        str(_unused()),
        "--styles",
        str(STYLES),
        "--phones",
        "127.0.0.1",
    ]
    arrangement(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        line = desk.stderr.readline()
        try:
            assert line.startswith("The front desk is open at http://127.0.0.1:"), line + desk.stderr.read()
            url = line.split(" at ")[1].strip()
            assert desk.stderr.readline().startswith("Phones in your network open sheets at http://127.0.0.1:")
            assert _request(url, "/") == 200
            assert _request(url, "/handout/stitches-at-home/es.pdf") == 200
        finally:
            desk.send_signal(signal.SIGINT)
        assert desk.wait(20) == 0  # Ctrl-C is how a desk is closed, and its door for phones
        assert "Traceback" not in desk.stderr.read()


def _unused() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _request(
    url: str, path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None
) -> int:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def test_a_thousand_at_once_get_an_answer_and_change_nothing(tmp_path: Path) -> None:
    with open_desk(arrangement(tmp_path)) as (url, desk):
        kinds = [
            ("/order", "POST", b"{}", {"Content-Type": "application/json"}, 403),
            ("/static/..%2fdesk.yaml", "GET", None, {}, 404),
            ("/", "GET", None, {"Host": "evil.example"}, 421),
            ("/order", "POST", b"x" * 70_000, {"Content-Type": "application/json", TOKEN_HEADER: desk.guard.token}, 413),
        ]  # fmt: skip

        def ask(number: int) -> tuple[int, int]:
            path, method, body, headers, wanted = kinds[number % len(kinds)]
            return _request(url, path, method, body, headers), wanted

        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(ask, range(1000)))
        assert {pair for pair in answers if pair[0] != pair[1]} == set()
        assert len(desk.holding) == 0
        assert _request(url, "/") == 200


def test_a_thousand_at_the_door_for_phones_get_a_clean_no(tmp_path: Path) -> None:
    with open_desk(arrangement(tmp_path), phones=True) as (url, desk):
        door = str(desk.arrangement.phones)
        kinds = [
            ("/", "GET", None, {}, 404),
            ("/order", "POST", b"{}", {"Content-Type": "application/json"}, 405),
            ("/..%2f..%2fcontent.yaml", "GET", None, {}, 404),
            (f"/{'x' * 43}", "GET", None, {"Cookie": "phone=\xff"}, 404),
            ("/", "GET", None, {"Host": "evil.example"}, 421),
            ("/order", "POST", b"x" * 70_000, {}, 413),
        ]  # fmt: skip

        def ask(number: int) -> tuple[int, int]:
            path, method, body, headers, wanted = kinds[number % len(kinds)]
            return _request(door, path, method, body, headers), wanted

        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(ask, range(1000)))
        assert {pair for pair in answers if pair[0] != pair[1]} == set()
        assert len(desk.holding) == 0
        assert _request(url, "/") == 200  # the desk itself is not held up


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 20_000 + b"\r\n\r\n", b"431"),
        (b"POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", b"413"),
        (b"POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", b"400"),
        (b"GET /\x00\xff HTTP/1.1\r\nHost: localhost\r\n\r\n", b"4"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"4"),
    ],
)
def test_bytes_that_are_no_request_get_a_clean_answer(tmp_path: Path, sent: bytes, status: bytes) -> None:
    with open_desk(arrangement(tmp_path)) as (url, _):
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
            connection.sendall(sent)
            answer = connection.recv(4096)
        assert answer.split(b" ")[1].startswith(status), answer[:200]
        assert b"Traceback" not in answer


def test_an_arrangement_shows_no_password(tmp_path: Path) -> None:
    assert "much too secret" not in repr(arrangement(tmp_path, password="much too secret"))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--host", "0.0.0.0"], 2, "needs a password"),
        (["--host", "0.0.0.0", "--password-file", "short"], 2, "too short"),
        (["--host", "0.0.0.0", "--password-file", "none"], 3, "none: "),
        (["--phones", "8.8.8.8"], 2, "in a network of your own"),
        (["--phones", "203.0.113.7x"], 2, "is not an address"),
        (["--port", "0"], 2, "is not a port"),
        (["--port", "x"], 2, "is not a port"),
        (["--edition", "gigantic"], 1, "no edition 'gigantic'"),
        (["--paper", "napkin"], 2, "no paper 'napkin'"),
        (["--content", "none.yaml"], 1, "none.yaml"),
    ],
)
def test_wrong_use_is_told_and_nothing_opens(
    tmp_path: Path,
    arguments: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrangement(tmp_path)
    (tmp_path / "short").write_text("secret\n")
    monkeypatch.chdir(tmp_path)
    assert main(["desk", "--no-open", "--styles", str(STYLES), *arguments]) == code
    told = capsys.readouterr()
    assert said in told.err
    assert "open at" not in told.err


def test_nothing_but_the_desk_loads_its_libraries() -> None:
    program = (
        "import sys; from handouts.cli import main; main(['list']); "
        "sys.exit(bool({'flask', 'waitress', 'rapidfuzz', 'werkzeug'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
