"""What is typed for one patient prints as a list of patients would print it; what cannot be is told beside its field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handouts.publish import Setting, Wish, personal
from tests.desk.desks import VISIT, Asking, asking, order
from tests.sheets import text_of

TYPED = {
    "appointment.date": "2026-12-01",
    "appointment.time": "14:30",
    "appointment.clinician": "Dr. *Example* <b>",
    "visit.driver": "Bo {clinic.phone}",
}


@pytest.fixture
def visit(tmp_path: Path) -> Asking:
    return asking(tmp_path, VISIT.read_text(encoding="utf-8"))


def printed(desk: Asking, shown: Any) -> str:
    assert shown.status_code == 200, shown.json
    answer = desk.get(f"/held/{shown.json['name']}/1/handout.pdf")
    assert answer.status_code == 200, answer.text
    return text_of(answer.data)


@pytest.mark.parametrize(
    ("language", "day"), [("en", "Tuesday, December 1, 2026"), ("es", "martes, 1 de diciembre de 2026")]
)
def test_every_field_prints_as_the_command_prints_it(visit: Asking, tmp_path: Path, language: str, day: str) -> None:
    asked = order("visit", language=language, name="Ana", note="One.\nTwo.", fields=TYPED)
    asked["items"][0]["ticked"] = [1]
    said = printed(visit, visit.post("/order", asked))
    assert day in said
    settings = {**TYPED, "patient.name": "Ana", "appointment.notes": "One.\nTwo.", "appointment.choices": "2"}
    options = replace(visit.desk.arrangement.options, out=tmp_path / "copies")
    by_hand = personal(options, "visit", [Setting(*pair) for pair in settings.items()], Wish("visit", language))
    assert by_hand.path is not None, by_hand.problems
    assert said == text_of(by_hand.path.read_bytes())


def test_what_stands_in_a_sentence_is_filled_too(visit: Asking) -> None:
    said = printed(visit, visit.order("letter", name="Ana", fields={**TYPED, "visit.arm": "LEFT"}))
    assert "Dear Ana, we will see you on Tuesday, December 1, 2026 at 2:30" in said
    assert "We will use your left arm." in said


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("appointment.date", "soon", "not a date"),
        ("appointment.date", "0002-12-01", "not a date"),
        ("appointment.time", "25:00", "not a time"),
        ("visit.driver", "x" * 41, "room for 40 characters"),
        ("visit.driver", "Bo 🙂", "SMILING FACE"),
        ("appointment.place", "A\u202eB", "cannot be printed"),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field(visit: Asking, field: str, typed: str, said: str) -> None:
    answer = visit.order("visit", name="Ana", fields={field: typed})
    assert answer.status_code == 422
    assert [*answer.json["wrong"]] == [field]
    assert said in answer.json["wrong"][field]
    assert f'id="wrong-{field.replace(".", "-")}"' in answer.json["form"]
    assert typed not in str(answer.json)
    assert len(visit.desk.holding) == 0


def test_a_name_and_a_note_on_top_are_held_to_it_too(desk: Asking) -> None:
    answer = desk.order("blood-thinners", name="Ana 🙂", note="\U0001f600")
    assert {*answer.json["wrong"]} == {"patient.name", "appointment.notes"}
    assert "SMILING FACE" in answer.json["wrong"]["patient.name"]


def test_all_wrong_entries_of_all_sheets_are_told_at_once(visit: Asking) -> None:
    wrong = {"visit.arm": "middle", "appointment.time": "soon", "visit.driver": "x" * 50}
    answer = visit.order("visit", "letter", name="Ana 🙂", fields=wrong)
    assert set(answer.json["wrong"]) == {*wrong, "patient.name"}


def test_what_each_copy_needs_may_be_empty_while_it_is_typed_but_not_on_paper(visit: Asking) -> None:
    shown = visit.order("visit", fields=TYPED).json
    assert [*shown["missing"]] == ["patient.name"]
    refused = visit.get(f"/held/{shown['name']}/1/handout.pdf")
    assert refused.status_code == 409
    assert b"%PDF" not in refused.data
    assert visit.order("visit").json["missing"] == {}  # a form to fill in by hand


def test_the_form_has_what_the_sheets_have(visit: Asking) -> None:
    shown = visit.order("visit", "letter").json
    assert shown["fields"] == [
        "appointment.date", "appointment.time", "appointment.place", "appointment.clinician", "visit.driver", "visit.arm",
    ]  # fmt: skip
    for part in ('type="date"', 'type="time"', 'maxlength="40"', "<option>left</option>", ">My driver<"):
        assert part in shown["form"]
    assert 'data-tick="1"' in shown["items"]


def test_a_box_that_is_not_there_is_refused(visit: Asking) -> None:
    asked = order("visit")
    asked["items"][0]["ticked"] = [2]
    assert visit.post("/order", asked).status_code == 400


def test_nothing_typed_leaves_the_sheet(visit: Asking, tmp_path: Path, caplog: Any, capfd: Any) -> None:
    shown = visit.order("visit", name="Ana", fields={"visit.driver": "Zaphodina"}).json
    visit.get(f"/held/{shown['name']}/1/handout.pdf")
    assert "Zaphod" not in str(shown) + caplog.text + "".join(capfd.readouterr())
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"Zaphod" in path.read_bytes()]
    assert "Zaphod" not in repr(visit.desk.holding.get(shown["name"]))
