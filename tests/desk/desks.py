"""Desks for tests: a small clinic with sheets in every state and in two languages, and ways to ask it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from handouts.desk.app import app
from handouts.desk.desk import Arrangement, Desk
from handouts.desk.guarding import TOKEN_HEADER
from handouts.desk.serving import door_of, listen, server_of
from handouts.publish import Options, Vouching, review
from tests.sheets import ROOT, STYLES

TODAY = date(2026, 11, 25)
STITCHES = ROOT / "tests" / "fixtures" / "stitches-at-home.yaml"
#: A clinic whose sheets have personal fields of every type, in two languages.
VISIT = ROOT / "tests" / "fixtures" / "personal-visit.yaml"
VOUCHING = Vouching("Jane Doe", "Nurse, RN", TODAY.isoformat(), "2027-11-01", None, None)
#: Sheets in every state that a desk must show, beside the stitches of the fixture.
MORE = """\
  first-visit:
    kind: checklist
    code: VIS-1
    language: en
    title: Your first visit
    summary: Use this list to get ready.
    keywords: [new patient, sign up, paperwork]
    topics: [visits]
    review: {status: draft, version: "1.0", edition: 2026-11-20}
    sections:
      - heading: Bring
        body:
          - checklist: [Your insurance card, A list of your medicines]
      - heading: Parking
        optional: true
        body: [Park behind the house.]
      - heading: With a child
        optional: on request
        body: [Bring a toy.]
      - heading: When to get help
        body:
          - callout: {tone: urgent, title: Call 911, text: Call 911 in danger.}
  blood-thinners:
    kind: leaflet
    code: WAR-1
    language: en
    title: Taking warfarin
    summary: How to take your blood thinner.
    keywords: [Coumadin, Jantoven, blood thinner]
    codes: {rxnorm: 11289, icd-10-cm: [I48, Z79.01]}
    review: {status: draft, version: "2.0", edition: 2026-11-01}
    sections:
      - heading: Every day
        body: [Take it at the same time each day.]
      - heading: When to get help
        body:
          - callout: {tone: urgent, title: Call 911, text: Call 911 if you bleed and it does not stop.}
  old-inhaler:
    kind: leaflet
    language: en
    title: Your inhaler
    summary: How to use it.
    review: {status: recalled, version: "1.0", edition: 2025-01-01, since: 2026-01-01, reason: The picture was wrong, replaced_by: AST-2}
    sections:
      - heading: Use
        body: [Shake it well.]
bundles:
  New patient: [first-visit, stitches-at-home]
"""


def content() -> str:
    """The whole content file of the clinic."""
    return STITCHES.read_text(encoding="utf-8") + MORE


@dataclass
class Clock:
    """A clock that goes when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Asking:
    """A client of a desk that asks as the page does."""

    desk: Desk
    client: FlaskClient
    clock: Clock
    content: Path
    headers: Mapping[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> Any:
        """A GET as a browser on the machine sends it."""
        return self.client.get(path, base_url="http://localhost:8321", buffered=True, **more)

    def post(self, path: str, body: object, *, token: str | None = "right", **more: Any) -> Any:
        """A POST with JSON and the page's token."""
        headers = dict(more.pop("headers", {}))
        if token is not None:
            headers[TOKEN_HEADER] = self.desk.guard.token if token == "right" else token
        return self.client.post(path, json=body, base_url="http://localhost:8321", headers=headers, **more)

    def order(self, *handouts: str, **changes: Any) -> Any:
        """What the desk says to an order."""
        return self.post("/order", order(*handouts, **changes))


def order(*handouts: str, **changes: Any) -> dict[str, Any]:
    """An order as the page writes it."""
    usual: dict[str, Any] = {
        "items": [{"handout": name, "left_out": []} for name in handouts],
        "language": "en",
        "edition": "standard",
        "paper": "letter",
        "copies": 1,
        "name": "",
        "note": "",
    }
    return {**usual, **changes}


def arrangement(folder: Path, text: str | None = None, reviewed: tuple[str, ...] = (), **more: Any) -> Arrangement:
    """A desk's set-up around a content file in a folder, some of it reviewed."""
    file = folder / "content.yaml"
    file.write_text(content() if text is None else text, encoding="utf-8")
    options = Options(file, STYLES, folder / "out", today=TODAY, final=more.pop("final", False))
    for name in reviewed:
        review(replace(options, final=False), name, VOUCHING)
    return Arrangement(options, today=more.pop("today", lambda: TODAY), **more)


def asking(folder: Path, text: str | None = None, reviewed: tuple[str, ...] = (), **more: Any) -> Asking:
    """A desk in memory and a client that asks it."""
    clock = Clock()
    made = Desk(arrangement(folder, text, reviewed, clock=clock, **more))
    return Asking(made, app(made).test_client(), clock, folder / "content.yaml")


@contextmanager
def open_desk(arranged: Arrangement, phones: bool = False) -> Iterator[tuple[str, Desk]]:
    """A desk that really listens on this machine, with a door for ``phones`` if wanted; gives its address."""
    listening, at_door = listen("127.0.0.1", 0), listen("127.0.0.1", 0)
    if phones:
        arranged = replace(arranged, phones=f"http://127.0.0.1:{at_door.getsockname()[1]}")
    made = Desk(arranged)
    with ExitStack() as stack:
        stack.enter_context(at_door)
        stack.enter_context(running(server_of(made, listening)))
        if phones:
            stack.enter_context(running(door_of(made, at_door)))
        made.warm()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", made


@contextmanager
def running(server: Any) -> Iterator[None]:
    """A server at work in a thread of its own."""
    from waitress import wasyncore

    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.close()
        wasyncore.close_all(server._map)
        thread.join(10)
