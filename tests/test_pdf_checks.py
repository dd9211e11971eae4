"""The quick check is tried itself: it accepts a conforming file and names every injury."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.handmade import INJURIES, conforming, spoiled, untagged
from tests.pdf_checks import check


def test_a_conforming_file_is_accepted() -> None:
    assert check(conforming()) == []


def test_a_plain_reportlab_file_is_refused() -> None:
    found = "\n".join(check(untagged()))
    for part in ("no structure tree", "no document language", "font Helvetica is not embedded", "no XMP"):
        assert part in found


@pytest.mark.parametrize("name", INJURIES)
def test_every_injury_is_named(name: str) -> None:
    injure, said = INJURIES[name]
    assert said in "\n".join(check(spoiled(injure)))


def test_every_shipped_document_passes(shipped: Path) -> None:
    assert check(shipped.read_bytes()) == []
