"""Words are parted only where a style asks, and are read as whole ones all the same."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from handouts.components.hyphenation import soft_hyphens
from handouts.proof import prove
from handouts.theme import Theme
from handouts.words import words_for
from tests.sheets import ROOT, first, identity, library, sheet, theme

#: Long words in a narrow column of a table.
TEXT = """
- heading: H
  body:
    - table:
        caption: C
        columns: [Name, What happens, More, Most]
        rows: [[One, "electroencephalographically", "our recommendations", Done]]
"""


def parting() -> Theme:
    look = theme()
    return replace(look, text={**look.text, "body": replace(look.text["body"], hyphenation="words")})


def hyphens(data: bytes) -> int:
    from handouts.proof.reader import read

    return sum(item.soft for page in read(data) for item in page.shown)


def words_shown(data: bytes) -> list[str]:
    from handouts.proof.reader import read

    return [item.text.strip() for page in read(data) for item in page.shown]


def test_no_shipped_style_parts_words() -> None:
    for brand in ("loganville", "hillside"):
        assert {style.hyphenation for style in theme(brand).text.values()} == {"none"}
    assert "electroencephalo" not in words_shown(sheet(library(TEXT)).data)  # too wide for its cell, parted anywhere


def test_a_style_that_asks_parts_words_and_they_are_read_whole() -> None:
    read, look = library(TEXT), parting()
    made = sheet(read, look)
    assert hyphens(made.data) == 1
    assert "electroencephalo" in words_shown(made.data)
    assert not prove(made.data, first(read), read, words_for("en"), look, made.pages, identity(first(read), read))


def test_spanish_words_are_parted_as_spanish() -> None:
    assert soft_hyphens("tratamiento", "es").count("\u00ad") == 2
    assert soft_hyphens("tratamiento", "es") != soft_hyphens("tratamiento", "en")


@pytest.mark.parametrize("text", ["Loganville", "FDA", "it is so", "well", "8.5 mg", "anti\u00addepressants"])
def test_names_numbers_and_short_words_stay_whole(text: str) -> None:
    assert soft_hyphens(text, "en") == text


def test_at_least_two_letters_before_and_three_after() -> None:
    for word in ("about", "ability", "understand", "recommendation", "electricity", "amazingly"):
        parts = soft_hyphens(word, "en").split("\u00ad")
        assert len(parts) == 1 or (len(parts[0]) >= 2 and len(parts[-1]) >= 3)


def test_a_language_without_patterns_is_left_alone() -> None:
    assert soft_hyphens("supercalifragilistic", "zxx") == "supercalifragilistic"


def test_a_build_does_not_load_the_patterns() -> None:
    script = "import sys; from handouts.cli import main; main(['list']); sys.exit('pyphen' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False).returncode == 0
