"""Scripts: every character in one, and what is common goes with its neighbors."""

from __future__ import annotations

import pytest

from handouts.scripts import ARABIC, COMMON, CYRILLIC, DEVANAGARI, HAN, HANGUL, LATIN, script_of, spans


@pytest.mark.parametrize(
    ("characters", "script"),
    [
        ("AzéđựªÅ7", LATIN),
        ("Жяё", CYRILLIC),
        ("اآ،؟٣ً", ARABIC),
        ("कि्क़", DEVANAGARI),
        ("가힣ㅎ", HANGUL),
        ("医。（）〇", HAN),
        (" .(«–…°€", COMMON),
    ],
)
def test_characters_know_their_script(characters: str, script: str) -> None:
    assert {script_of(character) for character in characters} == {script}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Take 2.", [(LATIN, "Take 2.")]),
        ("...", [(COMMON, "...")]),
        ("خذ (Ketamine 10) الآن.", [(ARABIC, "خذ "), (LATIN, "(Ketamine 10) "), (ARABIC, "الآن.")]),
        ("“Да”, 5 мг", [(CYRILLIC, "“Да”, "), (LATIN, "5 "), (CYRILLIC, "мг")]),
        ("请服（2片）。", [(HAN, "请服（"), (LATIN, "2"), (HAN, "片）。")]),
        ("Yes ——好 +44", [(LATIN, "Yes "), (HAN, "——好 "), (LATIN, "+44")]),
        ("نعم – (5)", [(ARABIC, "نعم – "), (LATIN, "(5)")]),
        ("दवा।", [(DEVANAGARI, "दवा।")]),
    ],
)
def test_what_is_common_goes_with_its_neighbors(text: str, parts: list[tuple[str, str]]) -> None:
    assert list(spans(text)) == parts
