"""The command "watch": rebuild what changed at every save, while the front desk shows it in the browser."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from handouts.cli.building import build
from handouts.cli.desk import open_desk
from handouts.cli.options import options_of
from handouts.cli.telling import print_problems, say
from handouts.problems import ContentError, HandoutsError
from handouts.publish import Options

#: What a build reads: content and styles, and pictures beside them.
_READ = frozenset({".yaml", ".yml", ".png", ".jpg", ".jpeg"})
#: Editors write a file in several steps; so long, in milliseconds, nothing more must come before a build begins. It
#: may pass twice until that is told, and an author waits for it as for the build.
_SETTLED = 20


def watch(given: argparse.Namespace) -> int:
    """Build, then again at every save, and keep the front desk open at the newest text. Until Ctrl-C.

    Raises as ``open_desk``; mistakes in what was saved are told and waited out.
    """
    options = options_of(given)
    stop = Event()

    def build_once() -> None:
        try:
            build(given)
        except ContentError as error:
            print_problems(error.problems, getattr(error, "documents", ()))
        except HandoutsError as error:
            say(f"error: {error}")

    build_once()
    follower = Thread(target=_follow, args=(options, build_once, stop), daemon=True)
    follower.start()
    try:
        open_desk(given, options)
    finally:
        stop.set()
        follower.join(timeout=5)
    return 0


def _follow(options: Options, build_once: Callable[[], None], stop: Event) -> None:
    from watchfiles import watch as changes

    folders = {options.content.resolve().parent, options.styles.resolve()}
    out = options.out.resolve()

    def matters(_: object, path: str) -> bool:
        return Path(path).suffix.lower() in _READ and not Path(path).is_relative_to(out)

    for _ in changes(*folders, watch_filter=matters, stop_event=stop, debounce=2000, step=_SETTLED, recursive=False):
        build_once()
