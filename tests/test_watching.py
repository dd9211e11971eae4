"""The command "watch", in a process of its own: what is saved is built, mistakes are told and waited out."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sheets import ROOT, STYLES, content

PATIENCE = 60.0


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, Path, int, subprocess.Popen[str]]]:
    file = tmp_path / "content.yaml"
    file.write_text(content("- {heading: H, body: [Some text.]}"), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, str(ROOT / "make_pdf.py"), "watch", "--no-open", "--port", str(port)]
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            [*command, "--styles", str(STYLES)], cwd=tmp_path, stdout=stream, stderr=subprocess.STDOUT, text=True
        )
    try:
        wait_for(lambda: "The front desk is open" in log.read_text(encoding="utf-8"), process)
        yield file, log, port, process
    finally:
        process.kill()
        process.wait()


def wait_for(met: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while not met():
        assert process.poll() is None, "watch has ended"
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="ends it as Ctrl-C does, which Windows sends otherwise")
def test_every_save_is_built_and_mistakes_are_waited_out(
    watched: tuple[Path, Path, int, subprocess.Popen[str]],
) -> None:
    file, log, port, process = watched
    made = file.parent / "out" / "sample.pdf"
    first = made.read_bytes()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Some text.", "Other words."), encoding="utf-8")
    wait_for(lambda: made.read_bytes() != first, process)
    second = made.read_bytes()
    file.write_text(text.replace("heading:", "haeding:"), encoding="utf-8")
    wait_for(lambda: "error[unknown-field]" in log.read_text(encoding="utf-8"), process)
    assert made.read_bytes() == second
    file.write_text(text, encoding="utf-8")
    wait_for(lambda: made.read_bytes() == first, process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
        assert b"A sample" in page.read()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=PATIENCE) in {0, 130}
    assert "Traceback" not in log.read_text(encoding="utf-8")
