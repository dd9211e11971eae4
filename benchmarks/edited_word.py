"""One word edited in the shipped content, in a process that has built it before, as ``watch`` does at every save.

Run it from the project: python benchmarks/edited_word.py. Told apart: from the changed file to the bytes of its sheet,
and until everything is proved, examined and in its place, in a library of 14 texts. The base is plain Platypus, which
reads and sets everything anew.
"""

from __future__ import annotations

import gc
import io
import shutil
import sys
from argparse import Namespace
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

import leaflet
import platypus_leaflet

from handouts.cli.arguments import parser
from handouts.cli.building import build
from handouts.publish import Options, fixed_words, identity_of, open_project
from handouts.typeset import typeset

ROUNDS = 15
#: What is edited: a word in the middle of the leaflet.
WORD = "anesthetic"
_LETTERS = str.maketrans("0123456789", "abcdefghij")


def main() -> None:
    gc.set_threshold(50_000)  # as the command line does
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "styles", folder / "styles")
        text = (ROOT / "content.yaml").read_text(encoding="utf-8")
        assert WORD in text
        options = Options(folder / "content.yaml", folder / "styles", folder / "out")
        places = ["--content", str(options.content), "--styles", str(options.styles), "--out", str(options.out)]
        typed = ("build", *places)
        given = parser().parse_args(typed, Namespace(typed=typed))  # once, as ``watch`` does
        numbers = count(1)
        platypus_leaflet.register()

        def save() -> None:
            letters = str(next(numbers)).translate(_LETTERS)  # digits would be missed in the translation
            options.content.write_text(text.replace(WORD, WORD + letters, 1), encoding="utf-8")

        def content_read() -> None:
            open_project(options)

        def to_bytes() -> None:
            project = open_project(options)
            handout = next(one for one in project.library.handouts if one.id == leaflet.NAME)
            identity = identity_of(project, handout, options.today)
            paper, words = project.theme.papers["letter"], fixed_words(handout)
            typeset(handout, project.library, project.theme, project.faces, words, paper, {}, identity)

        def everything() -> None:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                assert build(given) == 0

        def platypus() -> None:
            platypus_leaflet.render(platypus_leaflet.load())

        jobs = {
            "the content read again": content_read,
            "to the bytes of the sheet": to_bytes,
            "all proved and in place": everything,
            "platypus": platypus,
        }
        times: dict[str, list[float]] = {job: [] for job in jobs}
        for _ in range(ROUNDS + 2):
            for job, work in jobs.items():
                save()
                start = perf_counter()
                work()
                times[job].append(perf_counter() - start)
    base = median(times["platypus"][2:])
    print(f"one word edited, medians of {ROUNDS}:")
    for job, found in times.items():
        print(f"  {job:<28}{1000 * median(found[2:]):8.1f} ms{median(found[2:]) / base:8.2f}x platypus")


if __name__ == "__main__":
    main()
