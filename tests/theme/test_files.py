"""The shipped brands and editions."""

from __future__ import annotations

from handouts.theme import brands, easy_editions, editions, load_theme
from tests.sheets import STYLES


def test_the_shipped_brands_are_sound_and_different() -> None:
    assert brands(STYLES) == ("hillside", "loganville")
    one, two = (load_theme(STYLES, name)[0] for name in brands(STYLES))
    assert one.fonts != two.fonts
    assert one.colors["brand"] != two.colors["brand"]
    assert one.band.shape != two.band.shape


def test_the_editions_in_easy_read_say_so_themselves() -> None:
    assert easy_editions(STYLES) == {"easy-read"}
    assert easy_editions(STYLES) < set(editions(STYLES))
