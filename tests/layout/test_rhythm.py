"""The rhythm of styles/base.yaml, measured on finished pages: baselines of body text stand on one grid."""

from __future__ import annotations

import pytest

from handouts.proof.reader import read
from handouts.publish.wording import worded
from handouts.theme import load_theme
from tests.engine import sheet_of, shipped_library
from tests.sheets import STYLES, theme

RHYTHM = 2.0
_BODY = 12.0


def off_the_grid(data: bytes, body: float = _BODY) -> list[str]:
    """Body text whose baseline is not a whole number of steps from the first one on its page."""
    found = []
    for page in read(data):
        bases = [(page.height - item.base, item.text) for item in page.shown if abs(item.size - body) < 0.01]
        bases = [(base, text) for base, text in bases if text.strip()]
        first = bases[0][0] if bases else 0.0
        found += [text for base, text in bases if abs((base - first + RHYTHM / 2) % RHYTHM - RHYTHM / 2) > 0.02]
    return found


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("brand", ["loganville", "hillside"])
def test_body_text_stands_on_one_grid(brand: str, paper: str) -> None:
    look = theme(brand)
    assert look.text["body"].leading % RHYTHM == 0
    for handout in shipped_library().handouts:
        assert off_the_grid(sheet_of(handout, shipped_library(), look, paper).sheet.data) == []


@pytest.mark.parametrize("edition", ["dyslexia-friendly", "easy-read"])
def test_editions_keep_to_the_grid(edition: str) -> None:
    look = load_theme(STYLES, "loganville", edition)[0]
    handout = next(h for h in shipped_library().handouts if h.id == "ketamine-going-home")
    made = sheet_of(worded(handout, look), shipped_library(), look)
    assert off_the_grid(made.sheet.data, look.text["body"].size) == []


def test_a_line_off_the_grid_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    look = theme("loganville")
    crooked = replace(look, space=replace(look.space, item=look.space.item + 0.7))
    (handout, *_) = shipped_library().handouts
    assert off_the_grid(sheet_of(handout, shipped_library(), crooked, "letter").sheet.data)
