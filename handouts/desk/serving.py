"""Opens the desk: waitress in front of the application, on this machine only unless told otherwise."""

from __future__ import annotations

import errno
import logging
import os
import select
import socket
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

from waitress.server import create_server

from handouts.desk.app import app
from handouts.desk.desk import Arrangement, Desk
from handouts.desk.door import door
from handouts.desk.guarding import is_loopback
from handouts.desk.settings import settings
from handouts.problems import MachineError, UsageError

#: Where a desk is found day after day; browsers keep favorites by this address.
PORT = 8321
#: Where phones find their door.
PHONE_PORT = 8322
_SWEEP = 15.0  # seconds between looks for patient data that has been idle too long
_NEVER_ON_DISK = 1 << 30  # waitress writes answers beyond a size into a temporary file; none of ours is that large


def serve(
    arrangement: Arrangement,
    host: str,
    port: int | None,
    opened: Callable[[str, str | None], None],
    phones: str | None = None,
) -> None:
    """Serve until interrupted; ``opened`` hears of the address, and of that for phones.

    Without a port, the usual one or another free one.
    ``phones`` is this machine's address in the clinic's network, where phones may come to a door of their own.
    Raises UsageError without a password beyond this machine or with a port in use, ProjectError, MachineError.
    """
    if (not is_loopback(host) or arrangement.names) and arrangement.password is None:
        hint = "put one into a file and give --password-file FILE; the README says how to add TLS"
        raise UsageError(
            f"a desk that others can reach ('{min(arrangement.names, default=host)}') needs a password", hint
        )
    at_door = listen(phones, None, PHONE_PORT) if phones else None
    if at_door and phones:
        arrangement = replace(arrangement, phones=address(phones, at_door.getsockname()[1]).rstrip("/"))
    desk = Desk(arrangement)
    listening = listen(host, port)
    server = server_of(desk, listening)
    outer = door_of(desk, at_door) if at_door else None
    if outer:
        Thread(target=outer.run, daemon=True).start()
    done = Event()
    Thread(target=_sweep, args=(desk, done), daemon=True).start()
    Thread(target=desk.warm, daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):  # Ctrl-C is how a desk is closed
            opened(address(host, listening.getsockname()[1]), arrangement.phones)
            server.run()
    finally:
        done.set()
        server.close()
        if outer:
            outer.close()
        desk.press.close()


def server_of(desk: Desk, listening: socket.socket) -> Any:
    """A waitress server around a desk: bounded requests, nothing of them on disk, no error shown to a stranger."""
    # A server on this machine that adds TLS says so; nobody else is believed.
    before = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}}
    return _server(app(desk), listening, settings().limits["threads"], before if desk.arrangement.names else {})


def door_of(desk: Desk, listening: socket.socket) -> Any:
    """A server of its own at the door for phones."""
    host = urlsplit(desk.arrangement.phones or "").hostname or ""
    return _server(door(desk.links, host), listening, settings().limits["door_threads"], {})


def _server(served: Any, listening: socket.socket, threads: int, more: Mapping[str, Any]) -> Any:
    limits = settings().limits
    logging.getLogger("waitress").setLevel(logging.CRITICAL)  # it would tell of every moment of a crowd
    return create_server(
        served,
        map={},  # each server has its own loop
        **more,
        clear_untrusted_proxy_headers=True,
        sockets=[listening],
        threads=threads,
        ident=None,
        max_request_header_size=limits["header"],
        max_request_body_size=limits["body"],
        inbuf_overflow=_NEVER_ON_DISK,
        outbuf_overflow=_NEVER_ON_DISK,
        connection_limit=1000,
        channel_timeout=30,
        asyncore_use_poll=hasattr(select, "poll"),  # Windows has none, and no need of it
        expose_tracebacks=False,
    )


def listen(host: str, port: int | None, usual: int | None = None) -> socket.socket:
    """A listening socket; without a port at the ``usual`` one, or another.

    Raises UsageError where the port is taken, MachineError where there is no such address.
    """
    for wanted in (usual or PORT, 0) if port is None else (port,):
        try:
            family, _, _, _, where = socket.getaddrinfo(host, wanted, type=socket.SOCK_STREAM)[0]
            with ExitStack() as failing:
                listening = failing.enter_context(socket.socket(family, socket.SOCK_STREAM))
                if os.name != "nt":  # on Windows it would let two desks share a port
                    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listening.bind(where)
                listening.listen(socket.SOMAXCONN)
                failing.pop_all()
                return listening
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise MachineError(f"the desk cannot open at '{host}': {error.strerror or error}") from error
    raise UsageError(f"port {port} is in use", "another desk may be open already; or give another --port")


def address(host: str, port: int) -> str:
    """What to type into a browser."""
    name = "localhost" if host in {"", "0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104  # only named
    return f"http://{name}:{port}/"


def _sweep(desk: Desk, done: Event) -> None:
    while not done.wait(_SWEEP):
        desk.holding.sweep()
