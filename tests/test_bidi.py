"""UAX #9 without explicit controls: against python-bidi, and brackets against GNU FriBidi as well."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.bidi import has_right_to_left, is_right_to_left, levels, visual_order

#: Every class that content can hold.
LETTERS = st.text(
    st.sampled_from("()[]{}()[]abZé אבג عربي،؟؛ 0123456789 ٠١٢٪ .,:;+-−/%$#!?<>«»…–—&'\"\u0301\u064b\u0651\u00a0•°医"),
    max_size=40,
)


def at_line_end(levels: Sequence[int], text: str, right_to_left: bool) -> list[int]:
    """White space at the end of a line goes with the paragraph (L1), which the reference does and our lines, that end
    without any, have no need of.
    """
    kept = len(text)
    while kept and unicodedata.bidirectional(text[kept - 1]) in {"WS", "B", "S", "BN"}:
        kept -= 1
    return [*levels[:kept], *[int(right_to_left)] * (len(text) - kept)]


def shown(text: str, right_to_left: bool, whole: bool = False) -> str:
    found = at_line_end(levels(text, right_to_left, whole), text, right_to_left)
    return "".join(text[i] for i in visual_order(found))


@given(LETTERS, st.booleans())
@settings(max_examples=1500, deadline=None)
def test_the_order_is_that_of_the_reference(text: str, right_to_left: bool) -> None:
    assert shown(text, right_to_left) == get_display(text, base_dir="R" if right_to_left else "L")


@pytest.mark.parametrize(
    ("text", "right_to_left", "wanted"),
    [
        ("]\u05d0[]}a\xabb2", False, "010000000"),
        ("\xab(\u05d1.!)1\u062f }\u05d0{", False, "001000211110"),
        ("b\u062c{\u062f!]} \u0663", False, "011111112"),
        (")(b)b\u05d0-", False, "0000010"),
        ("} ,\u05d0{[)a}2[", False, "00010000000"),
        ("{.a\u05d1\u05d0[}", False, "0001100"),
        ("}){[-\u062c.}\u062f", False, "000001001"),
        ("\u0663a\u0663\u05d1(}\xab-\u0663\u05d0)", False, "20211111211"),
        ("1{(\xab\u062c)", False, "000010"),
        ("{a)\u05d022[- 1]\u05d1", False, "000122111211"),
        ("2{\u062c1\u05d1}", False, "001210"),
        ("a.!-{ a\u05d1].}\xab", False, "000000010000"),
        ("\xab2![}\u05d1]\u0663!!\u062c", False, "00000102111"),
        ("\u062c\u05d02a(][b)a\u0663", False, "11200000002"),
        ("\xaba\u05d1 \u062f[2]\u05d1.", False, "0011112110"),
        ("!\u062f,\u062f,[\u05d0.)a]\u0663", False, "011100100002"),
        ("()ab\u062c\u05d1]\u0663", True, "11221112"),
        ("\u0663. \u05d0b[(!(]", True, "2111211111"),
        ("\u0663)!])-[] [.-", True, "211111111111"),
        ("[(-1}. )\u05d02\u05d1a", True, "111211111212"),
        (",(( [\xaba2\u0663()2", True, "111111222112"),
        ("[\u062c\u05d1)]a\u062f[", True, "11111211"),
        ("{)(.\u05d1-}{\u05d11\u0663b", True, "111111111222"),
        (".bb2\u05d1)[]", True, "12221111"),
        ("\u05d1)[{})\u062cb", True, "11111112"),
        ("a\u05d0[\u062f\u05d0}(})}", True, "2111111111"),
        ("{ }[\u05d0[2!.{", True, "1111112111"),
        ("!b)\xab1[]!}b\u05d1", True, "12222222221"),
        ("1{(2!),(.\u0663\u062c", True, "21121111121"),
        ("}\xab\u05d1ba]2 b[]}", True, "111222222111"),
        ("{-(}\u062f-1]", True, "11111121"),
        ("(\xab(-\u05d1{2}\u05d1]", True, "1111112111"),
    ],
)
def test_brackets_have_the_levels_that_fribidi_gives_them(text: str, right_to_left: bool, wanted: str) -> None:
    assert "".join(map(str, levels(text, right_to_left, whole=False))) == wanted


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("خذ Ketamine الآن.", ".نآلا Ketamine ذخ"),
        ("اتصل 770-555-0100 الآن", "نآلا 770-555-0100 لصتا"),
        ("اتصل (770) 555-0100 الآن", "نآلا (770) 555-0100 لصتا"),
        ("في 2026-11-23.", ".2026-11-23 يف"),
        ("خذ 10 mg كل يوم", "موي لك 10 mg ذخ"),
        ("خذ 0.5\u00a0mg/kg مرة", "ةرم 0.5\u00a0mg/kg ذخ"),
        ("أو 38 °C.", ".38 °C وأ"),
        ("نحو 50% منهم", "مهنم 50% وحن"),
        ("دواء (Ketamine 10 mg) مهم", "مهم )Ketamine 10 mg( ءاود"),
        ("خذ 10 mg Ketamine الآن", "نآلا 10 mg Ketamine ذخ"),
        ("دواء (مهم) [1].", ".]1[ )مهم( ءاود".replace("مهم", "مهم"[::-1])),
        ("ضغط 120/80 mmHg اليوم", "مويلا 120/80 mmHg طغض"),
    ],
)
def test_doses_numbers_and_names_keep_their_order(text: str, seen: str) -> None:
    assert shown(text, right_to_left=True, whole=True) == seen


@pytest.mark.parametrize(
    ("text", "otherwise", "found"),
    [
        ("Ketamine هو دواء", True, True),
        ("Ketamine هو دواء", False, False),
        ("First source, 2020.", True, False),
        ("دواء", False, True),
        ("770-555-0100", True, True),
        ("", False, False),
    ],
)
def test_a_paragraph_has_the_direction_of_its_letters(text: str, otherwise: bool, found: bool) -> None:
    assert is_right_to_left(text, otherwise) is found


@given(LETTERS, st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_character_is_shown_once(text: str, right_to_left: bool, whole: bool) -> None:
    found = levels(text, right_to_left, whole)
    assert len(found) == len(text)
    assert sorted(visual_order(found)) == list(range(len(text)))
    if not right_to_left and not has_right_to_left(text) and not whole:
        assert set(found) <= {0}


def test_every_character_from_right_to_left_is_looked_at() -> None:
    backward = [chr(point) for point in range(0x110000) if unicodedata.bidirectional(chr(point)) in {"R", "AL", "AN"}]
    assert len(backward) > 1000
    assert all(map(has_right_to_left, backward))
    assert not has_right_to_left("Ärzte – “quoted” 1–2 µg ½ 한국어 汉字 हिन्दी")
