"""A desk for each test, and a browser for those who sit at one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import chromium
from tests.desk.desks import VISIT, Asking, arrangement, asking
from tests.desk.sitting import Session, at_the_desk


@pytest.fixture
def desk(tmp_path: Path) -> Asking:
    """A clinic with sheets in every state; the one about warfarin is reviewed."""
    return asking(tmp_path, reviewed=("blood-thinners",))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def session(browser: Browser, tmp_path: Path) -> Iterator[Session]:
    """A desk with sheets in every state; anything beyond this machine is refused, as without a network."""
    arranged = arrangement(tmp_path, reviewed=("blood-thinners",), counts=tmp_path / "counts.csv")
    with at_the_desk(browser, arranged) as session:
        yield session


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Session]:
    """A desk whose sheets have personal fields of every type."""
    with at_the_desk(browser, arrangement(tmp_path, VISIT.read_text(encoding="utf-8"))) as session:
        yield session
