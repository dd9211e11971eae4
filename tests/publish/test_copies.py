"""Copies for single patients: data prints as typed or its row is told, and it goes into the copy and nowhere else."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.cli import main
from handouts.problems import ContentError, Severity, UsageError
from handouts.publish import Copied, MergeRequest, Options, Setting, Verdict, Wish, merge, personal, verify
from tests import pdf_checks
from tests.sheets import ROOT, STYLES, TODAY, content, text_of

VISIT = ROOT / "tests" / "fixtures" / "personal-visit.yaml"
HEAD = "patient.name,appointment.date,appointment.time,visit.driver,appointment.notes,appointment.choices"
#: What people, spreadsheets and attackers put into a cell; all of it is text.
HOSTILE = (
    "**Bo** _x_ [@fda-2023] [a](https://a.example)",
    "<b>Bo</b> &nbsp; <img src=x>",
    '=HYPERLINK("https://a.example","Bo")',
    "=cmd|' /C calc'!A0",
    "{patient.name} ${x} %s {{x}}",
    "\\(Bo\\) /Tx (unbalanced",
    "O’Brien-Smith Jr. “Jo”",
    "Ñandú Öztürk",
    "-1 +1 @x",
)


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(VISIT, STYLES, tmp_path / "out", today=TODAY)


def listed(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def copies(options: Options, data: Path, wish: Wish | None = None) -> list[Copied]:
    return list(merge(options, MergeRequest(data, wish or Wish("visit"))))


def quoted(cells: Sequence[str]) -> str:
    return ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells)


def flat(text: str) -> str:
    return "".join(text.split())


def test_every_row_gets_a_file_of_its_own_that_only_the_owner_can_read(options: Options, tmp_path: Path) -> None:
    data = listed(tmp_path, "Ana Example,2026-12-01,14:30,Bo,,1", "Zoë Example,2026-12-02,09:00,,Bring water,none")
    first, second = copies(options, data)
    assert first.path is not None
    assert second.path is not None
    assert sorted(path.name for path in options.out.iterdir()) == ["visit.copy-00002.pdf", "visit.copy-00003.pdf"]
    for path in options.out.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    shown = text_of(first.path.read_bytes())
    for words in ("Ana Example", "Tuesday, December 1, 2026", "2:30", "My driver Bo", "Ticked:"):
        assert words in shown
    assert "Ticked:" not in text_of(second.path.read_bytes())
    assert "Bring water" in text_of(second.path.read_bytes())
    assert not pdf_checks.check(first.path.read_bytes())


@pytest.mark.parametrize("cell", HOSTILE)
def test_data_prints_as_typed(options: Options, tmp_path: Path, cell: str) -> None:
    data = listed(tmp_path, quoted([cell, "2026-12-01", "", cell[:40], cell, ""]))
    (copied,) = copies(options, data)
    assert not copied.problems
    assert copied.path is not None
    shown = flat(text_of(copied.path.read_bytes()))
    assert shown.count(flat(cell)) >= 2
    assert not pdf_checks.check(copied.path.read_bytes())


@pytest.mark.parametrize(
    "name", ["محمد علي", "דוד כהן", "王小明", "Nguyễn Thị Ánh", "Ağaoğlu Дмитрий", "नमिता", "🙂 Ana"]
)
def test_a_name_in_any_script_is_printed_and_proved_or_told(options: Options, name: str) -> None:
    for handout in ("visit", "letter"):
        copied = personal(options, handout, [Setting("patient.name", name)], Wish(None))
        assert copied.path is not None or {problem.code for problem in copied.problems} == {"no-glyph"}


def test_data_prints_as_typed_inside_a_text(options: Options) -> None:
    for cell in HOSTILE:
        copied = personal(options, "letter", [Setting("patient.name", cell)], Wish(None))
        assert copied.path is not None
        assert flat(f"Dear {cell}, we") in flat(text_of(copied.path.read_bytes()))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_printed_or_told(options: Options, cell: str) -> None:
    copied = personal(options, "visit", [Setting("patient.name", cell)], Wish(None))
    if copied.path is None:
        assert copied.problems
        assert all(problem.hint for problem in copied.problems)
        assert len(cell) < 4 or not any(cell in problem.render() for problem in copied.problems)


def test_rows_with_mistakes_are_told_by_row_and_column_and_the_rest_is_made(options: Options, tmp_path: Path) -> None:
    rows = (
        "Ana Example,2026-12-01,14:30,,,",
        ",2026-12-01,14:30,,,",
        f"Bo Example,12/02/2026,25:00,{'x' * 41},,9",
        "Cy \U00013000 Example,2026-12-01,14:30,,,",
        "Di Example,2026-12-01,14:30,,,2",
    )
    found = copies(options, listed(tmp_path, *rows))
    told = [(str(p.place).rsplit(":", 2)[1:], p.code) for copied in found for p in copied.problems]
    assert told == [
        (["3", "1"], "data-missing"),
        (["4", "2"], "data-date"),
        (["4", "3"], "data-time"),
        (["4", "4"], "data-too-long"),
        (["4", "6"], "data-choice"),
        (["5", "1"], "no-glyph"),
    ]
    assert [copied.row for copied in found if copied.path] == [2, 6]
    assert all(problem.hint for copied in found for problem in copied.problems)


def test_data_that_makes_a_sheet_too_long_is_told_and_never_made_to_fit(tmp_path: Path) -> None:
    text = content("- {heading: H, body: [{personal: {notes: 1}}]}").replace(
        "kind: leaflet", "kind: leaflet\n    pages: 1"
    )
    path = tmp_path / "content.yaml"
    path.write_text(f"fields: {{appointment.notes: {{longest: 2000}}}}\n{text}", encoding="utf-8")
    options = Options(path, STYLES, tmp_path / "out", today=TODAY)
    data = listed(tmp_path, f"Ana,,,,{'long words ' * 180},", "Bo,,,,short,")
    first, second = copies(options, data, Wish("sample"))
    (problem,) = first.problems
    assert (problem.code, str(problem.place).rsplit(":", 2)[1:]) == ("data-no-room", ["2", "5"])
    assert second.path is not None


def test_a_value_longer_than_its_line_goes_on_below(options: Options) -> None:
    name = "Maximiliana Alexandra Example de la Fuente y Montenegro von und zu Beispielhausen"
    copied = personal(options, "visit", [Setting("patient.name", name)], Wish(None))
    assert copied.path is not None
    assert stat.S_IMODE(copied.path.stat().st_mode) == 0o600
    assert flat(name) in flat(text_of(copied.path.read_bytes()))


def test_nothing_personal_leaves_the_copy(options: Options, tmp_path: Path) -> None:
    rows = [
        "Xanthippe Qwertz,2026-12-01,14:30,Yolanda,Zyzzyva note,1",
        "Xanthippe Qwertz,13/13/2026,x,\U00013000Yolanda,Zyzzyva,7",
    ]
    listing = listed(tmp_path, *rows)
    command = [sys.executable, "make_pdf.py", "merge", "visit", "--content", str(VISIT), "--data", str(listing)]
    done = subprocess.run([*command, "--out", str(options.out)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    names = [path.name for path in options.out.rglob("*")]
    secrets = ("Xanthippe", "Qwertz", "Yolanda", "Zyzzyva")
    assert names == ["visit.copy-00002.pdf"]
    for secret in secrets:
        assert secret not in done.stdout + done.stderr + "".join(names)
    with pikepdf.open(options.out / names[0]) as pdf:
        outside = str(dict(pdf.docinfo)) + bytes(pdf.Root.Metadata.read_bytes()).decode()
        outside += "".join(str(item.title) for item in pdf.open_outline().root)
        elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
        outside += "".join(str(element.get(key, "")) for element in elements for key in ("/Alt", "/T", "/ActualText"))
    assert not [secret for secret in secrets if secret in outside]


def test_copies_of_another_list_are_never_mixed_with_these(options: Options, tmp_path: Path) -> None:
    data = listed(tmp_path, "Ana,2026-12-01,,,,")
    assert copies(options, data)[0].path
    with pytest.raises(UsageError, match="earlier run"):
        copies(options, data)


def test_several_handouts_make_a_packet_with_a_cover_and_one_count_of_pages(options: Options, tmp_path: Path) -> None:
    data = listed(
        tmp_path,
        "Ana Example,2026-12-01,visit;letter",
        "Bo Example,2026-12-01,letter",
        head="patient.name,appointment.date,handouts",
    )
    packet, single = copies(options, data, Wish(None))
    assert packet.path is not None
    assert single.path is not None
    assert (packet.path.name, single.path.name) == ("packet.copy-00002.pdf", "letter.copy-00003.pdf")
    document = pdfium.PdfDocument(packet.path.read_bytes())
    pages = [document[index].get_textpage().get_text_bounded() for index in range(len(document))]
    document.close()
    assert packet.pages == len(pages) == 3
    assert "Your next visit, from page 2" in " ".join(pages[0].split())
    assert "About your visit, from page 3" in " ".join(pages[0].split())
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of 3" in page
        assert "Ana Example" in page
    assert not pdf_checks.check(packet.path.read_bytes())


def test_a_packet_may_be_in_the_language_of_each_row(options: Options, tmp_path: Path) -> None:
    data = listed(tmp_path, "Ana,es,visit", "Bo,es,visit letter", "Cy,xx,visit", head="patient.name,language,handouts")
    spanish, lacking, unknown = copies(options, data, Wish(None))
    assert spanish.path is not None
    assert "Su próxima visita" in text_of(spanish.path.read_bytes())
    assert [problem.code for problem in (*lacking.problems, *unknown.problems)] == ["data-handout", "data-handout"]


@pytest.mark.parametrize(
    ("head", "wish", "hint"),
    [
        ("patient.nme,appointment.date", Wish("visit"), "is it the column 'patient.nme'?"),
        ("name,date", Wish("visit"), "--map"),
        ("patient.name", Wish(None), "handouts"),
    ],
)
def test_columns_that_are_missing_are_told_once(
    options: Options, tmp_path: Path, head: str, wish: Wish, hint: str
) -> None:
    with pytest.raises(ContentError) as error:
        copies(options, listed(tmp_path, "a,b", "c,d", head=head), wish)
    (problem,) = error.value.problems
    assert problem.code == "data-columns"
    assert hint in (problem.hint or "")


def test_columns_may_be_mapped(options: Options, tmp_path: Path) -> None:
    mapped = tmp_path / "columns.yaml"
    mapped.write_text(
        "patient.name: Name of patient\nappointment.date: When\nappointment.time: When\n", encoding="utf-8"
    )
    data = listed(tmp_path, "Ana Example,2026-12-01T14:30", head="NAME OF PATIENT,When")
    (copied,) = merge(options, MergeRequest(data, Wish("visit"), mapped))
    assert copied.path is not None
    assert "Tuesday, December 1, 2026 Time 2:30" in text_of(copied.path.read_bytes())
    mapped.write_text("patient.name: Nam of patient\n", encoding="utf-8")
    with pytest.raises(ContentError, match="no column 'Nam of patient'"):
        list(merge(Options(VISIT, STYLES, tmp_path / "other", today=TODAY), MergeRequest(data, Wish("visit"), mapped)))


def test_what_is_set_by_hand_is_checked_by_name(options: Options) -> None:
    with pytest.raises(UsageError) as error:
        personal(options, "visit", [Setting("patient.nam", "x")], Wish(None))
    assert error.value.hint == "did you mean 'patient.name'?"
    with pytest.raises(UsageError, match=r"^'visit' needs the field 'patient\.name'$") as error:
        personal(options, "visit", [Setting("appointment.date", "2026-12-01")], Wish(None))
    assert error.value.hint == "add --set patient.name=…"
    copied = personal(options, "visit", [Setting("patient.name", "x"), Setting("appointment.date", "x")], Wish(None))
    assert [problem.headline() for problem in copied.problems] == [
        "--set appointment.date: error[data-date]: this is not a date"
    ]


def test_the_next_copy_made_by_hand_says_that_it_replaces_the_one_before(
    options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--content", str(VISIT), "--styles", str(STYLES), "--out", str(options.out)]
    for name in ("Ana Example", "Bo Example"):
        assert main(["personal", "visit", "--set", f"patient.name={name}", *where]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "replaced" not in first
    assert second.endswith("visit.personal.pdf: 1 page, proof passed, a personal copy; replaced the copy made before")


def test_a_sheet_without_fields_is_told_and_its_row_is_read_all_the_same(options: Options, tmp_path: Path) -> None:
    text = VISIT.read_text(encoding="utf-8")
    plain = """
  plain:
    kind: leaflet
    language: en
    title: A sheet for all
    summary: It names nobody.
    review: {status: draft, version: "1.0", edition: 2026-11-23}
    sections: [{heading: Call us, body: ["Call us at {clinic.phone}."]}]
