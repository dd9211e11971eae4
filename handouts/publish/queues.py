"""Print queues: all copies of a list in one file, each on a sheet of its own, written as they come."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from handouts.merge.lists import Entry
from handouts.problems import ContentError, MachineError, Place, Problem
from handouts.proof import Claim
from handouts.publish.files import new_private, part_of
from handouts.publish.press import SAMPLE, Copied, Press, Ready
from handouts.publish.project import file_name
from handouts.records import dataclass
from handouts.tags import Metadata, TaggedCanvas
from handouts.tags.blueprint import Apart, Blueprint
from handouts.tags.queue import Queue, Written

#: The names of queues: the handout's, and a number where one file does not hold them all.
QUEUES = "*.queue*.pdf"
#: Rows that can be sorted into groups: they wait in memory.
_MOST_GROUPED = 100_000
#: Pieces that are written at once: those of 256 copies or so, a megabyte.
_PIECES = 2560


@dataclass(frozen=True, slots=True)
class Queueing:
    """How a queue is made: copies of a group together or in the order of the list, with a sheet before each group."""

    grouped: bool = False
    separators: bool = False


def queue(press: Press, entries: Iterable[Entry], out: Path, how: Queueing) -> Iterator[Copied]:
    """One file for all entries, or several where there are more than PDF readers can number.

    Copies that are laid out in full are proved one by one. Of all copies the first, every 1000th and the last are read
    back from the finished file; where one fails, the file is not published.
    """
    groups = _groups(entries) if how.grouped else iter([list_of(entries)])
    files: list[_File] = []
    try:
        for group in groups:
            before = how.separators
            for entry, count in group:
                if entry.problems:
                    yield Copied(entry.row, None, 0, entry.problems)
                    continue
                room = bool(files) and not files[-1].full
                if files and not room:
                    yield from files[-1].close()
                try:
                    if not room:
                        files.append(_File(press, out / _name(press, entry, len(files)), _metadata(press, entry)))
                    if before:
                        files[-1].laid_out(entry, *press.separator(entry, count))
                        before = False
                    pages = files[-1].add(entry)
                except ContentError as error:
                    yield Copied(entry.row, None, 0, tuple(press.at_row(problem, entry) for problem in error.problems))
                    continue
                yield Copied(entry.row, files[-1].path, pages, ())
        if files:
            yield from files[-1].close()
    except BaseException:
        if files:
            files[-1].drop()
        raise


def list_of(entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """Entries as they come, in one group whose size nobody knows."""
    return ((entry, 0) for entry in entries)


def _groups(entries: Iterable[Entry]) -> Iterator[Iterator[tuple[Entry, int]]]:
    """Entries by their group, groups in the order in which they are first named, each with its size."""
    waiting: dict[str, list[Entry]] = {}
    bad: list[Entry] = []
    for number, entry in enumerate(entries, 1):
        if number > _MOST_GROUPED:
            message = f"more than {_MOST_GROUPED:,} rows cannot be sorted into groups"
            raise ContentError([Problem("data-file", message, Place(entry.file), "sort the list, or cut it in two")])
        (bad if entry.problems else waiting.setdefault(entry.group, [])).append(entry)
    yield ((entry, 0) for entry in bad)
    for group in waiting.values():
        yield ((entry, len(group)) for entry in group)


def _name(press: Press, entry: Entry, before: int) -> str:
    stem = file_name(entry.parts[0].handout, press.options).removesuffix(".pdf") if len(entry.parts) == 1 else "packet"
    return f"{stem}.queue{f'-{before + 1}' if before else ''}.pdf"


def _metadata(press: Press, entry: Entry) -> Metadata:
    """What the queue says of itself: the same as its first copy, but no code where the list may name other handouts."""
    canvas, _ = press.set(entry)
    metadata: Metadata = canvas.metadata
    return metadata if len(press.offer.handouts) == 1 else replace(metadata, keywords="")


@dataclass(frozen=True, slots=True)
class _Sample:
    """A copy that will be read back, and what it claims to hold."""

    written: Written
    entry: Entry
    claims: tuple[Claim, ...]


class _File:
    """A queue being written under another name, until it is proved."""

    def __init__(self, press: Press, path: Path, metadata: Metadata) -> None:
        self.path = path
        self._press, self._part = press, part_of(path)
        self._queue = Queue(metadata)
        self._ready: dict[int, tuple[Ready, Blueprint]] = {}
        self._samples: list[_Sample] = []
        self._last: tuple[Entry, tuple[Claim, ...] | None] | None = None
        self._copies = 0
        self._waiting: list[bytes] = []
        try:
            self._descriptor = new_private(self._part)
        except OSError as error:
            raise MachineError(f"{path}: {error.strerror or error}") from error
        self._write([self._queue.begin()])

    @property
    def full(self) -> bool:
        """Whether the file holds no other copy."""
        return self._queue.full

    def add(self, entry: Entry) -> int:
        """Write one copy; gives its pages. Raises ContentError where it cannot be made."""
        found = self._press.streams(entry)
        if found is None:
            return self.laid_out(entry, *self._press.set(entry))
        ready, streams = found
        blueprint = self._blueprint(ready)
        self._write(self._queue.copy(blueprint, streams))
        self._remember(entry, None)
        return ready.pages

    def laid_out(self, entry: Entry, canvas: TaggedCanvas, claims: tuple[Claim, ...]) -> int:
        """Write a copy that was laid out in full, if its own proof finds nothing wrong with it."""
        wrong = self._press.proved(canvas.getpdfdata(), entry, claims)
        if wrong:
            raise ContentError(wrong)
        self._write(self._queue.copy(Blueprint(canvas.apart(), None), ()))
        self._flush()  # it shares nothing, so it is large
        self._remember(entry, claims)
        return sum(claim.pages for claim in claims)

    def close(self) -> Iterator[Copied]:
        """Finish the file, prove the samples, and put it in its place; one in which every copy failed is dropped."""
        if not self._queue.pages:
            self.drop()
            return
        try:
            for piece in self._queue.end():
                self._write([piece])
            self._flush()
            os.fsync(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1
            if self._last is not None:
                self._sample(*self._last)
            for number, sample in enumerate(self._samples):
                wrong = self._proved(sample, whole=not number)
                if wrong:
                    yield Copied(sample.entry.row, None, 0, wrong)
                    self.drop()
                    return
            os.replace(self._part, self.path)
        except OSError as error:
            self.drop()
            raise MachineError(f"{self.path}: {error.strerror or error}; nothing was put in its place") from error
        except BaseException:
            self.drop()
            raise

    def _proved(self, sample: _Sample, whole: bool) -> tuple[Problem, ...]:
        """What is wrong with a copy. The first is read in the ``whole`` file, which must open and have all its pages;
        the others by their bytes as they stand in it: a reader looks at all pages before one that it is asked for.
        """
        if whole:
            return self._press.proved(self._part, sample.entry, sample.claims, self._queue.pages)
        with self._part.open("rb") as file:

            def read(offset: int, length: int) -> bytes:
                file.seek(offset)
                return file.read(length)

            excerpt = self._queue.excerpt(sample.written, read)
        pages = sum(claim.pages for claim in sample.claims)
        return self._press.proved(excerpt, sample.entry, sample.claims, pages + pages % 2)

    def drop(self) -> None:
        """Take away what was written."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        with suppress(OSError):
            self._part.unlink()

    def _blueprint(self, ready: Ready) -> Blueprint:
        known = self._ready.get(id(ready))
        if known is None:
            apart: Apart = ready.canvas.apart()
            blueprint, shared = self._queue.share(apart)
            self._write([shared])
            known = self._ready[id(ready)] = (ready, blueprint)
        return known[1]

    def _remember(self, entry: Entry, claims: tuple[Claim, ...] | None) -> None:
        """Note the copy just written: the first, every 1000th and the last are read back."""
        if self._copies % SAMPLE:
            self._last = entry, claims
        else:
            self._sample(entry, claims)
            self._last = None
        self._copies += 1

    def _sample(self, entry: Entry, claims: tuple[Claim, ...] | None) -> None:
        self._samples.append(_Sample(self._queue.last, entry, claims or self._press.claims(entry)))

    def _write(self, pieces: Sequence[bytes]) -> None:
        self._waiting += pieces
        if len(self._waiting) > _PIECES:
            self._flush()

    def _flush(self) -> None:
        data = memoryview(b"".join(self._waiting))
        self._waiting = []
        try:
            while data:
                data = data[os.write(self._descriptor, data) :]
        except OSError as error:
            raise MachineError(f"{self.path}: {error.strerror or error}; nothing was put in its place") from error
