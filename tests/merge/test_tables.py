"""Lists as front desks have them: every flavor of CSV, Excel, JSON Lines; rows that cannot be read are told, others read."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from handouts.merge.tables import Table, read_table
from handouts.problems import ContentError, Severity, UsageError


def table(tmp_path: Path, data: bytes | str, name: str = "list.csv") -> Table:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_table(path)


def cells(found: Table) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, tuple(row.cells)) for row in found.rows if row.problem is None]


PLAIN = "patient.name,visit.arm\nZoë,left\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.encode("cp1252"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        b'"patient.name","visit.arm"\n"Zo\xc3\xab","left"\n',
        (PLAIN + "\n,\n").encode(),
        PLAIN.rstrip().encode(),
    ],
)
def test_a_list_is_read_however_the_spreadsheet_saved_it(tmp_path: Path, data: bytes) -> None:
    found = table(tmp_path, data)
    assert found.columns == ("patient.name", "visit.arm")
    assert cells(found) == [(2, ("Zoë", "left"))]


def test_letters_that_are_not_utf8_are_told(tmp_path: Path) -> None:
    (note,) = table(tmp_path, PLAIN.encode("latin-1")).notes
    assert (note.code, note.severity) == ("data-encoding", Severity.WARNING)


def test_quoted_cells_keep_what_is_in_them(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b\n"x, ""y""\nz",1\n;,2\n')
    assert cells(found) == [(2, ('x, "y"\nz', "1")), (3, (";", "2"))]


@pytest.mark.parametrize("broken", ['"Zoë,left\nBo,right\n', '"Zoë"x,left\nBo,right\n'])
def test_an_unclosed_quote_is_told_once_at_its_row(tmp_path: Path, broken: str) -> None:
    found = list(table(tmp_path, f"a,b\nAl,left\n{broken}").rows)
    assert [row.number for row in found] == [2, 3]
    problem = found[-1].problem
    assert problem is not None
    assert (problem.code, str(problem.place).rsplit(":", 2)[1]) == ("data-quotes", "3")
    assert "Zo" not in problem.render()


def test_an_unclosed_quote_before_a_million_rows_stays_small(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b\n"x,1\n' + "some name,left\n" * 100_000)
    tracemalloc.start()
    rows = list(found.rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(rows) == 1
    assert peak < 4_000_000


def test_a_long_list_is_read_row_by_row(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b\n" + "some name,left\n" * 200_000)
    tracemalloc.start()
    count = sum(1 for _ in found.rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 1_000_000


def test_a_row_with_more_cells_than_columns_is_told(tmp_path: Path) -> None:
    found = list(table(tmp_path, "a,b\nSmith, Jo,left\nok,1\nshort\nempty,2,,\n").rows)
    assert [row.problem.code if row.problem else None for row in found] == ["data-columns", None, None, None]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", "", "data-file"),
        ("a.csv", "\n\n", "data-file"),
        ("a.csv", "a,A\n1,2\n", "data-columns"),
        ("a.xlsx", "no zip", "data-file"),
        ("a.jsonl", "", "data-file"),
        ("a.jsonl", "[1]\n", "data-file"),
    ],
)
def test_a_list_that_cannot_be_used_is_one_clear_problem(tmp_path: Path, name: str, data: str, code: str) -> None:
    with pytest.raises(ContentError) as error:
        table(tmp_path, data, name)
    (problem,) = error.value.problems
    assert problem.code == code
    assert problem.hint


def test_an_ending_or_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.doc"):
        table(tmp_path, "x", "list.doc")
    with pytest.raises(UsageError, match="no such file"):
        read_table(tmp_path / "none.csv")


def test_excel_is_read_as_it_looks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["patient.name", "appointment.date", "appointment.time", "both", "dose.mg", "note"])
    book.active.append(["Zoë", date(2026, 12, 1), time(9, 5), datetime(2026, 12, 1, 9, 5), 2.0, None])  # noqa: DTZ001  # sheets know no zones
    book.active.append(["=1+1", "2026-12-01", "9:05", None, 2.5, True])  # no program has reckoned it yet
    book.save(tmp_path / "list.xlsx")
    found = cells(read_table(tmp_path / "list.xlsx"))
    assert found[0] == (2, ("Zoë", "2026-12-01", "09:05:00", "2026-12-01T09:05", "2", ""))
    assert found[1][1] == ("", "2026-12-01", "9:05", "", "2.5", "yes")


def test_json_lines_may_nest_and_leave_out(tmp_path: Path) -> None:
    lines = [
        {"patient": {"name": "Zoë"}, "dose.mg": 2.50, "x": None},
        {"patient.name": "Bo"},
        ["no"],
        {"patient.name": "Cy", "other": 1},
    ]
    text = "\n".join(json.dumps(line) for line in lines[:3]) + "\nno json\n" + json.dumps(lines[3])
    found = list(table(tmp_path, text.replace("2.5", "2.50"), "list.jsonl").rows)
    assert [tuple(row.cells) for row in found[:2]] == [("Zoë", "2.50", ""), ("Bo", "", "")]
    assert [row.problem.code if row.problem else None for row in found[2:]] == [
        "data-file",
        "data-file",
        "data-columns",
    ]
    assert [row.number for row in found] == [1, 2, 3, 4, 5]