"""
    file = tmp_path / "content.yaml"
    file.write_text(f"{text.rstrip()}\n{plain}", encoding="utf-8")
    options = replace(options, content=file)
    rows = ("Ana,plain,2026-12-01", "Bo,plain,2026-12-01", "Cy,visit plain,2026-12-01", ",plain,2026-13-01")
    data = listed(tmp_path, *rows, head="patient.name,handouts,appointment.date")
    *made, slip, note = copies(options, data, Wish(None))
    assert [copied.path is not None for copied in made] == [True] * 3
    assert [problem.code for problem in slip.problems] == ["data-missing", "data-date"]
    assert [problem.severity for problem in note.problems] == [Severity.WARNING]
    assert note.problems[0].message.startswith(
        "2 rows, of which this is the first, have no sheet with a personal field"
    )
    assert "personal:" in (note.problems[0].hint or "")
    with pytest.raises(ContentError) as error:
        copies(replace(options, out=tmp_path / "other"), listed(tmp_path, "Ana", head="patient.name"), Wish("plain"))
    assert "personal:" in (error.value.problems[0].hint or "")
    with pytest.raises(UsageError, match="nothing was set"):
        personal(options, "plain", [Setting("patient.name", "Ana")], Wish(None))


def test_a_copy_has_the_code_of_its_text_and_can_be_verified(options: Options, tmp_path: Path) -> None:
    data = listed(tmp_path, "Ana,visit", "Bo,visit letter", head="patient.name,handouts")
    found = copies(options, data, Wish(None))
    verified = verify(options, tuple(str(copied.path) for copied in found))
    assert [entry.verdict for entry in verified] == [Verdict.DRAFT, Verdict.DRAFT]
    assert all("personal copy" in entry.because for entry in verified)
    changed = tmp_path / "content.yaml"
    changed.write_text(VISIT.read_text(encoding="utf-8").replace("Bring a list", "Take a list"), encoding="utf-8")
    other = Options(changed, STYLES, options.out, today=TODAY)
    assert verify(other, (str(found[0].path),))[0].verdict is Verdict.NOT_OURS


def test_a_draft_cannot_be_copied_as_final(options: Options, tmp_path: Path) -> None:
    from dataclasses import replace

    (copied,) = copies(replace(options, final=True), listed(tmp_path, "Ana,2026-12-01,,,,"))
    assert copied.path is None
    assert copied.problems


def test_the_same_row_gives_the_same_bytes(options: Options, tmp_path: Path) -> None:
    data = listed(tmp_path, "Ana,2026-12-01,14:30,,,1")
    (one,) = copies(options, data)
    (two,) = copies(Options(VISIT, STYLES, tmp_path / "again", today=TODAY), data)
    assert one.path is not None
    assert two.path is not None
    assert one.path.read_bytes() == two.path.read_bytes()
    with pikepdf.open(BytesIO(one.path.read_bytes())) as pdf:
        assert "2026-11-23" in str(pdf.docinfo.Keywords)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["merge", "visit", "--data", "none.csv", "--out", "x"], "no such file"),
        (["merge", "visit", "--data", "list.csv", "--out", "x", "--queue", "--separators"], "--group"),
        (["merge", "visit", "--data", "list.csv", "--out", "x", "--group", "patient.name"], "--queue"),
        (["merge", "vist", "--data", "list.csv", "--out", "x"], "did you mean 'visit'?"),
        (["personal", "visit", "--set", "patient.name"], "FIELD=VALUE"),
        (["personal", "visit", "--set", "patient.name=x", "--language", "fr"], "there are: en, es"),
        (["personal", "visit", "--set", "patient.name=x", "--with", "Parking"], "none of these handouts has one"),
    ],
)
def test_wrong_use_is_told_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    from handouts.cli import main

    monkeypatch.chdir(tmp_path)
    listed(tmp_path, "Ana,2026-12-01,,,,")
    reading = ["--content", str(VISIT), "--styles", str(STYLES)]
    assert main([*arguments, *reading]) == 2
    assert told in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
