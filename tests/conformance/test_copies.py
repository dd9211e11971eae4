"""Patients' copies, stamped or laid out in full, packets and print queues conform as every handout does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from handouts.publish import MergeRequest, Options, Queueing, Wish, merge
from tests.conformance import verapdf
from tests.conformance.referees import cannot_ask
from tests.sheets import ROOT, STYLES, TODAY

pytestmark = pytest.mark.conformance

ROWS = (
    "patient.name,appointment.date,appointment.notes,appointment.choices,appointment.clinician,handouts,language",
    "Ana Example,2026-12-01,Take 5 mg.,1,Dr. Left,visit,",
    '"Example, ""Bo""",2026-12-02,"One line\nand another",2,Dr. Right,visit letter,',
    "José Ejemplo,2026-12-03,,,Dr. Left,visit,es",
)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("copies")
    (folder / "list.csv").write_text("\n".join(ROWS), encoding="utf-8")
    for name, how in (("files", None), ("queue", Queueing(grouped=True, separators=True))):
        options = Options(ROOT / "tests/fixtures/personal-visit.yaml", STYLES, folder / name, today=TODAY)
        wish = Wish(None, group="appointment.clinician" if how else None)
        assert all(not copied.problems for copied in merge(options, MergeRequest(folder / "list.csv", wish, None, how)))
    return tuple(folder.glob("*/*.pdf"))


@pytest.mark.parametrize("flavour", verapdf.PROFILES)
def test_copies_conform(copies: tuple[Path, ...], flavour: str) -> None:
    if missing := verapdf.missing():
        cannot_ask("veraPDF", [f"no {program} on this machine" for program in missing])
    try:
        verapdf.jars()
    except verapdf.VeraPdfError as error:
        cannot_ask("veraPDF", [str(error)])
    assert len(copies) == 4
    for report in verapdf.validate(copies, flavour).values():
        assert not report.failures, "\n".join(map(str, report.failures))
        assert report.compliant
        assert report.assertions > 1000


def test_copies_are_sound(copies: tuple[Path, ...]) -> None:
    if shutil.which("qpdf") is None:
        cannot_ask("qpdf", ["no qpdf on this machine"])
    for path in copies:
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
