"""Two languages on one sheet, one of them from right to left: good sheets pass, and none with crossed lines does."""

from __future__ import annotations

from random import Random

from handouts.markup import Inline, Run
from tests import pairs
from tests.proof.documents import Opposite, random_pair
from tests.proof.injuries import CUTS, Sheet, operate

SHEETS = 8


def test_random_sheets_pass() -> None:
    told = {}
    for seed in range(SHEETS):
        sheet = random_pair(seed, seed % 5 + 2, "hillside" if seed % 7 == 6 else "loganville", "ar", "دواء مع الماء")
        told[seed] = [problem.message for problem in sheet.prove()]
    assert not {seed: messages for seed, messages in told.items() if messages}


def test_latin_names_in_the_arabic_column_may_not_change_places() -> None:
    """One of them is tagged with its own language: the line runs from right to left all the same."""
    summary = Inline((Run("خذ Ketalar ثم "), Run("Metfor", language="en"), Run(" مع الماء")))
    made = pairs.pair(pairs.changed(pairs.shipped("ketamine-going-home", "en", "ar"), summary=summary))
    assert made.prove() == ()
    table = operate(Opposite(made.voices[0].handout, made.library, made.theme, made.sheet, made.voices))
    (name,) = (show for show in table.shows[0] if "Ketalar" in "".join(show.text))
    told: set[str] = set()
    for seed in range(8):
        sheet = Sheet(made.sheet.data)
        code = CUTS["swap pieces"](table, 0, name, sheet.page(0), Random(seed))
        assert code is not None
        sheet.codes[0] = code
        problems = table.made.prove(sheet.saved())
        assert problems
        told.update(problem.message.split(": ", 1)[1] for problem in problems)
    assert "page 1: parts of 'خذ Ketalar ثم Metfor مع الماء' have changed places" in told
