"""How fast the desk is with 200 sheets. Bounds are wide, for machines that are busy; -s shows the figures."""

from __future__ import annotations

import http.client
import json
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import pytest

from handouts.desk.guarding import TOKEN_HEADER
from tests.desk.desks import STITCHES, arrangement, open_desk, order

_SHEETS = 200
_USERS, _EACH = 20, 10
_WORDS = ("heart", "knee", "skin", "sleep", "asthma", "burn", "fever", "cough", "diet", "walk")


def many(count: int) -> str:
    """A content file with so many sheets, each with its own title and words."""
    text = STITCHES.read_text(encoding="utf-8")
    head, body = text.split("handouts:\n")
    body = body.split("    translations:")[0]
    parts = [head, "handouts:\n"]
    for number in range(count):
        word = _WORDS[number % len(_WORDS)]
        one = body.replace("stitches-at-home:", f"sheet-{number}:").replace("code: CUT-1", f"code: S-{number}")
        one = one.replace("title: Caring for your stitches", f"title: About your {word}, part {number}")
        parts.append(one.rstrip() + "\n")
    return "".join(parts)


class Line:
    """One user's kept-alive line to the desk."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.headers = {"Content-Type": "application/json", TOKEN_HEADER: token}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        data = answer.read()
        assert answer.status == 200, data[:200]
        return data

    def post(self, path: str, body: object) -> Any:
        self.connection.request("POST", path, json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        data = answer.read()
        assert answer.status == 200, data[:200]
        return json.loads(data)


def timed(call: Callable[..., object], *given: object) -> float:
    """What a call takes, in milliseconds."""
    start = time.perf_counter()
    call(*given)
    return (time.perf_counter() - start) * 1000


def personal_copy(line: Line, number: int) -> None:
    """A patient's name and a note, and the picture of the first page."""
    shown = line.post("/order", order("sheet-3", name=f"Ana {number}", note="Come back on Friday."))
    line.get(f"/held/{shown['name']}/0.jpg")


def busy_user(url: str, token: str, number: int) -> list[float]:
    """What each step of a user takes who searches, chooses and looks, one sheet after the other."""
    with Line(url, token) as line:
        times = []
        for step in range(_EACH):
            times.append(timed(line.post, "/find", {"query": _WORDS[step]}))
            times.append(timed(line.post, "/order", order(f"sheet-{(number * 7 + step) % 12}")))
        return times


def test_two_hundred_sheets_and_twenty_users(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    with open_desk(arrangement(tmp_path, many(_SHEETS))) as (url, desk), Line(url, desk.guard.token) as line:
        opening = (time.perf_counter() - start) * 1000
        first = timed(line.get, "/")
        again = statistics.median(timed(line.get, "/") for _ in range(5))
        search = statistics.median(timed(line.post, "/find", {"query": "abuot yuor astma"}) for _ in range(5))
        copies = statistics.median(timed(personal_copy, line, number) for number in range(9))
        with ThreadPoolExecutor(_USERS) as pool:
            crowd = pool.map(lambda number: busy_user(url, desk.guard.token, number), range(_USERS))
            steps = sorted(took for times in crowd for took in times)
    p99 = steps[int(len(steps) * 0.99) - 1]
    with capsys.disabled():
        print(
            f"\ndesk with {_SHEETS} sheets: opening {opening:.0f} ms, first page {first:.0f} ms, later {again:.0f} ms, "
            f"search {search:.0f} ms, personal copy with its picture {copies:.0f} ms, "
            f"{_USERS} users: median {statistics.median(steps):.0f} ms, p99 {p99:.0f} ms"
        )
    assert first < 1500
    assert search < 500
    assert copies < 1500
    assert p99 < 10_000
