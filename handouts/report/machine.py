"""The report as JSON, for programs, as ``report.schema.json`` beside this module describes it.

Keys are only ever added; ``format`` grows when one changes its meaning.
"""

from __future__ import annotations

import json
from typing import Any

from handouts.checks import Waived
from handouts.checks.instruments import Assessment
from handouts.checks.reading_figures import Figures
from handouts.problems import Problem
from handouts.report.findings import HandoutReport, Report

_FORMAT = 1


def as_json(report: Report) -> str:
    """The whole report, indented, in Unicode."""
    data = {
        "format": _FORMAT,
        "day": report.day,
        "content": report.content,
        "problems": [_problem(problem) for problem in report.all_problems()],
        "waived": [_waived(entry) for entry in report.all_waived()],
        "handouts": [_handout(one) for one in report.handouts],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "hint": problem.hint,
    }


def _waived(entry: Waived) -> dict[str, Any]:
    return {"problem": _problem(entry.problem), "reason": entry.waiver.reason, "until": entry.waiver.until}


def _handout(one: HandoutReport) -> dict[str, Any]:
    identity = one.identity
    return {
        "id": one.handout.id,
        "code": identity.handout,
        "title": one.handout.title.plain,
        "language": identity.language,
        "version": identity.version,
        "of": identity.of,
        "state": identity.state.value,
        "reviewed": identity.reviewed or None,
        "next": identity.next or None,
        "fingerprint": identity.code,
        "words": one.words,
        "pages": one.pages or None,
        "words_per_page": None if one.words_per_page is None else round(one.words_per_page),
        "figures": [_figures(figures) for figures in one.figures],
        "instruments": [_assessment(assessment) for assessment in one.assessments],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    reading = figures.reading
    return {
        "title": figures.title,
        "words": reading.words,
        "sentences": reading.sentences,
        "average_sentence": round(figures.average_sentence, 1),
        "passive_share": None if figures.passive_share is None else round(figures.passive_share, 3),
        "long_word_share": round(figures.long_word_share, 3),
        "minutes": round(figures.minutes, 1),
        "grade": None if reading.grade is None else round(reading.grade, 1),
        "formulas": {name: round(value, 1) for name, value in reading.formulas.items()},
    }


def _assessment(assessment: Assessment) -> dict[str, Any]:
    return {
        "name": assessment.name,
        "source": assessment.source,
        "summary": assessment.summary(),
        "items": [
            {"number": item.number, "question": item.question, "answer": item.answer.value, "because": item.because}
            for item in assessment.items
        ],
    }
