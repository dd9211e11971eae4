"""veraPDF, the industry's reference validator, as a function: many files, one start of Java.

A validator that has loaded no rules passes everything; a report without a single assertion is therefore an error.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

_POM = Path(__file__).with_name("pom.xml")
_ROOT = _POM.parents[2]
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
#: What we call a flavour, and how its report must name itself.
PROFILES: Mapping[str, str] = MappingProxyType(
    {"ua1": "PDF/UA-1 validation profile", "2a": "PDF/A-2A validation profile"}
)
_FINISHED = {0, 1}  # exit codes: all files valid, some invalid; anything else is trouble


class VeraPdfError(Exception):
    """veraPDF could not be fetched, or gave no verdict."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that was broken: ``rule`` is its clause and test number in the standard, ``count`` how often."""

    rule: str
    count: int
    description: str
    example: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.count} times): {self.description} [{self.example}]"


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one file in one flavour. ``assertions`` counts single checks, passed and failed."""

    path: Path
    compliant: bool
    assertions: int
    failures: tuple[Failure, ...]

    @property
    def rules(self) -> frozenset[str]:
        """The rules that were broken, such as ``7.1-3``."""
        return frozenset(failure.rule for failure in self.failures)


def missing() -> tuple[str, ...]:
    """The programs that veraPDF needs and this machine lacks."""
    return tuple(program for program in ("java", "mvn") if shutil.which(program) is None)


def validate(paths: Iterable[Path], flavour: str) -> Mapping[Path, Report]:
    """Check files against ``ua1`` (PDF/UA-1) or ``2a`` (PDF/A-2a).

    Raises VeraPdfError when a file gets no verdict or a verdict that rests on no assertion.
    """
    wanted = [path.resolve() for path in paths]
    command = ["java", "-Djava.awt.headless=true", "-cp", f"{jars()}/*", _MAIN]
    options = ["--flavour", flavour, "--format", "json", "--maxfailuresdisplayed", "1", "--loglevel", "1"]
    done = subprocess.run([*command, *options, *map(str, wanted)], capture_output=True, text=True, check=False)
    if done.returncode not in _FINISHED:
        raise VeraPdfError(f"veraPDF ended with {done.returncode}:\n{done.stderr or done.stdout}")
    jobs = json.loads(done.stdout)["report"]["jobs"]
    reports = {report.path: report for report in (_report(job, flavour) for job in jobs)}
    if unseen := set(wanted) - set(reports):
        raise VeraPdfError(f"no verdict on {sorted(unseen)}")
    return MappingProxyType(reports)


def _report(job: Mapping[str, Any], flavour: str) -> Report:
    path = Path(job["itemDetails"]["name"])
    results = job.get("validationResult", [])
    if len(results) != 1 or results[0]["profileName"] != PROFILES[flavour]:
        raise VeraPdfError(f"{path}: no verdict for {flavour}: {job}")
    details = results[0]["details"]
    assertions = details["passedChecks"] + details["failedChecks"]
    if not assertions or not details["passedRules"] + details["failedRules"]:
        raise VeraPdfError(f"{path}: a verdict without a single assertion")
    failures = tuple(_failure(rule) for rule in details["ruleSummaries"])
    return Report(path, results[0]["compliant"], assertions, failures)


def _failure(rule: Mapping[str, Any]) -> Failure:
    example = rule["checks"][0]["context"] if rule.get("checks") else ""
    return Failure(f"{rule['clause']}-{rule['testNumber']}", rule["failedChecks"], rule["description"], example)


def jars() -> Path:
    """The folder with veraPDF's jars, fetched by Maven once for each state of pom.xml.

    It lies in ``.cache`` of this repository, or in the folder that HANDOUTS_CACHE names. Raises VeraPdfError.
    """
    cache = Path(os.environ.get("HANDOUTS_CACHE") or _ROOT / ".cache")
    folder = cache / f"verapdf-{sha256(_POM.read_bytes()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as part:
        target = Path(part, "jars")
        command = ["mvn", "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies", f"-DoutputDirectory={target}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not any(target.glob("*.jar")):
            raise VeraPdfError(f"Maven could not fetch veraPDF:\n{done.stdout}{done.stderr}")
        target.rename(folder)
    return folder
