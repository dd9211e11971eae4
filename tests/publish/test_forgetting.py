"""What is typed about a patient is gone with the sheet: nothing that makes sheets quick remembers it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import pytest

from tests.desk.desks import VISIT, asking

#: Spelled backward, so that no constant of this module says the words that are looked for.
DAY, SAID = "92-20-2502", ("2502 ,92", "2502 ed orerbef ed")
NAME, NOTE, DRIVER = "ednelbzrauQ animlehliW", "hsifarbez eht gnirB", "yksvoklahciM ymerdaC"


def who_says(words: Sequence[str]) -> Iterator[str]:
    """What in this process holds a text with one of the words. Frames are left out: they end by themselves."""
    gc.collect()
    for thing in gc.get_objects():
        if thing is words or isinstance(thing, FrameType):
            continue
        for held in gc.get_referents(thing):
            text = held if isinstance(held, str) else held.decode("latin-1") if isinstance(held, bytes) else ""
            if any(word in text for word in words):
                yield f"{type(thing).__name__} {thing!r:.80}"


@pytest.mark.parametrize("language", ["en", "es", "en+es"])
def test_no_text_of_a_patient_is_left_when_the_sheet_is_gone(tmp_path: Path, language: str) -> None:
    desk = asking(tmp_path, VISIT.read_text(encoding="utf-8"))
    words = [word for text in (NAME, NOTE, DRIVER) for word in text[::-1].split() if len(word) > 5]
    words += [DAY[::-1], *(said[::-1] for said in SAID)]
    fields = {"visit.driver": DRIVER[::-1], "appointment.date": DAY[::-1]}
    given = {"name": NAME[::-1], "note": NOTE[::-1], "fields": fields, "language": language}
    for handout in ("visit", "letter"):
        assert desk.order(handout, **given).status_code == 200
    desk.clock.now += 10_000
    desk.desk.holding.sweep()
    del given, fields
    assert [*who_says(words)] == []
