"""Who makes the files of a build: this process, several, or a Dask cluster. What is made is the same to the byte.

Workers only set and prove, which is a pure function of content, style and options; files are written by the process
that builds, once each and in order. So a worker that dies costs time and nothing else.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from multiprocessing import get_context
from typing import Any

from handouts.problems import ContentError, MachineError, Problem, UsageError
from handouts.publish.building import Here, Workers, made
from handouts.publish.matrix import Plan, Step, plan
from handouts.publish.project import Options
from handouts.publish.rendered import Rendered
from handouts.records import dataclass

#: How often workers may die in one build before it is given up: once may be chance, this is not.
_LOSSES = 3
#: Files under way for every worker, so that none waits and the finished ones do not pile up in memory.
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker gives back: exceptions lose what they hold on the way between processes."""

    rendered: Rendered | None = None
    problems: tuple[Problem, ...] = ()
    misuse: tuple[str, str | None] | None = None
    differs: bool = False

    def result(self) -> Rendered:
        """What was made. Raises as ``made`` does, and MachineError where the worker read other files than these."""
        if self.differs:
            raise MachineError("a worker reads other content or styles than this machine: give both the same folder")
        if self.misuse:
            raise UsageError(*self.misuse)
        if self.rendered is None:
            raise ContentError(self.problems)
        return self.rendered


class Pool:
    """Workers behind an executor, which is made anew where it breaks.

    ``far``: workers are on other machines, and what they made can be lost after it was made and before it was fetched.
    """

    def __init__(
        self, start: Callable[[], Executor], options: Options, todo: Plan, jobs: int, *, far: bool = False
    ) -> None:
        self.ahead = jobs * _AHEAD
        self._start = start
        self._far = far
        self._options = replace(options, jobs=1, cluster=None)
        self._seal = seal_of(todo)
        self._losses = 0
        self._executor = start()

    def submit(self, step: Step) -> Callable[[], Rendered]:
        """Hand a step to a worker; gives what waits for it."""
        sent = self._sent(step)
        return lambda: self._fetched(step, *sent)

    def _sent(self, step: Step) -> tuple[Executor, Future[Outcome] | None]:
        try:
            return self._executor, self._executor.submit(make, self._options, self._seal, step.number)
        except BrokenExecutor:  # dealt with when the file is fetched
            return self._executor, None

    def _fetched(self, step: Step, executor: Executor, future: Future[Outcome] | None) -> Rendered:
        lost = 0
        while True:
            outcome = None
            try:
                if future is not None:
                    outcome = future.result()
            except BrokenExecutor:  # and with it everything else that was under way there
                future = None
            except Exception:  # a result that died with its worker: Dask says so in many ways, TypeError is one
                lost += 1
                if not self._far or lost > _LOSSES:
                    raise
            if outcome is not None:
                return outcome.result()
            if future is None and executor is self._executor:
                self._begin_anew()
            executor, future = self._sent(step)

    def _begin_anew(self) -> None:
        self._losses += 1
        if self._losses > _LOSSES:
            raise MachineError("workers die again and again: build with --jobs 1 to see at which document")
        self.close()
        self._executor = self._start()

    def close(self) -> None:
        """End the workers; what nobody waits for is not made."""
        if isinstance(self._executor, ProcessPoolExecutor):
            self._executor.shutdown(wait=False, cancel_futures=True)
        else:  # Dask's executor cancels by itself what nobody waits for
            self._executor.shutdown(wait=False)


@contextmanager
def workers_for(options: Options, todo: Plan) -> Iterator[Workers]:
    """The workers that ``options.jobs`` and ``options.cluster`` ask for. Raises UsageError and MachineError."""
    if options.cluster is None and options.jobs == 1:
        yield Here()
        return
    if options.cluster is None:
        context = get_context("spawn")  # forking a process that has threads is not safe
        pool = Pool(lambda: ProcessPoolExecutor(options.jobs, mp_context=context), options, todo, options.jobs)
        try:
            yield pool
        finally:
            pool.close()
        return
    with _cluster(options.cluster) as (start, cores):
        pool = Pool(start, options, todo, cores, far=True)
        try:
            yield pool
        finally:
            pool.close()


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Callable[[], Executor], int]]:
    """A Dask cluster as an executor, and how many threads its workers have."""
    try:
        from distributed import Client
    except ImportError as error:
        raise MachineError("a cluster needs Dask: python3 install.py cluster") from error
    connect: Any = Client  # dask has few types
    try:
        with uncollected():
            client = connect(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise MachineError(f"{address}: no cluster answers there ({error})") from error
    try:
        cores = sum(client.nthreads().values())
        yield client.get_executor, max(1, cores)
    finally:
        with uncollected():
            client.close()


@contextmanager
def uncollected() -> Iterator[None]:
    """While nothing is collected: Dask starts and stops under a lock, which an old client found just then waits for."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def make(options: Options, seal: str, number: int) -> Outcome:
    """Make the file ``number`` of a plan, in a worker. ``seal`` is that of the files it must be made from."""
    try:
        todo = _plan(options, seal)
        if todo is None:
            return Outcome(differs=True)
        return Outcome(made(todo.steps[number - 1]))
    except ContentError as error:
        return Outcome(problems=error.problems)
    except UsageError as error:
        return Outcome(misuse=(str(error), error.hint))


@lru_cache(maxsize=4)
def _plan(options: Options, seal: str) -> Plan | None:
    """The plan with its fonts, read once in a worker; None where it is of other files."""
    todo = plan(options)
    return todo if seal_of(todo) == seal else None


def seal_of(todo: Plan) -> str:
    """The hash of all content and style that a plan was read from."""
    texts = [document.text.content if document.text else "" for document in todo.documents]
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
