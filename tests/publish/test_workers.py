"""Several processes, and a cluster: the same files as one process makes, whoever dies on the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts.problems import ContentError, MachineError, UsageError
from handouts.publish import Options, build, plan, workers_for
from handouts.publish.matrix import Step
from handouts.publish.workers import Outcome, Pool, make, seal_of, uncollected
from tests.sheets import STYLES, TODAY, content

SHEETS = 12


@pytest.fixture
def options(tmp_path: Path) -> Options:
    text = content("- {heading: H, body: [Some text.]}") + "\n"
    _, _, body = text.partition("handouts:\n")
    more = [body.replace("sample:", f"sample-{number}:", 1) for number in range(1, SHEETS)]
    (tmp_path / "content.yaml").write_text(text + "".join(more), encoding="utf-8")
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", today=TODAY)


def files(options: Options) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(options.out.glob("*.pdf"))}


def issued(options: Options) -> list[str]:
    entries = yaml.safe_load((options.out / "register.yaml").read_text(encoding="utf-8"))
    return [entry["file"] for entry in entries]


def built_by(options: Options, meanwhile: Callable[[Step], None] | None = None) -> None:
    todo = plan(options)
    with workers_for(options, todo) as workers:
        done = list(build(options, meanwhile, todo, workers))
    assert len(done) == SHEETS
    assert all(built.published for built in done)


def as_alone(options: Options) -> dict[str, bytes]:
    alone = replace(options, out=options.out.parent / "alone", jobs=1, cluster=None)
    assert all(built.published for built in build(alone))
    return files(alone)


def test_processes_make_the_same_files(options: Options) -> None:
    wanted = replace(options, jobs=2)
    built_by(wanted)
    assert files(wanted) == as_alone(options)
    assert issued(wanted) == [f"{name}.pdf" for name in ["sample", *(f"sample-{n}" for n in range(1, SHEETS))]]


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_a_killed_process_loses_and_doubles_nothing(options: Options) -> None:
    wanted = replace(options, jobs=2)
    killed: list[int] = []

    def kill_one(step: Step) -> None:
        if step.number == 3 and not killed:
            killed.append(_children()[-1])
            os.kill(killed[0], signal.SIGKILL)

    built_by(wanted, kill_one)
    assert killed
    assert files(wanted) == as_alone(options)
    assert len(issued(wanted)) == len(set(issued(wanted))) == SHEETS


def _children() -> list[int]:
    """The worker processes of this one."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                status = (folder / "status").read_text()
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if f"PPid:\t{os.getpid()}\n" in status and b"spawn_main" in command:
                found.append(int(folder.name))
    return sorted(found)


def test_workers_that_always_die_are_told(options: Options) -> None:
    todo = plan(options)

    class Dead(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> None:  # type: ignore[override]  # it never gives anything
            from concurrent.futures.process import BrokenProcessPool

            raise BrokenProcessPool

    pool = Pool(Dead, options, todo, 2)
    with pytest.raises(MachineError, match="die again and again"):
        pool.submit(todo.steps[0])()


class Forgetful(ThreadPoolExecutor):
    """Loses some results after they were made, as a cluster does whose worker dies before they are fetched."""

    def __init__(self, losses: int) -> None:
        super().__init__(1)
        self.losses = losses

    def submit(self, *call: Any, **named: Any) -> Future[Any]:
        self.losses -= 1
        if self.losses < 0:
            return super().submit(*call, **named)
        lost: Future[Any] = Future()
        lost.set_exception(TypeError("cannot unpack non-iterable Outcome object"))
        return lost


def test_a_result_lost_on_its_way_is_made_again(options: Options) -> None:
    todo = plan(options)
    far = Pool(lambda: Forgetful(2), options, todo, 1, far=True)
    assert (
        far.submit(todo.steps[0])().sheet.data
        == Pool(lambda: Forgetful(0), options, todo, 1).submit(todo.steps[0])().sheet.data
    )
    with pytest.raises(TypeError):
        Pool(lambda: Forgetful(99), options, todo, 1, far=True).submit(todo.steps[0])()
    with pytest.raises(TypeError):  # beside this process nothing is lost: it is a fault of ours
        Pool(lambda: Forgetful(1), options, todo, 1).submit(todo.steps[0])()


def test_a_worker_with_other_content_makes_nothing(options: Options) -> None:
    seal = seal_of(plan(options))
    assert make(options, seal, 1).rendered is not None
    with pytest.raises(MachineError, match="other content or styles"):
        make(options, "another", 1).result()


def test_mistakes_come_back_as_what_they_are() -> None:
    with pytest.raises(ContentError):
        Outcome().result()
    with pytest.raises(UsageError, match="no such thing") as told:
        Outcome(misuse=("no such thing", "try this")).result()
    assert told.value.hint == "try this"


def test_no_cluster_is_told(options: Options) -> None:
    wanted = replace(options, cluster="nonsense")
    with pytest.raises(MachineError), workers_for(wanted, plan(wanted)):
        pass


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on loopback."""
    if find_spec("distributed") is None:
        if os.environ.get("CI"):
            pytest.fail("distributed is not installed: python3 install.py test cluster")
        pytest.skip("distributed is not installed: python3 install.py test cluster")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    place = ["--host", "127.0.0.1", "--no-dashboard"]
    address = "tcp://127.0.0.1:18786"
    run = [sys.executable, "-m", "distributed.cli"]
    scheduler = subprocess.Popen([*run[:2], "distributed.cli.dask_scheduler", *place, "--port", "18786"], **quiet)  # type: ignore[call-overload]  # two streams to nowhere
    worker = [*run[:2], "distributed.cli.dask_worker", address, *place, "--nthreads", "1", "--no-nanny"]
    workers = [subprocess.Popen(worker, **quiet) for _ in range(2)]  # type: ignore[call-overload]  # likewise
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.mark.filterwarnings("ignore")  # of dask's own making
def test_a_cluster_makes_the_same_files_though_a_worker_is_killed(
    options: Options, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    wanted = replace(options, cluster=address)
    _wait_for(address, 2)

    def kill_one(step: Step) -> None:
        if step.number == 3:
            workers[0].kill()

    built_by(wanted, kill_one)
    assert workers[0].wait() != 0
    assert files(wanted) == as_alone(options)
    assert len(issued(wanted)) == len(set(issued(wanted))) == SHEETS


def _wait_for(address: str, workers: int) -> None:
    """Until the cluster is complete. A client that finds nobody would stay half made, so the port comes first."""
    from distributed import Client

    host, port = address.removeprefix("tcp://").split(":")
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection((host, int(port)), timeout=5).close()
            break
        except OSError:
            assert time.monotonic() < end, "the scheduler does not start"
            time.sleep(0.1)
    with uncollected(), Client(address, timeout="10s", set_as_default=False) as client:  # type: ignore[no-untyped-call]  # dask has few types
        client.wait_for_workers(workers, timeout=60)
