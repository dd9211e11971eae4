"""One report in every form: nothing lost, everything escaped."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from handouts.problems import Place, Problem, Severity
from handouts.publish import Options, report, unreadable
from handouts.report import Report, as_json, lines, page, tally, workflow_commands
from tests.checks.telling import body, sample
from tests.sheets import ROOT, STYLES

HOSTILE = '<script>alert(1)</script> & "quotes" <b>bold</b> {{ 7*7 }} cures all'
WAIVE = "  waive: [{rule: claim-word, reason: 'A <reason>', until: 2027-01-31}]\n"


@pytest.fixture
def found(tmp_path: Path) -> Report:
    text = sample(body(HOSTILE) + "- heading: More\n" + WAIVE + "  body: [It is safe. Call 770-555-0142.]\n")
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    return report(Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", today=date(2026, 11, 23)))


def no_line(_: Place) -> str | None:
    return HOSTILE


class Reader(HTMLParser):
    """Collects tags and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_json_is_as_its_schema_says(found: Report) -> None:
    schema = json.loads((ROOT / "handouts" / "report" / "report.schema.json").read_text(encoding="utf-8"))
    data = json.loads(as_json(found))
    jsonschema.Draft7Validator(schema).validate(data)
    assert [problem["code"] for problem in data["problems"]] == [problem.code for problem in found.all_problems()]
    assert "forbidden-claim" in [problem["code"] for problem in data["problems"]]
    (waived,) = data["waived"]
    assert (waived["reason"], waived["until"], waived["problem"]["code"]) == ("A <reason>", "2027-01-31", "claim-word")
    (handout,) = data["handouts"]
    assert (handout["id"], handout["state"], len(handout["instruments"])) == ("sample", "draft", 2)


def test_the_page_shows_everything_and_runs_nothing(found: Report) -> None:
    html = page(found, no_line)
    reader = Reader()
    reader.feed(html)
    text = " ".join(" ".join(reader.text).split())
    assert not {"script", "b", "img", "link"} & set(reader.tags)
    assert "default-src 'none'" in html
    for problem in found.all_problems():
        assert problem.message in text
        assert problem.code in text
    assert "Reason: A <reason> (until 2027-01-31)" in text
    assert "{{ 7*7 }}" in text
    assert "python make_pdf.py review sample" in text
    for part in ("Name", "Profession", "Date", "Next review", "For the reviewer to answer"):
        assert part in text
    assert html.count("<h1") == 1
    assert html.count("<th ") == html.count('<th scope="')


def test_the_page_ends_with_the_command_for_this_very_file(found: Report) -> None:
    reader = Reader()
    reader.feed(page(found, no_line))
    (wanted,) = (part for part in reader.text if part.startswith("python make_pdf.py review"))
    assert wanted == f'python make_pdf.py review sample --by "…" --role "…" --next … --content {found.content}'


def test_github_gets_one_line_a_problem_with_everything_escaped() -> None:
    problem = Problem("a-code", "50 % of: it\nall, lost", Place("a,b:c.yaml", 3, 7), "mend\r\nit", Severity.ADVICE)
    (line,) = workflow_commands([problem])
    assert line == ("::notice file=a%2Cb%3Ac.yaml,title=a-code,line=3,col=7::50 %25 of: it%0Aall, lost%0Amend%0D%0Ait")
    assert list(workflow_commands([Problem("x", "y")])) == ["::error title=x::y"]


def test_the_terminal_gets_lines_and_a_tally(found: Report) -> None:
    told = list(lines(found.all_problems(), found.all_waived(), no_line))
    assert len(told) == len(found.all_problems()) + 1
    assert "waived[claim-word] until 2027-01-31" in told[-1]
    assert "reason: A <reason>" in told[-1]
    one = Problem("x", "y"), Problem("x", "y", severity=Severity.ADVICE)
    assert tally(one, ()) == "1 error, 0 warnings, 1 piece of advice"
    assert tally(found.all_problems(), found.all_waived()).endswith("; 1 waived")


def test_a_file_that_cannot_be_read_has_a_report_too(tmp_path: Path) -> None:
    options = Options(tmp_path / "content.yaml", STYLES, tmp_path, today=date(2026, 11, 23))
    empty = unreadable(options, (Problem("no-file", "there is none"),))
    assert "there is none" in page(empty, no_line)
    assert json.loads(as_json(empty))["handouts"] == []
