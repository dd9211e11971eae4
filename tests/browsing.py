"""A real browser for tests: Chromium as the system has it, and axe-core to judge what it shows."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

#: WCAG 2.2 to level AA, and what axe's makers hold for good practice.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: Nothing leaves the machine: a browser that knows no network asks nobody for updates.
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, closed at the end. Skips the test where there is none, except under CI."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        _cannot_look("there is no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield browser
        browser.close()


def _cannot_look(why: str) -> NoReturn:
    if os.environ.get("HANDOUTS_REQUIRE") == "1" or os.environ.get("CI") == "true":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page: rule, what it asks, and where."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}}).response
    return [
        f"{one['id']}: {one['help']}: {json.dumps([node['target'] for node in one['nodes']])}"
        for one in found["violations"]
    ]


def failures(page: Page, screen: Path) -> list[str]:
    """Everything wrong with a page as it is shown now; a picture of it is kept where there is something."""
    found = violations(page)
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if width > room:
        found.append(f"{width} px wide in a window of {room} px")
    if found:
        page.screenshot(path=screen, full_page=True)
        found.append(f"see {screen}")
    return found
