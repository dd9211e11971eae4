"""Sentences: where they end, and where a full stop ends nothing."""

from __future__ import annotations

import pytest

from handouts.checks.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Take 0.5 mg. Rest.", ["Take 0.5 mg.", "Rest."]),
        ("Call at 8 a.m. on Monday.", ["Call at 8 a.m. on Monday."]),
        ("Call at 8 a.m. We answer.", ["Call at 8 a.m.", "We answer."]),
        ("Ask Dr. Roe. She knows.", ["Ask Dr. Roe.", "She knows."]),
        ("J. Doe wrote it.", ["J. Doe wrote it."]),
        ("Am I ill? I. Am. Not.", ["Am I ill?", "I.", "Am.", "Not."]),
        ("He said “stop.” Then he left.", ["He said “stop.”", "Then he left."]),
        ("Fruit, e.g. apples, is fine.", ["Fruit, e.g. apples, is fine."]),
        ("¿Duele? ¡Llame! Sí.", ["¿Duele?", "¡Llame!", "Sí."]),
        ("no end mark", ["no end mark"]),
        ("No. FDA has not. See No. 5.", ["No.", "FDA has not.", "See No. 5."]),
        ("1. Call us. Take vitamin C. Rest.", ["1. Call us.", "Take vitamin C.", "Rest."]),
        (
            "We answer from 8 a.m. Monday on. It is so in the U.S. The law says it.",
            ["We answer from 8 a.m. Monday on.", "It is so in the U.S.", "The law says it."],
        ),
        ("Wait … then go.", ["Wait …", "then go."]),
        ("请休息。不要开车！会好吗？", ["请休息。", "不要开车！", "会好吗？"]),
        ("आराम करें। गाड़ी न चलाएँ।", ["आराम करें।", "गाड़ी न चलाएँ।"]),
        ("هل تشعر بألم؟ اتصل بنا.", ["هل تشعر بألم؟", "اتصل بنا."]),
        ("", []),
        ("  ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [sentence.text for sentence in found] == expected
    assert all(text[sentence.start :].startswith(sentence.text) for sentence in found)


def test_words_hold_together() -> None:
    (sentence,) = sentences("Don't call 1-800-715-4225 at 8.5 p.m., well-known or not")
    assert sentence.words == ("Don't", "call", "1-800-715-4225", "at", "8.5", "p.m", "well-known", "or", "not")


def test_marks_belong_to_their_letters() -> None:
    (sentence,) = sentences("हमें 911 पर कॉल करें")
    assert sentence.words == ("हमें", "911", "पर", "कॉल", "करें")
