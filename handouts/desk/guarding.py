"""Who may ask, and for what: the checks before every answer and the headers on it.

The page listens on this machine only, but a web page open in the same browser could still send requests to it. So the
Host header must name this machine (DNS rebinding), changes need a token that only our own page holds (CSRF), and
nothing but our own script, style and pictures may load (Content Security Policy Level 3). Beyond this machine a
password is asked for.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import field
from threading import Lock
from types import MappingProxyType

from handouts.desk.settings import settings
from handouts.records import dataclass

#: The header that carries the token of our own page.
TOKEN_HEADER = "X-Desk-Token"  # noqa: S105  # the name of a header
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::[0-9]{1,5})?")
_MINUTE = 60.0
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "object-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
#: On every answer. A PDF is shown in a frame of our own page, so frames of our own are allowed and no others.
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cache-Control": "no-store",
    }
)


@dataclass(frozen=True, slots=True)
class Guard:
    """``names`` are hosts it answers to besides this machine's own; any address in digits is fine with a password."""

    token: str
    names: frozenset[str] = frozenset()
    password: str | None = field(default=None, repr=False)

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this desk."""
        name = host_name(host)
        if name is None:
            return False
        return name in _LOCAL or name in self.names or (self.password is not None and _is_address(name))

    def knows(self, token: str | None) -> bool:
        """Whether a request comes from our own page."""
        return token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def lets_in(self, password: str | None) -> bool:
        """Whether a password opens the desk; without one set it stands open, on this machine only."""
        if self.password is None:
            return True
        return password is not None and hmac.compare_digest(password.encode(), self.password.encode())


class Patience:
    """Counts wrong passwords, so that guessing takes years. ``clock`` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._wrong: deque[float] = deque()
        self._lock = Lock()

    def lost(self) -> bool:
        """Whether there were too many in the last minute."""
        with self._lock:
            while self._wrong and self._wrong[0] <= self._clock() - _MINUTE:
                self._wrong.popleft()
            return len(self._wrong) >= settings().limits["wrong_passwords"]

    def note(self) -> None:
        """A wrong one was given."""
        with self._lock:
            self._wrong.append(self._clock())


def host_name(host: str) -> str | None:
    """The name in a Host header without port and brackets, in small letters; None where it is none (RFC 9110, 7.2)."""
    found = _HOST.fullmatch(host.strip().lower())
    return (found[1] or found[2]) if found else None


def is_loopback(host: str) -> bool:
    """Whether a server that listens on ``host`` can only be reached from this machine."""
    if host in _LOCAL:
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
