"""The guards of the referees, which need no referee: nothing counts as passed when nothing was asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conformance import verapdf
from tests.conformance.referees import cannot_ask


def _job(flavour: str, **details: Any) -> dict[str, Any]:
    counts = {"passedChecks": 9, "failedChecks": 0, "passedRules": 3, "failedRules": 0, "ruleSummaries": []}
    result = {"profileName": verapdf.PROFILES[flavour], "compliant": True, "details": {**counts, **details}}
    return {"itemDetails": {"name": "/a.pdf"}, "validationResult": [result]}


def test_a_verdict_is_read() -> None:
    assert verapdf._report(_job("ua1"), "ua1") == verapdf.Report(Path("/a.pdf"), True, 9, ())


@pytest.mark.parametrize(
    "job",
    [
        _job("ua1", passedChecks=0),
        _job("ua1", passedRules=0),
        _job("2a"),
        {"itemDetails": {"name": "/a.pdf"}, "taskException": {"exceptionMessage": "no parser"}},
    ],
    ids=["no-assertion", "no-rule", "other-flavour", "no-verdict"],
)
def test_a_verdict_that_rests_on_nothing_is_an_error(job: dict[str, Any]) -> None:
    with pytest.raises(verapdf.VeraPdfError):
        verapdf._report(job, "ua1")


@pytest.mark.parametrize("name", ["HANDOUTS_REQUIRE", "CI"])
def test_a_missing_referee_fails_where_it_is_required(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for flag in ("HANDOUTS_REQUIRE", "CI"):
        monkeypatch.delenv(flag, raising=False)
    with pytest.raises(pytest.skip.Exception, match="nobody was not asked"):
        cannot_ask("nobody", ["not here"])
    monkeypatch.setenv(name, {"CI": "true"}.get(name, "1"))
    with pytest.raises(pytest.fail.Exception, match="nobody was not asked"):
        cannot_ask("nobody", ["not here"])
