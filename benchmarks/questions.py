"""One sheet with many questions, every text another one: seconds to set it, and memory for each question.

Run it from the project: python benchmarks/questions.py [QUESTIONS]. A quarter of them tells if the time is linear.
Every figure comes from a process of its own, in which a small sheet was set before.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from handouts.model import Handout, Library
from handouts.publish import Options, fixed_words, identity_of, open_project
from handouts.schema import read_library
from handouts.source import parse
from handouts.typeset import typeset

ROUNDS = 5
_HEAD = """\
clinic: {name: Test Clinic, phone: 770-555-0100, address: [1 Example Street, "Loganville, GA 30052"]}
handouts:
  questions:
    kind: faq
    language: en
    title: Many questions
    summary: One sheet with all questions that anybody has asked.
    review: {status: draft, version: "1.0", edition: 2026-11-23}
    sections:
      - heading: All questions
        body:
          - questions:
"""
#: A content file may have 1 MB: answers are short.
_ENTRY = """\
              - ask: Question {0}. What should I do on day {0} of my treatment?
                answer: On day {0} eat a light meal, drink water and **rest at home**. Call us if step {0} is not clear.
"""


def library(count: int) -> Library:
    """The content with so many questions."""
    text = _HEAD + "".join(_ENTRY.format(number) for number in range(1, count + 1))
    found, problems = read_library(parse(text.encode(), "questions.yaml"))
    assert found is not None, [problem.headline() for problem in problems[:3]]
    return found


def once(count: int) -> None:
    """Set a small sheet, then one with ``count`` questions; print its seconds and the kilobytes it added."""
    options = Options(ROOT / "content.yaml", ROOT / "styles", ROOT / "out")
    project = open_project(options)
    few, many = library(20), library(count)

    def set_(content: Library) -> int:
        handout: Handout = content.handouts[0]
        words, paper = fixed_words(handout), project.theme.papers["letter"]
        identity = identity_of(replace(project, library=content), handout, options.today)
        return typeset(handout, content, project.theme, project.faces, words, paper, {}, identity).pages

    set_(few)
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    pages = set_(many)
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, pages)


def main() -> None:
    if sys.argv[1:2] == ["--once"]:
        once(int(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    for number in (count // 4, count):
        runs = []
        for _ in range(ROUNDS):
            command = [sys.executable, __file__, "--once", str(number)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            runs.append(tuple(map(float, done.stdout.split())))
        seconds, kilobytes, pages = (statistics.median(values) for values in zip(*runs, strict=True))
        print(
            f"{number:,} questions, {pages:.0f} pages: {seconds:.2f} s ({1000 * seconds / number:.3f} ms each), "
            f"{kilobytes / number:.1f} KB each"
        )


if __name__ == "__main__":
    main()
