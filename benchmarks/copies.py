"""Copies for patients per second, read from a list to finished and proved files: own files, and one print queue.

Run it from the project: python benchmarks/copies.py [ROWS]. The memory disk is used where there is one.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from handouts.publish import MergeRequest, Options, Queueing, Wish, merge

ROUNDS = 7
#: What names are made of.
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnprstvwxyz"


def word(chance: random.Random) -> str:
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4))).capitalize()


def written(path: Path, rows: int) -> Path:
    """A list as a hospital has it for tomorrow: many names, few days, clinicians and times."""
    chance = random.Random(1)
    first, last = [word(chance) for _ in range(400)], [word(chance) for _ in range(2500)]
    lines = ["patient.name,appointment.date,appointment.time,appointment.clinician"]
    for number in range(rows):
        name = f"{chance.choice(first)} {chance.choice(last)}"
        lines.append(
            f"{name},2026-12-0{1 + number % 5},{8 + number % 9}:{number * 15 % 60:02d},Dr. Example {number % 20}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def timed(data: Path, out: Path, how: Queueing | None) -> tuple[float, float]:
    """Seconds on the clock and of the processor for one run."""
    options = Options(ROOT / "tests/fixtures/personal-visit.yaml", ROOT / "styles", out, today=date(2026, 11, 23))
    clock, processor = time.perf_counter(), time.process_time()
    wrong = [copied for copied in merge(options, MergeRequest(data, Wish("visit"), None, how)) if copied.problems]
    spent = time.perf_counter() - clock, time.process_time() - processor
    assert not wrong
    shutil.rmtree(out)
    return spent


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    disk = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=disk) as name:
        folder = Path(name)
        data = written(folder / "list.csv", rows)
        timed(written(folder / "few.csv", 3), folder / "warm", None)
        runs: dict[str, list[tuple[float, float]]] = {"own files": [], "one queue": []}
        for _ in range(ROUNDS):
            runs["own files"].append(timed(data, folder / "files", None))
            runs["one queue"].append(timed(data, folder / "queue", Queueing()))
    print(f"{rows:,} copies, medians of {ROUNDS}: copies a second by the clock (by the processor's time)")
    for what, found in runs.items():
        clock, processor = (statistics.median(times) for times in zip(*found, strict=True))
        print(f"{what}: {rows / clock:,.0f} ({rows / processor:,.0f})")


if __name__ == "__main__":
    main()
