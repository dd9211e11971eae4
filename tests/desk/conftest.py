"""A desk for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.desks import Asking, asking


@pytest.fixture
def desk(tmp_path: Path) -> Asking:
    """A clinic with sheets in every state; the one about warfarin is reviewed."""
    return asking(tmp_path, reviewed=("blood-thinners",))
