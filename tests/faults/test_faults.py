"""The proof of the rules: every seeded fault is told with its code at its line, and what is in order is left alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.problems import Severity
from handouts.publish import Options, check
from handouts.rules import rulebook
from handouts.source import parse
from tests.faults.seeding import TODAY, Fault, Unseedable, faults
from tests.faults.telling import caught, newly_told, told
from tests.sheets import ROOT, STYLES

BASES = (
    "content.yaml",
    "tests/fixtures/blood-pressure-at-home.yaml",
    "tests/fixtures/colonoscopy-preparation.yaml",
    "tests/fixtures/starting-metformin.yaml",
    "tests/fixtures/stitches-at-home.yaml",
)
FEWEST = 80
#: Severities that a harmless edit must not bring.
ALARMS = (Severity.ERROR, Severity.WARNING)


def name_of(fault: Fault) -> str:
    return f"{fault.code or 'harmless'}: {fault.name}"


# --- the data -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [*faults(), *faults("harmless.yaml")], ids=name_of)
def test_an_edit_fits_its_file_and_leaves_it_readable(fault: Fault) -> None:
    assert fault.content in BASES
    assert fault.why.strip()
    assert fault.seeded() != fault.base() or fault.final or fault.today != TODAY
    assert parse(fault.seeded().encode(), fault.content).root is not None
    if fault.code:
        assert fault.at in fault.seeded().splitlines()[fault.line() - 1]


def test_no_fault_stands_there_twice() -> None:
    names = Counter(fault.name for fault in (*faults(), *faults("harmless.yaml")))
    assert [name for name, count in names.items() if count > 1] == []


#: Told only where a translation has marks of what it was made from: tests/translation/test_pairing.py.
_TOLD_ELSEWHERE = {"translation-outdated"}


def test_every_rule_that_raises_an_alarm_has_its_fault() -> None:
    alarms = {code for code, rule in rulebook().rules.items() if rule.severity in ALARMS}
    assert alarms - {fault.code for fault in faults()} == _TOLD_ELSEWHERE


@pytest.mark.parametrize("change", [{"old": "no such words"}, {"old": "review:"}, {"within": "review:", "old": "next"}])
def test_an_edit_that_fits_nowhere_or_twice_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(Unseedable):
        replace(Fault("", "content.yaml", ""), **change).seeded()  # type: ignore[arg-type]  # all of them are texts


def test_an_edit_that_breaks_nothing_is_not_called_caught() -> None:
    harmless = next(fault for fault in faults() if fault.code == "forbidden-claim")
    harmless = replace(harmless, insert="", new="", old="", after="", within="", near="", at=harmless.within)
    assert harmless.seeded() == harmless.base()
    assert not caught(harmless)


# --- what is told -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", faults(), ids=name_of)
def test_a_seeded_fault_is_told_at_its_line(fault: Fault) -> None:
    fresh = "\n".join(problem.headline() for problem in newly_told(fault))
    assert caught(fault), f"wanted {fault.severity.value}[{fault.code}] at line {fault.line()}, told was:\n{fresh}"


@pytest.mark.parametrize("fault", faults("harmless.yaml"), ids=name_of)
def test_a_harmless_edit_raises_no_alarm(fault: Fault) -> None:
    assert [problem.headline() for problem in newly_told(fault) if problem.severity in ALARMS] == []


@pytest.mark.parametrize("base", BASES)
def test_content_in_order_raises_no_alarm(base: str) -> None:
    problems = told((ROOT / base).read_text(encoding="utf-8"), base)
    assert [problem.headline() for problem in problems if problem.severity in ALARMS] == []


@pytest.mark.parametrize("base", BASES)
def test_the_public_check_finds_no_error_in_it_either(base: str, tmp_path: Path) -> None:
    found = check(Options(ROOT / base, STYLES, tmp_path, today=TODAY))
    assert [problem.headline() for problem in found if problem.severity is Severity.ERROR] == []


def test_all_of_them_are_caught() -> None:
    missed = [name_of(fault) for fault in faults() if not caught(fault)]
    print(f"{len(faults())} seeded faults, {len(faults()) - len(missed)} caught")  # shown with -s
    assert len(faults()) >= FEWEST
    assert missed == []
