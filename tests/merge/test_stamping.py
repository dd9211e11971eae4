"""A stamped copy is the copy that a full layout makes: pixel by pixel, word by word, and as well tagged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.merge.lists import Entry, Reading, Wish
from handouts.merge.tables import Row, Table
from handouts.publish import Options, open_project
from handouts.publish.press import Press
from tests import pdf_checks
from tests.sheets import ROOT, STYLES, TODAY

VISIT = ROOT / "tests" / "fixtures" / "personal-visit.yaml"
FULL = {
    "patient.name": "Ana María Example-Ñandú",
    "appointment.date": "2026-12-01",
    "appointment.time": "14:30",
    "appointment.place": "Room 5, AVATAR wing",
    "appointment.clinician": "Dr. fi Éxample",
    "visit.driver": "To be told",
    "appointment.notes": "Take 5 mg in the morning, then wait for our call before you take any more of it today, please.",
    "appointment.choices": "2",
}


def press(out: Path, edition: str = "standard", style: str = "loganville", paper: str = "letter") -> Press:
    options = Options(VISIT, STYLES, out, style=style, paper=paper, today=TODAY, edition=edition)
    return Press(open_project(options), options, ["visit"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return press(tmp_path_factory.mktemp("out"))


def entry(made: Press, values: Mapping[str, str], language: str | None = None) -> Entry:
    table = Table("list", tuple(values), iter([Row(2, tuple(values.values()))]))
    (found,) = Reading(table, made.offer, Wish("visit", language), {}).entries()
    assert not found.problems
    return found


def both(made: Press, values: Mapping[str, str], language: str | None = None) -> tuple[bytes, bytes]:
    """The stamped and the fully laid out copy."""
    wanted = entry(made, values, language)
    stamped = made.made(wanted, prove=True)
    assert stamped.stamped
    assert not stamped.problems
    canvas, _ = made.set(wanted)
    return b"".join(stamped.data), canvas.getpdfdata()


def pages(data: bytes) -> list[tuple[str, bytes]]:
    document = pdfium.PdfDocument(data)
    found = []
    for number in range(len(document)):
        page = document[number]
        found.append((page.get_textpage().get_text_bounded(), bytes(page.render(scale=2).buffer)))
    document.close()
    return found


@pytest.mark.parametrize(
    "without", [(), ("appointment.choices",), ("appointment.notes", "visit.driver"), tuple(FULL)[1:]]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_stamped_and_laid_out_copies_are_the_same(made: Press, without: tuple[str, ...], language: str) -> None:
    stamped, laid_out = both(made, {name: text for name, text in FULL.items() if name not in without}, language)
    assert pages(stamped) == pages(laid_out)
    assert not pdf_checks.check(stamped)


@pytest.mark.parametrize(
    ("edition", "style", "paper"),
    [
        ("large-print", "loganville", "letter"),
        ("extra-large", "loganville", "a4"),
        ("dyslexia-friendly", "loganville", "letter"),
        ("ink-saver", "hillside", "a5"),
    ],
)
def test_they_are_the_same_in_every_look(tmp_path: Path, edition: str, style: str, paper: str) -> None:
    values = {**FULL, "patient.name": "Ana", "appointment.notes": "Call us.", "appointment.clinician": "Dr. Li"}
    values |= {"appointment.place": "Room 5", "visit.driver": "Bo"}
    dressed = press(tmp_path, edition, style, paper)
    wanted = entry(dressed, values)
    stamped = dressed.made(wanted, prove=True)
    assert not stamped.problems
    canvas, _ = dressed.set(wanted)
    assert pages(b"".join(stamped.data)) == pages(canvas.getpdfdata())


@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc"]), min_size=1, max_size=40)
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_are_the_same_whatever_is_typed(made: Press, name: str) -> None:
    table = Table("list", ("patient.name",), iter([Row(2, (name,))]))
    (found,) = Reading(table, made.offer, Wish("visit"), {}).entries()
    if found.problems:
        return
    stamped = made.made(found, prove=True)
    assert not stamped.problems
    canvas, _ = made.set(found)
    assert pages(b"".join(stamped.data)) == pages(canvas.getpdfdata())


@pytest.mark.parametrize(
    "values",
    [
        {"patient.name": "Maximiliana Alexandra de la Fuente y Montenegro von und zu Beispiel"},
        {"patient.name": "Ana", "appointment.notes": "one\ntwo"},
        {"patient.name": "Ana", "appointment.notes": "word " * 60},
    ],
)
def test_what_a_stamp_cannot_hold_is_laid_out_in_full(made: Press, values: dict[str, str]) -> None:
    found = made.made(entry(made, values), prove=False)
    assert not found.stamped
    assert not found.problems
    assert found.pages


def test_copies_share_all_bytes_but_their_own(made: Press) -> None:
    one, two = (made.made(entry(made, {**FULL, "patient.name": name}), prove=True) for name in ("Ana", "Bo"))
    assert one.data[0] is two.data[0]
    assert len(one.data[1]) < 8_000
    assert b"Ana" not in one.data[0]


def test_a_field_in_running_text_is_never_stamped(tmp_path: Path) -> None:
    options = Options(VISIT, STYLES, tmp_path, today=TODAY)
    letter = Press(open_project(options), options, ["letter"])
    table = Table("list", ("patient.name",), iter([Row(2, ("Ana",))]))
    (found,) = Reading(table, letter.offer, Wish("letter"), {}).entries()
    assert not letter.made(found, prove=True).stamped
