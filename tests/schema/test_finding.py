"""How handouts are found and bundled: keywords, codes, bundles."""

from __future__ import annotations

import pytest

from handouts.model import CodeSystem, Coding
from handouts.review import fingerprint
from tests.schema.content_files import BEFORE, library, told

TEXT = BEFORE + "          - Some text.\n"


def found_by(fields: str) -> str:
    return TEXT.replace("    kind: leaflet\n", f"    kind: leaflet\n{fields}")


def test_words_and_codes_are_read_and_change_no_fingerprint() -> None:
    text = found_by(
        "    keywords: [the blues, Spravato]\n    topics: mood\n"
        "    codes: {icd-10-cm: [F32.A, F33.9], rxnorm: 6130, snomed-ct: [35489007], loinc: 44261-6}\n"
    )
    read = library(text)
    handout = read.handouts[0]
    assert handout.keywords == ("the blues", "Spravato")
    assert handout.topics == ("mood",)
    assert handout.codings[:2] == (Coding(CodeSystem.ICD_10_CM, "F32.A"), Coding(CodeSystem.ICD_10_CM, "F33.9"))
    assert {coding.system for coding in handout.codings} == set(CodeSystem)
    plain = library(TEXT)
    assert fingerprint(handout, read) == fingerprint(plain.handouts[0], plain)


@pytest.mark.parametrize(
    "codes", ["icd-10-cm: F32A5B", "icd-10-cm: f32.a", "rxnorm: ketamine", "snomed-ct: '12'", "loinc: '44261'"]
)
def test_a_code_that_cannot_be_one_is_told(codes: str) -> None:
    ((code, line, _),) = told(found_by(f"    codes: {{{codes}}}\n"))
    assert (code, line) == ("bad-medical-code", found_by("").count("\n", 0, found_by("").index("kind")) + 2)


def test_a_bundle_names_handouts_that_are_there() -> None:
    assert dict(library(TEXT + "bundles: {First visit: [test-sheet]}\n").bundles) == {"First visit": ("test-sheet",)}
    assert [code for code, _, _ in told(TEXT + "bundles:\n  First visit: [test-sheet, tset-sheet]\n")] == [
        "unknown-handout"
    ]
    assert [code for code, _, _ in told(TEXT + "bundles: {First visit: []}\n")] == ["empty"]
