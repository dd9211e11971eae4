"""Addresses a link may have, and language tags: what is well formed, and what to say of what is not."""

from __future__ import annotations

import re
from types import MappingProxyType

#: Schemes a link may have; anything else could run code or read files in a reader's program.
SCHEMES = ("https", "http", "mailto", "tel")

_LONGEST_TAG = 35
#: Nearly every tag, so that the pattern of all of them is seldom compiled.
_SIMPLE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_TAG = (
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?"
)
_URL = re.compile(r"[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]+")
_ADDRESSES = MappingProxyType(
    {
        "https": re.compile(r"//[A-Za-z0-9\[][^/?#@]*(?:[/?#].*)?"),
        "http": re.compile(r"//[A-Za-z0-9\[][^/?#@]*(?:[/?#].*)?"),
        "mailto": re.compile(r"[^@\s]+@[^@\s]+"),
        "tel": re.compile(r"\+?[0-9(][0-9().-]*"),
    }
)


def is_language(tag: str) -> bool:
    """Whether a tag is well formed (BCP 47, section 2.1, without grandfathered tags)."""
    return len(tag) <= _LONGEST_TAG and (bool(_SIMPLE.fullmatch(tag)) or bool(re.fullmatch(_TAG, tag, re.IGNORECASE)))


def bad_address(address: str, schemes: tuple[str, ...] = SCHEMES) -> tuple[str, str] | None:
    """What is wrong with an address and the way out, or None for a good one. ``schemes`` are the ones allowed."""
    scheme, colon, rest = address.partition(":")
    allowed = f"{', '.join(schemes[:-1])} or {schemes[-1]}" if len(schemes) > 1 else schemes[0]
    if not colon or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) or (rest[:1].isdigit() and "." in scheme):
        return f"the address '{short(address)}' does not say how to reach it", f"start it with {schemes[0]}://"
    if scheme.lower() not in schemes:
        return f"addresses that start with '{short(scheme)}:' are not allowed", f"use {allowed}"
    if not _URL.fullmatch(address):
        wrong = next(c for c in address if not _URL.fullmatch(c))
        return f"{wrong!r} cannot stand in an address", "copy the address from the browser's address bar"
    if not _ADDRESSES[scheme.lower()].fullmatch(rest):
        return f"the address '{short(address)}' is not finished", "copy the address from the browser's address bar"
    return None


def short(text: str) -> str:
    """A text that may be long, for a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"  # fits a line of the terminal
