"""The outside referees, asked once for everything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.clinic_visit import LANGUAGES, made
from tests.conformance import verapdf
from tests.conformance.referees import Verdicts, cannot_ask
from tests.handmade import INJURIES, conforming, spoiled, untagged


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Files on which the referee is tried: one that conforms, one that nobody tagged, and every injury."""
    folder = tmp_path_factory.mktemp("trial")
    files = {"conforming": conforming(), "untagged": untagged()}
    files |= {name: spoiled(injure) for name, (injure, _) in INJURIES.items()}
    paths = {}
    for name, data in files.items():
        paths[name] = folder / f"{name}.pdf"
        paths[name].write_bytes(data)
    return paths


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """One sheet in each language of the fixture about a clinic visit."""
    folder = tmp_path_factory.mktemp("visits")
    paths = {language: folder / f"{language}.pdf" for language in LANGUAGES}
    for language, path in paths.items():
        path.write_bytes(made(language).data)
    return paths


@pytest.fixture(scope="session", params=verapdf.PROFILES)
def verdicts(
    request: pytest.FixtureRequest,
    trial: Mapping[str, Path],
    visits: Mapping[str, Path],
    shipped_files: Mapping[tuple[str, str, str], Path],
) -> Verdicts:
    """veraPDF's reports on the trial, on every script and on everything shipped: one start of Java for each flavour."""
    if missing := verapdf.missing():
        cannot_ask("veraPDF", [f"no {program} on this machine" for program in missing])
    try:
        verapdf.jars()
    except verapdf.VeraPdfError as error:
        cannot_ask("veraPDF", [str(error)])
    reports = verapdf.validate([*trial.values(), *visits.values(), *shipped_files.values()], request.param)
    return Verdicts(request.param, reports, trial)
