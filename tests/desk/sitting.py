"""Somebody at the desk: a page in a real Chromium, what it printed, and every address that it asked for."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from handouts.desk.desk import Arrangement, Desk
from tests.desk.desks import open_desk

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong


DESK = (1366, 768)
TABLET = (820, 1180)
#: A window of 1280 × 720 at 200 %.
ZOOMED = (640, 360)
#: In place of the print window: what it would have printed, read from the frame before it is forgotten.
_PRINT = """
window.print = () => {
  const request = new XMLHttpRequest();
  request.open("GET", location.href, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  let bytes = "";
  for (const char of request.responseText) bytes += String.fromCharCode(char.charCodeAt(0) & 255);
  window.top.printed = (window.top.printed || []).concat([{ address: location.href, data: btoa(bytes) }]);
};
"""


@dataclass
class Session:
    """A page on a desk, and every address that the browser asked for."""

    page: Page
    desk: Desk
    url: str
    asked: list[str]
    screens: Path

    def printed(self) -> bytes:
        """What went to the print window last."""
        expect(self.page.locator("#done")).to_be_visible(timeout=10_000)
        return base64.b64decode(self.page.evaluate("window.printed.at(-1).data"))

    def forgotten(self) -> None:
        """Wait until the desk holds nothing about any patient."""
        limit = time.monotonic() + 10
        while len(self.desk.holding) and time.monotonic() < limit:
            self.page.wait_for_timeout(50)
        assert len(self.desk.holding) == 0

    def size(self, width: int, height: int) -> None:
        """Another window."""
        self.page.set_viewport_size({"width": width, "height": height})


@contextmanager
def at_the_desk(browser: Browser, arranged: Arrangement, phones: bool = False) -> Iterator[Session]:
    """A page on a desk; at the end, nothing went wrong in it and nothing was asked of any other machine."""
    with open_desk(arranged, phones) as (url, desk):
        context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
        asked = _only_this_machine(context)
        context.add_init_script(_PRINT)
        context.set_default_timeout(15_000)
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.goto(url)
        yield Session(page, desk, url, asked, arranged.options.content.parent)
        context.close()
    # That the desk said no to something (400, 409, 422) is told by the browser too.
    assert [trouble for trouble in troubles if "Failed to load resource" not in trouble] == []
    assert {urlsplit(address).hostname for address in asked if address.startswith("http")} == {"127.0.0.1"}


def _only_this_machine(context: BrowserContext) -> list[str]:
    asked: list[str] = []

    def pass_or_refuse(route: Route) -> None:
        asked.append(route.request.url)
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            route.abort("internetdisconnected")

    context.route("**/*", pass_or_refuse)
    return asked


def tile(page: Page, name: str) -> str:
    return f'.tile[data-id="{name}"]'
