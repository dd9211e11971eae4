"""Where a handout stands on a day: every state, and the days on which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handouts.model import Review, Status
from handouts.review import State, identify, read_keywords, standing
from handouts.review.notice import full_notice, imprint, notice
from handouts.words import words_for
from tests.sheets import first, library

READ = library("- {heading: H, body: [Text.]}")
NEXT = date(2027, 11, 1)
REVIEW = Review(
    Status.REVIEWED, "1.0", "2026-11-23", "2027-11-01", "Jane Doe", "Tester", "2026-11-24", "K7M2-9QXF-3TCM"
)


def state(review: Review, today: date, sign: str = "K7M2-9QXF-3TCM") -> State:
    return standing(replace(first(READ), review=review), sign, today, 60).state


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-400, State.REVIEWED), (-61, State.REVIEWED), (-60, State.DUE), (0, State.DUE), (1, State.EXPIRED)],
)
def test_a_review_becomes_due_and_runs_out(days: int, expected: State) -> None:
    assert state(REVIEW, NEXT + timedelta(days)) is expected


def test_another_text_than_the_reviewed_one_is_changed_whatever_the_day() -> None:
    assert state(REVIEW, date(2026, 12, 1), "0000-0000-0000") is State.CHANGED
    assert state(REVIEW, date(2036, 12, 1), "0000-0000-0000") is State.CHANGED


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.DRAFT, State.DRAFT), (Status.RETIRED, State.RETIRED), (Status.RECALLED, State.RECALLED)],
)
def test_what_the_file_says_comes_first(status: Status, expected: State) -> None:
    assert state(replace(REVIEW, status=status), date(2036, 1, 1)) is expected


def test_only_what_may_be_handed_out_carries_no_notice() -> None:
    phrases = words_for("en").phrases
    assert {one for one in State if notice(one, phrases) is None} == {State.REVIEWED, State.DUE}


def test_a_recall_says_why_and_what_instead() -> None:
    review = replace(REVIEW, status=Status.RECALLED, reason="A wrong dose.", replaced_by="KET-4")
    said = full_notice(replace(first(READ), review=review), State.RECALLED, words_for("en").phrases)
    assert said == "Recalled: do not use this sheet. Reason: A wrong dose. Use instead: KET-4."


def test_the_imprint_names_the_reviewer_only_of_a_reviewed_text() -> None:
    phrases = words_for("en").phrases
    for status, named in ((Status.REVIEWED, True), (Status.DRAFT, False)):
        handout = replace(first(READ), review=replace(REVIEW, status=status, by="Jane Doe" if named else None))
        identity = identify(handout, READ.clinic, standing(handout, "K7M2-9QXF-3TCM", date(2027, 1, 1), 60))
        assert ("Jane Doe, Tester" in " ".join(imprint(handout, READ.clinic, identity, phrases))) is named


def test_metadata_says_the_same_as_the_identity() -> None:
    handout = replace(first(READ), review=REVIEW, code="KET-1")
    identity = identify(handout, READ.clinic, standing(handout, "K7M2-9QXF-3TCM", date(2027, 1, 1), 60))
    facts = read_keywords(identity.keywords())
    assert facts == {
        "handout": "KET-1",
        "version": "1.0",
        "of": "2026-11-23",
        "language": "en",
        "edition": "standard",
        "state": "reviewed",
        "reviewed": "2026-11-24",
        "next": "2027-11-01",
        "code": "K7M2-9QXF-3TCM",
        "clinic": "Test Clinic",
    }
    assert read_keywords("some; other; words") is None
    assert read_keywords("") is None
    for fact in facts.values():
        assert fact.upper() in identity.qr_text()


def test_a_qr_code_keeps_to_the_dense_characters() -> None:
    clinic = replace(READ.clinic, name="Clínica «Ñandú» & Co; 中")
    identity = identify(first(READ), clinic, standing(first(READ), "K7M2-9QXF-3TCM", date(2027, 1, 1), 60))
    allowed = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert set(identity.qr_text()) <= allowed
    assert "CLINICA" in identity.qr_text()
    assert "clinic=Clínica «Ñandú» & Co, 中" in identity.keywords()
