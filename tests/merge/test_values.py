"""Cells: dates and times in the reader's language, everything else as typed, and no message quotes what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.merge.values import Manner, UnfitError, printed
from handouts.model import FieldType, PersonalField
from handouts.schema.fields import NOTES

EN = Manner("en")


def text(cell: str, field: PersonalField, manner: Manner = EN) -> str:
    return " | ".join(printed(field, cell, manner))


DAY = PersonalField("appointment.date", FieldType.DATE)
TIME = PersonalField("appointment.time", FieldType.TIME, format="short")
NAME = PersonalField("patient.name", FieldType.TEXT)


@pytest.mark.parametrize(
    ("language", "form", "shown"),
    [
        ("en", "full", "Tuesday, December 1, 2026"),
        ("en", "iso", "2026-12-01"),
        ("es", "full", "martes, 1 de diciembre de 2026"),
        ("es-MX", "long", "1 de diciembre de 2026"),
        ("tlh", "long", "December 1, 2026"),
    ],
)
def test_a_date_is_written_out_in_the_readers_language(language: str, form: str, shown: str) -> None:
    field = PersonalField("appointment.date", FieldType.DATE, format=form)
    assert text("2026-12-01", field, Manner(language)) == shown
    assert text("2026-12-01T09:30", field, Manner(language)) == shown


@pytest.mark.parametrize("form", ["MM/DD/YYYY", "%m/%d/%Y"])
def test_another_form_of_dates_is_read_where_it_is_told(form: str) -> None:
    assert text("12/01/2026", DAY, Manner("en", form)) == "Tuesday, December 1, 2026"
    assert text("2026-12-01", DAY, Manner("en", form)) == "Tuesday, December 1, 2026"


@pytest.mark.parametrize(
    "cell", ["12/01/2026", "2026-13-01", "2026-02-30", "0001-01-01", "tomorrow", "1", "2026-12-01x"]
)
def test_a_date_is_never_guessed(cell: str) -> None:
    with pytest.raises(UnfitError) as error:
        text(cell, DAY)
    assert error.value.code == "data-date"
    assert cell not in str(error.value)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("14:30", "2:30\u00a0PM"),
        ("2:30 pm", "2:30\u00a0PM"),
        ("12:05 a.m.", "12:05\u00a0AM"),
        ("09:00:00", "9:00\u00a0AM"),
    ],
)
def test_a_time_is_read_on_either_clock(cell: str, shown: str) -> None:
    assert text(cell, TIME) == shown


@pytest.mark.parametrize("cell", ["25:00", "14:30 pm", "9", "9.30", "0:10 am", "noon"])
def test_a_time_is_never_guessed(cell: str) -> None:
    with pytest.raises(UnfitError):
        text(cell, TIME)


@pytest.mark.parametrize("cell", ["0.50", "1,5", "-3", "100", "1.000,50"])
def test_a_number_is_printed_as_typed(cell: str) -> None:
    assert text(cell, PersonalField("dose.mg", FieldType.NUMBER)) == cell


@pytest.mark.parametrize("cell", ["1e3", "five", "1 2", "0x10", "NaN"])
def test_what_is_no_number_is_told(cell: str) -> None:
    with pytest.raises(UnfitError):
        text(cell, PersonalField("dose.mg", FieldType.NUMBER))


def test_a_choice_is_one_of_those_there_are() -> None:
    field = PersonalField("visit.arm", FieldType.CHOICE, choices=("left", "right"))
    assert text("LEFT", field) == "left"
    with pytest.raises(UnfitError) as error:
        text("lef", field)
    assert error.value.hint == "did you mean 'left'?"


def test_nothing_is_shortened_without_a_word() -> None:
    with pytest.raises(UnfitError) as error:
        text("x" * 121, NAME)
    assert error.value.code == "data-too-long"
    assert "121" in str(error.value)


@pytest.mark.parametrize("cell", ["a\0b", "a\u202eb", "\ud800", "a\x07"])
def test_what_cannot_be_printed_is_told(cell: str) -> None:
    with pytest.raises(UnfitError) as error:
        text(cell, NAME)
    assert error.value.code == "bad-character"


def test_only_notes_have_lines() -> None:
    assert printed(PersonalField(NOTES, FieldType.TEXT), " a \r\n\n b  c ", EN) == ("a", "b c")
    assert printed(NAME, "Ana\nMaría", EN) == ("Ana María",)
    assert printed(NAME, "  ", EN) == ()


@given(st.text(max_size=100))
def test_any_text_prints_as_typed_or_is_told(cell: str) -> None:
    import unicodedata

    try:
        shown = printed(NAME, cell, EN)
    except UnfitError as error:
        assert len(cell) < 5 or cell not in str(error) + error.hint
        return
    assert " ".join(shown).split() == unicodedata.normalize("NFC", cell).split() or not cell.isprintable()
