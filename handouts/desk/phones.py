"""Links for patients' phones: a page of a sheet under an address that nobody can guess, for ten minutes, on one phone.

They are served by a door of their own, which knows nothing else: whoever reaches it in the clinic's network can ask for
such a page and for no other thing of the desk. It travels as plain text, so nothing that was typed is on it.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from secrets import token_urlsafe
from threading import Lock

from handouts.components.qr import QUIET_MODULES, qr_rows
from handouts.desk.settings import settings
from handouts.problems import UsageError
from handouts.records import dataclass

#: An address of the network for documentation (RFC 5737): asked which way it lies, a machine names its own address.
#: Nothing is sent there.
_SOMEWHERE = ("192.0.2.1", 9)
_HINT = "give the address that this machine has in the clinic's network: --phones 192.168.1.20, for example"


@dataclass(frozen=True, slots=True)
class PhonePage:
    """A handout as a page for phones, in one language."""

    title: str
    language: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """Pages under one address: until when (seconds of the clock), for which order, and the phone that opened it."""

    pages: tuple[PhonePage, ...]
    until: float
    order: str
    phone: str | None = None


class Links:
    """A bounded number of links. ``clock`` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._links: OrderedDict[str, Link] = OrderedDict()

    def make(self, pages: tuple[PhonePage, ...], order: str) -> str:
        """A link to pages; gives its token."""
        token = token_urlsafe(24)
        with self._lock:
            self._sweep()
            self._links[token] = Link(pages, self._clock() + settings().limits["phone"], order)
            while len(self._links) > settings().limits["held"]:
                self._links.popitem(last=False)
        return token

    def open(self, token: str, phone: str | None) -> tuple[Link, str] | None:
        """The link for a phone, and the name by which that phone is known from now on; None where it is not for it."""
        with self._lock:
            self._sweep()
            link = self._links.get(token)
            if link is None:
                return None
            if link.phone is None:
                link = replace(link, phone=token_urlsafe(24))
                self._links[token] = link
            elif phone is None or not hmac.compare_digest(phone.encode(), link.phone.encode()):
                return None
            return link, str(link.phone)

    def forget(self, order: str) -> None:
        """The patient has gone: a link that no phone has opened is withdrawn."""
        with self._lock:
            for token in [t for t, link in self._links.items() if link.order == order and link.phone is None]:
                del self._links[token]

    def _sweep(self) -> None:
        for token in [token for token, link in self._links.items() if link.until <= self._clock()]:
            del self._links[token]


def own_address(wanted: str) -> str:
    """The address of this machine in a network of its own; found where ``wanted`` is empty. Raises UsageError."""
    try:
        address = ipaddress.ip_address(wanted or _found())
    except ValueError:
        raise UsageError(f"'{wanted}' is not an address", _HINT) from None
    except OSError:
        raise UsageError("this machine is in no network", _HINT) from None
    if address.is_unspecified or address.is_global:
        raise UsageError(f"'{address}' is not an address in a network of your own", _HINT)
    return str(address)


def _found() -> str:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as trial:
        trial.connect(_SOMEWHERE)
        found: str = trial.getsockname()[0]
        return found


def code_path(address: str) -> tuple[int, str]:
    """How many modules a QR code with its quiet zone is wide, and its dark ones as the path of an SVG."""
    rows = qr_rows(address)
    dark = (
        f"M{x + QUIET_MODULES} {y + QUIET_MODULES}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    return len(rows) + 2 * QUIET_MODULES, "".join(dark)
