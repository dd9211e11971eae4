"""Every script: good documents pass, and in an Arabic and a Hindi one no injury goes unseen."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from random import Random

import pytest

from handouts.proof import prove
from handouts.typeset import typeset
from handouts.words import words_for
from tests.clinic_visit import LANGUAGES, made, proved
from tests.proof.documents import random_made
from tests.proof.injuries import KINDS, Surgeon, injure, operate
from tests.sheets import LETTER, faces, first, identity, library, theme

#: Random documents of each language, and injuries of each kind.
DOCUMENTS, EACH = 12, 4
_FIRST_PATIENT, _PATIENTS = 2000, 3
#: Signs for others that look or sound like them.
_CHANGED = str.maketrans("®R?", "R®!")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clinic_visit_passes(language: str) -> None:
    assert made(language).pages in {1, 2}
    assert not [problem.message for problem in proved(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_random_documents_pass(language: str) -> None:
    refused = {}
    for seed in range(DOCUMENTS):
        sheet = random_made(seed, seed % 9 + 2, "hillside" if seed % 7 == 6 else "loganville", language)
        problems = sheet.prove()
        if problems:
            refused[seed] = [problem.message for problem in problems]
    assert not refused


@pytest.mark.parametrize(
    "text",
    [
        "دواء كيتالار® مفيد",
        "كيتالار®، نعم",
        "دواء Ketalar® مفيد",
        "فيتامين R مهم",
        "نعم (®) 5 ®",
        "دواء ©®™ مفيد",
        f"^ {90 * 'x'} ?!",  # from left to right in a page that is not, and punctuation alone on a line of it
    ],
)
def test_signs_are_no_false_alarm(text: str) -> None:
    """PDFium spells the registered sign as an R where it turns a line round; still one is not taken for the other."""
    read = library(f"- {{heading: عنوان, body: ['{text}']}}")
    handout = replace(first(read), language="ar")
    read, words, look = replace(read, handouts=(handout,)), words_for("ar"), theme()
    said = identity(handout, read)
    data = typeset(handout, read, look, faces(look), words, LETTER, {}, said).data
    assert prove(data, handout, read, words, look, 1, said) == ()
    other = library(f"- {{heading: عنوان, body: ['{text.translate(_CHANGED)}']}}")
    handout = replace(handout, sections=first(other).sections)
    assert prove(data, handout, read, words, look, 1, said) != ()


@lru_cache(maxsize=2)
def patients(language: str) -> tuple[Surgeon, ...]:
    """Good documents of two pages."""
    found: list[Surgeon] = []
    seed = _FIRST_PATIENT
    while len(found) < _PATIENTS:
        sheet = random_made(seed, 5, "hillside" if seed % 2 else "loganville", language)
        if sheet.sheet.pages == 2:
            assert not sheet.prove()
            found.append(operate(sheet))
        seed += 1
    return tuple(found)


@pytest.mark.parametrize("language", ["ar", "hi"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_injury_is_caught(kind: str, language: str) -> None:
    tables = patients(language)
    done = seed = 0
    missed = []
    while done < EACH:
        assert seed < 30 * EACH, f"too few places for '{kind}'"
        table = tables[seed % len(tables)]
        injury = injure(table, kind, Random(f"{kind} {seed}"))
        if injury is not None:
            done += 1
            if not table.made.prove(injury.data, injury.handout):
                missed.append(f"seed {seed}: {injury.what}")
        seed += 1
    assert not missed
