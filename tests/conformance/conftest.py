"""The outside referees, asked once for everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.desk.orders import read_order
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing
from handouts.publish import Options, build
from tests.conformance import verapdf
from tests.conformance.referees import Verdicts, cannot_ask
from tests.desk.desks import asking, order
from tests.handmade import INJURIES, conforming, spoiled, untagged
from tests.sheets import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "stitches-at-home.yaml"


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
def folded_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Handouts laid out for every fold: files for reading, and those for printing, which end in ``.print.pdf``."""
    found: list[Path] = []
    for fold in Fold:
        out = tmp_path_factory.mktemp(fold.value)
        options = Options(FIXTURE, ROOT / "styles", out, fold=fold, printing=Printing(Flip.LONG, marks=True))
        found += [path for built in build(options) for path in built.files]
    return tuple(found)


@pytest.fixture(scope="session")
def desk_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """What the front desk prints that no build does: a personal copy, a packet in two languages, three copies."""
    folder = tmp_path_factory.mktemp("desk")
    desk = asking(folder).desk
    shelf, found = desk.shelves.current(), []
    for name, asked in {
        "personal": order("stitches-at-home", name="Ana", note="Come back on Friday."),
        "packet": order("stitches-at-home", "first-visit", language="es", name="Ana"),
        "copies": order("first-visit", copies=3),
    }.items():
        wanted = read_order(asked)
        path = folder / f"{name}.pdf"
        path.write_bytes(desk.press.bound(desk.press.order(shelf, wanted), wanted.copies))
        found.append(path)
    return tuple(found)


@pytest.fixture(scope="session")
def bilingual_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """A sheet in two languages in two columns and on paper too narrow for them; one of them with Arabic; easy read."""
    out = tmp_path_factory.mktemp("bilingual")
    names, pairs = ("ketamine-going-home",), ("en+es", "en+ar")
    options = Options(ROOT / "content.yaml", ROOT / "styles", out, names=names, languages=pairs, paper="letter,a5")
    easy = replace(options, languages=("es", "en+es"), edition="easy-read", paper="letter")
    return tuple(built.path for one in (options, easy) for built in build(one))


@pytest.fixture(scope="session", params=verapdf.PROFILES)
def verdicts(
    request: pytest.FixtureRequest,
    trial: Mapping[str, Path],
    shipped_files: Mapping[tuple[str, str, str], Path],
    folded_files: tuple[Path, ...],
    desk_files: tuple[Path, ...],
    bilingual_files: tuple[Path, ...],
) -> Verdicts:
    """veraPDF's reports on the trial and on everything shipped: one start of Java for each flavour."""
    if missing := verapdf.missing():
        cannot_ask("veraPDF", [f"no {program} on this machine" for program in missing])
    try:
        verapdf.jars()
    except verapdf.VeraPdfError as error:
        cannot_ask("veraPDF", [str(error)])
    reading = [path for path in folded_files if not path.name.endswith(".print.pdf")]
    files = [*trial.values(), *shipped_files.values(), *reading, *desk_files, *bilingual_files]
    reports = verapdf.validate(files, request.param)
    return Verdicts(request.param, reports, trial)
