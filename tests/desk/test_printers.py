"""The printers of the office: a stand-in for CUPS takes down what it is told to print."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from handouts.desk.printers import PrinterError, printers, send
from tests.desk.desks import Asking

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CUPS is for Unix")

_LP = """#!/bin/sh
printf '%s\\n' "$@" > "{folder}/arguments"
cat > "{folder}/job"
exit {code}
"""
_LPSTAT = "#!/bin/sh\nprintf 'Front_Desk\\nBack_Office\\n'\n"


def cups(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> None:
    for name, text in (("lp", _LP.format(folder=folder, code=code)), ("lpstat", _LPSTAT)):
        program = folder / name
        program.write_text(text)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cups"
    folder.mkdir()
    cups(folder, monkeypatch)
    return folder


def test_a_job_goes_to_the_printer_as_it_was_shown(office: Path, desk: Asking) -> None:
    assert printers() == ("Front_Desk", "Back_Office")
    assert "<option>Front_Desk</option>" in desk.get("/").text
    shown = desk.order("blood-thinners", name="Zaphodina").json
    data = desk.get(f"/held/{shown['name']}/2/handout.pdf").data
    answer = desk.post("/send", {"name": shown["name"], "copies": 2, "printer": "Front_Desk"})
    assert answer.json == {"message": "Sent to Front_Desk."}
    assert (office / "job").read_bytes() == data
    arguments = (office / "arguments").read_text()
    assert "sides=two-sided-long-edge" in arguments
    assert "Zaphod" not in arguments
    assert "-n" not in arguments.split()  # copies are pages of the file


@pytest.mark.parametrize("flip", ["short", "long"])
def test_the_test_sheet_goes_to_it_as_folded_sheets_do(office: Path, desk: Asking, flip: str) -> None:
    wanted = {"printer": "Front_Desk", "paper": "letter", "flip": flip}
    assert desk.post("/send-fold-test", wanted).status_code == 200
    assert (office / "job").read_bytes() == desk.get(f"/fold-test/letter/{flip}.pdf").data
    assert f"sides=two-sided-{flip}-edge" in (office / "arguments").read_text()
    folded = desk.order("first-visit", fold="booklet", flip=flip).json
    desk.post("/send", {"name": folded["name"], "printer": "Front_Desk"})
    assert f"sides=two-sided-{flip}-edge" in (office / "arguments").read_text()
    assert desk.post("/send-fold-test", {**wanted, "printer": "Elsewhere"}).status_code == 400


@pytest.mark.parametrize("printer", ["Elsewhere", "-o raw", "", None, ["Front_Desk"]])
def test_only_a_printer_of_this_machine_is_used(office: Path, desk: Asking, printer: object) -> None:
    shown = desk.order("blood-thinners").json
    assert desk.post("/send", {"name": shown["name"], "printer": printer}).status_code == 400
    assert not (office / "job").exists()


def test_what_may_not_be_printed_is_not_sent(office: Path, desk: Asking) -> None:
    shown = desk.order("old-inhaler").json
    assert desk.post("/send", {"name": shown["name"], "printer": "Front_Desk"}).status_code == 409
    assert not (office / "job").exists()


def test_a_printer_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Asking) -> None:
    cups(tmp_path, monkeypatch, code=1)
    shown = desk.order("blood-thinners").json
    answer = desk.post("/send", {"name": shown["name"], "printer": "Front_Desk"})
    assert (answer.status_code, answer.json["message"]) == (503, "The printer Front_Desk did not take the job.")


def test_without_cups_there_are_no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printers() == ()
    with pytest.raises(PrinterError):
        send("x", b"")
