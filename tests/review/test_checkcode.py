"""Codes: every slip of one character, and every swap, is noticed; what people write for what they see is understood."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import combinations

import pytest

from handouts.review import WrongCodeError, check_code, near, read_code
from tests.sheets import ROOT

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: A code with a letter and a digit in its first group: not a telephone number, nor words with hyphens.
_SHOWN = re.compile(r"\b(?=[A-Z0-9]{0,3}[A-Z])(?=[A-Z0-9]{0,3}[0-9])[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}\b")
CODES = tuple(check_code(sha256(bytes([number])).digest()) for number in range(20))


def test_a_code_has_three_groups_of_four_without_letters_that_look_alike() -> None:
    for code in CODES:
        assert [len(group) for group in code.split("-")] == [4, 4, 4]
        assert not set(code) & set("ILOU")
        assert read_code(code) == code


def test_every_single_slip_is_noticed() -> None:
    for code in CODES:
        plain = code.replace("-", "")
        for place, right in enumerate(plain):
            for wrong in set(LETTERS) - {right}:
                with pytest.raises(WrongCodeError):
                    read_code(plain[:place] + wrong + plain[place + 1 :])


def test_every_swap_is_noticed() -> None:
    seen = 0
    for code in CODES:
        plain = code.replace("-", "")
        for one, two in combinations(range(len(plain)), 2):
            if plain[one] != plain[two]:
                swapped = list(plain)
                swapped[one], swapped[two] = swapped[two], swapped[one]
                seen += 1
                with pytest.raises(WrongCodeError):
                    read_code("".join(swapped))
    assert seen > 1000


@pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", " "), lambda c: f"  {c} "])
def test_it_may_be_written_in_other_ways(change: object) -> None:
    assert callable(change)
    for code in CODES:
        assert read_code(change(code)) == code


def test_letters_are_taken_for_the_digits_they_look_like() -> None:
    code = next(code for code in CODES if "0" in code or "1" in code)
    assert read_code(code.replace("0", "O").replace("1", "l")) == code


@pytest.mark.parametrize("typed", ["", "K7M2", "hello there you", "K7M2-9QXF-3TCMX", "K7M2_9QXF_3TB"])
def test_what_is_no_code_is_told(typed: str) -> None:
    with pytest.raises(WrongCodeError, match="is not a code"):
        read_code(typed)


def test_a_mistyped_code_is_near_the_one_meant() -> None:
    assert near("0000-0000-0001", "0000-0000-0000")
    assert near("0000-0000-0011", "0000-0000-0000")
    assert not near("0000-0000-0111", "0000-0000-0000")
    assert not near("0000-0000", "0000-0000-0000")


def test_the_code_of_a_digest_never_changes() -> None:
    # Codes stand on paper: another algorithm would orphan every sheet ever printed.
    assert check_code(bytes(32)) == "0000-0000-0000"
    assert check_code(bytes(range(32))) == "000G-40R4-0M34"


def test_the_codes_that_people_are_shown_as_examples_are_codes() -> None:
    files = [ROOT / "README.md", *(path for path in (ROOT / "handouts").rglob("*") if path.suffix in {".py", ".yaml"})]
    shown = {code for file in files for code in _SHOWN.findall(file.read_text(encoding="utf-8"))}
    assert shown
    for code in shown:
        assert read_code(code) == code
