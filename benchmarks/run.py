"""The shipped leaflet, ours and by others, in one run: interleaved rounds, medians, ratios.

    python benchmarks/run.py [--rounds 7] [--json FILE]

Plain Platypus is always there; Typst, WeasyPrint and fpdf2 where they are installed (see requirements.txt). Typesetting
and proof are told apart everywhere. Cold is a whole process, from start to file; warm is one core.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

import leaflet

from handouts.markup import Inline, Run
from handouts.model import Handout
from handouts.proof import prove
from handouts.publish import Options, chosen, fixed_words, identity_of, open_project
from handouts.typeset import typeset

NAME = "ketamine-for-depression"
WARM_REPEATS = 12
#: The base of all ratios, and the others where they are installed: a module beside this one each.
BASE = "platypus"
PEERS = ("typst", "weasyprint", "fpdf2")
#: Typst remembers too what it set before: compared are the same again, a section edited, and every text new.
MEMOIZED = "typst"
#: Which section is edited.
EDITED = 3


def cold(command: list[str]) -> float:
    """Seconds of one process, from start to file."""
    # Bytecode is kept between runs, as it is wherever this is installed.
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={**env, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return perf_counter() - start


def peak(command: list[str]) -> int:
    """Peak resident kilobytes of one process, told by itself: what a parent hears includes its own size."""
    script = (
        "import runpy, sys\nfrom pathlib import Path\nsys.argv = sys.argv[1:]\n"
        "try: runpy.run_path(sys.argv[0], run_name='__main__')\nexcept SystemExit: pass\n"
        "print([line.split()[1] for line in Path('/proc/self/status').read_text().splitlines() if 'VmHWM' in line][0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "benchmarks")))},
    )
    return int(done.stdout.split()[-1])


def peers() -> dict[str, ModuleType]:
    """The programs of others, by name; one whose library is missing is told and left out."""
    found = {}
    for name in (BASE, *PEERS):
        try:
            found[name] = import_module(f"{name}_leaflet")
        except ImportError as error:
            print(f"left out: {name} ({error}); pip install -r benchmarks/requirements.txt")
    return found


def warm(job: Callable[[], object]) -> float:
    """Seconds for one document, over several."""
    start = perf_counter()
    for _ in range(WARM_REPEATS):
        job()
    return (perf_counter() - start) / WARM_REPEATS


def with_new_heading(handout: Handout, heading: str) -> Handout:
    """The handout as a re-read file gives it after an edit: the other sections are the same objects."""
    sections = list(handout.sections)
    sections[EDITED] = replace(sections[EDITED], heading=Inline((Run(heading),)))
    return replace(handout, sections=tuple(sections))


def forget() -> None:
    """Empty what is remembered of lines, sections, pages, pictures and fonts."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(("handouts.components", "handouts.layout", "handouts.tags", "handouts.typeset")):
            for thing in tuple(vars(module).values()):
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    wanted = Options(ROOT / "content.yaml", ROOT / "styles", ROOT / "out")
    project = open_project(wanted)
    handout, *_ = chosen(project.library, [NAME])
    words, paper = fixed_words(handout), project.theme.papers["letter"]
    identity = identity_of(project, handout, wanted.today)
    others = peers()
    others[BASE].register()
    content = others[BASE].load()

    numbers = count(1)

    def setting(one: Handout) -> bytes:
        return typeset(one, project.library, project.theme, project.faces, words, paper, {}, identity).data

    def ours() -> bytes:
        return setting(handout)

    made = typeset(handout, project.library, project.theme, project.faces, words, paper, {}, identity)

    def edited() -> bytes:
        return setting(with_new_heading(handout, f"What is new {next(numbers)}"))

    def forgetful() -> bytes:
        forget()
        project.faces.forget()
        return ours()

    def proof() -> object:
        return prove(made.data, handout, project.library, words, project.theme, made.pages, identity)

    new_texts: list[dict[str, Any]] = []
    theirs = {name: module.render(content) for name, module in others.items()}
    with TemporaryDirectory() as folder:
        colds = {
            "ours, typeset": ["benchmarks/cold_leaflet.py", f"{folder}/a.pdf"],
            "ours, typeset and proved": ["make_pdf.py", "build", NAME, "--out", f"{folder}/out"],
            **{name: [f"benchmarks/{name}_leaflet.py", f"{folder}/{name}.pdf"] for name in others},
        }
        jobs: dict[str, Callable[[], object]] = {
            "ours, typeset": ours,
            "ours, a section edited": edited,
            "ours, nothing remembered": forgetful,
            "proof alone": proof,
            **{name: partial(module.render, content) for name, module in others.items()},
        }
        if MEMOIZED in others:
            jobs[f"{MEMOIZED}, a section edited"] = lambda: others[MEMOIZED].render(
                leaflet.another(content, next(numbers), only=EDITED)
            )
            jobs[f"{MEMOIZED}, every text new"] = lambda: others[MEMOIZED].render(new_texts.pop())
        cold_times: dict[str, list[float]] = {name: [] for name in colds}
        warm_times: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(options.rounds):
            for name, command in colds.items():
                rmtree(f"{folder}/out", ignore_errors=True)  # or ours would see that there is nothing to do
                cold_times[name].append(cold(command))
            for name, job in jobs.items():
                new_texts += [leaflet.another(content, next(numbers)) for _ in range(WARM_REPEATS - len(new_texts))]
                warm_times[name].append(warm(job))
        rmtree(f"{folder}/out", ignore_errors=True)
        peaks = {name: peak(command) / 1024 for name, command in colds.items()}
    figures = {
        "cold_s": {name: median(times) for name, times in cold_times.items()},
        "peak_mb": peaks,
        "warm_ms": {name: 1000 * median(times) for name, times in warm_times.items()},
        "bytes": {"ours, typeset": len(made.data), **{name: len(data) for name, data in theirs.items()}},
    }
    figures["warm_ms"]["ours, typeset and proved"] = (
        figures["warm_ms"]["ours, typeset"] + figures["warm_ms"]["proof alone"]
    )
    show(figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def show(figures: dict[str, dict[str, float]]) -> None:
    """The table: each measure, and what it is of that of plain Platypus."""
    for measure, values in figures.items():
        base = values[BASE]
        print(f"\n{measure:<28}{'value':>10}{'of platypus':>14}")
        for name, value in values.items():
            print(f"  {name:<26}{value:>10.3f}{value / base:>13.2f}x")
    speed = {name: 1000 / value for name, value in figures["warm_ms"].items()}
    print(f"\nwarm documents a second: {', '.join(f'{name} {value:.1f}' for name, value in speed.items())}")


if __name__ == "__main__":
    main()
