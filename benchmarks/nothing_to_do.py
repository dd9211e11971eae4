"""How long a build with nothing to do takes: a fresh process, 60 documents, medians of 15, beside Python's own start.

python benchmarks/nothing_to_do.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import yaml

ROOT = Path(__file__).resolve().parent.parent
COPIES = 15
ROUNDS = 15


def seconds(command: list[str], folder: str) -> float:
    """One process, from start to end. Bytecode is kept, as it is wherever this is installed."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    subprocess.run(command, cwd=folder, env={**env, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def main() -> None:
    with TemporaryDirectory() as folder:
        content = yaml.safe_load((ROOT / "content.yaml").read_text(encoding="utf-8"))
        handouts = content["handouts"]
        for handout in handouts.values():  # with them 60 documents would be more than a file may hold
            del handout["translations"]
        content.pop("bundles", None)  # they name handouts as they were
        content["handouts"] = {
            f"{name}-{number}": {**handout, "code": f"{handout['code']}-{number}"}
            for number in range(COPIES)
            for name, handout in handouts.items()
        }
        Path(folder, "content.yaml").write_text(json.dumps(content, default=str), encoding="utf-8")
        build = [sys.executable, str(ROOT / "make_pdf.py"), "--styles", str(ROOT / "styles")]
        first = seconds(build, folder)
        made = len(list(Path(folder, "out").glob("*.pdf")))
        times = [(seconds(build, folder), seconds([sys.executable, "-c", "pass"], folder)) for _ in range(ROUNDS)]
    ours, bare = (1000 * median(column) for column in zip(*times, strict=True))
    print(f"{made} documents, first build {first:.2f} s")
    print(f"nothing to do {ours:.1f} ms, bare Python {bare:.1f} ms")


if __name__ == "__main__":
    main()
