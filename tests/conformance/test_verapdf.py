"""PDF/UA-1 and PDF/A-2a by the reference validator, which is tried itself first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.conformance import verapdf
from tests.conformance.referees import Verdicts

pytestmark = pytest.mark.conformance

#: The rule that each injury must break, by flavour. An injury that a flavour has no rule for is not listed.
REFUSED: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "ua1": {
        "untagged": "7.1-3", "no-structure": "7.1-11", "not-marked": "6.2-1", "no-language": "7.2-34",
        "title-not-shown": "7.1-10", "no-xmp": "7.1-8", "no-pdfua-claim": "5-1", "font-not-embedded": "7.21.4.1-1",
        "no-unicode": "7.21.7-1", "no-alternative": "7.3-1", "heading-skipped": "7.4.2-1", "unknown-kind": "7.1-5",
        "stray-item": "7.2-17", "no-page-key": "7.1-3", "no-tab-order": "7.18.3-1", "mute-link": "7.18.5-2",
        "untagged-text": "7.1-3", "untagged-line": "7.1-3", "hidden-in-artifact": "7.1-2",
    },
    "2a": {
        "untagged": "6.7.3.3-1", "no-structure": "6.7.3.3-1", "not-marked": "6.7.2.2-1",
        "no-output-intent": "6.2.4.3-4", "no-xmp": "6.6.2.1-1", "no-pdfa-claim": "6.6.4-2",
        "font-not-embedded": "6.2.11.4.1-1", "no-unicode": "6.2.11.7.2-1", "unknown-kind": "6.7.3.4-1",
        "untagged-text": "6.2.11.5-1",
    },
})  # fmt: skip


def test_the_referee_refuses_every_injury_it_has_a_rule_for(verdicts: Verdicts) -> None:
    for name, rule in REFUSED[verdicts.flavour].items():
        report = verdicts.by_path[verdicts.trial[name]]
        assert not report.compliant, name
        assert rule in report.rules, (name, sorted(report.rules))


def test_the_referee_accepts_a_conforming_file_by_another_hand(verdicts: Verdicts) -> None:
    report = verdicts.by_path[verdicts.trial["conforming"]]
    assert report.compliant, report.failures


def test_every_shipped_document_conforms(verdicts: Verdicts, shipped: Path) -> None:
    report = verdicts.by_path[shipped.resolve()]
    assert not report.failures, "\n".join(map(str, report.failures))
    assert report.compliant
    assert report.assertions > 1000  # a two-page leaflet has some 10,000


def test_the_files_for_reading_of_every_fold_conform(verdicts: Verdicts, folded_files: tuple[Path, ...]) -> None:
    reading = [path for path in folded_files if not path.name.endswith(".print.pdf")]
    assert len(reading) == len(folded_files) / 2 >= 4
    for path in reading:
        report = verdicts.by_path[path.resolve()]
        assert report.compliant, "\n".join(map(str, report.failures))


def test_what_the_front_desk_prints_conforms(verdicts: Verdicts, desk_files: tuple[Path, ...]) -> None:
    for path in desk_files:
        report = verdicts.by_path[path.resolve()]
        assert report.compliant, "\n".join(map(str, report.failures))
        assert report.assertions > 1000


def test_sheets_in_two_languages_and_in_easy_read_conform(
    verdicts: Verdicts, bilingual_files: tuple[Path, ...]
) -> None:
    assert len(bilingual_files) == 6
    for path in bilingual_files:
        report = verdicts.by_path[path.resolve()]
        assert report.compliant, "\n".join(map(str, report.failures))


def test_a_file_that_is_no_pdf_is_no_verdict(verdicts: Verdicts, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_text("not a PDF")
    with pytest.raises(verapdf.VeraPdfError):
        verapdf.validate([broken], verdicts.flavour)
