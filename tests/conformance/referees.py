"""What is asked of the outside referees, and what happens where one is missing: a laptop skips, CI fails."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from tests.conformance.verapdf import Report


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What veraPDF says in one flavour, by the path of each file, and the files of the trial by name."""

    flavour: str
    by_path: Mapping[Path, Report]
    trial: Mapping[str, Path]


def cannot_ask(referee: str, why: Iterable[str]) -> NoReturn:
    """Skip the test, or fail it where CI=true or HANDOUTS_REQUIRE=1 says that every referee must be asked."""
    reason = f"{referee} was not asked: {', '.join(why)}"
    if os.environ.get("HANDOUTS_REQUIRE") == "1" or os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
