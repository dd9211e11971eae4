"""What a sheet says it is: on every page, in its QR code, and in the PDF's metadata, always the same facts."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from handouts.model import Clinic, Handout
from handouts.records import dataclass
from handouts.review.standing import Standing, State

#: The characters of a QR code's dense alphanumeric mode (ISO/IEC 18004:2015, 7.3.4), less ``:``, which parts ours.
_DENSE = re.compile(r"[^0-9A-Z $%*+\-./]")
#: What a packet says it is a copy of, before the codes in it.
PACKET = "packet of "
_KEYWORDS = ("handout", "version", "of", "language", "edition", "state", "reviewed", "next", "code", "clinic", "copy")


@dataclass(frozen=True, slots=True)
class Identity:
    """The facts that tell one issued sheet from all others. ``reviewed`` and ``next`` are ISO dates or empty.

    ``address`` is where the same words can be read on a screen, or empty; it leads there, but does not name the sheet.
    ``copy`` is "personal" for a patient's copy, whose code is that of the text without the patient's data; for a packet
    "packet of" and the codes in it. A cover sheet has no code of its own.
    """

    handout: str
    version: str
    of: str
    language: str
    edition: str
    state: State
    reviewed: str
    next: str
    code: str
    clinic: str
    address: str = ""
    copy: str = ""

    @property
    def shown_address(self) -> str:
        """The address as people write it."""
        return self.address.partition("://")[2]

    def keywords(self) -> str:
        """All facts in one line, as the PDF's metadata has them."""
        return "; ".join(f"{name}={self._said(name)}" for name in _KEYWORDS if self._said(name))

    def qr_text(self) -> str:
        """What the QR code says: the address with code and version behind it, or all facts.

        Behind # they stay in the reader's phone: no server is told which sheet somebody holds (RFC 3986, 3.5). The
        facts are in capitals, which keep the code small enough to stay readable in a photocopy.
        """
        if self.address:
            return f"{self.address}#code={self.code}&v={quote(self.version)}"
        said = {name: _dense(self._said(name)) for name in _KEYWORDS}
        dates = "".join(f" {name.upper()}:{said[name]}" for name in ("reviewed", "next") if said[name])
        what = f"{said['handout']} V{said['version']} OF {said['of']} {said['language']} {said['edition']}"
        return f"CODE:{self.code} {what} {said['state']}{dates} {said['clinic']}"

    def _said(self, name: str) -> str:
        value = getattr(self, name)
        return value.value if isinstance(value, State) else str(value).replace(";", ",")


def identify(
    handout: Handout, clinic: Clinic, standing: Standing, edition: str = "standard", page: str | None = None
) -> Identity:
    """The identity of a handout as it stands, in an edition. ``page`` is the file name of its twin for screens."""
    review = handout.review
    return Identity(
        handout.code or handout.id,
        review.version,
        review.edition,
        handout.language,
        edition,
        standing.state,
        review.on or "",
        review.next or "",
        standing.fingerprint,
        clinic.name,
        f"{clinic.web_folder}{page}" if clinic.web_folder and page else "",
    )


def read_keywords(text: str) -> dict[str, str] | None:
    """The facts of a metadata line, by their names; None where it is not one of ours."""
    found = dict(part.split("=", 1) for part in text.split("; ") if "=" in part)
    named = "code" in found or found.get("copy", "").startswith(PACKET)
    return found if named and {"handout", "version"} <= set(found) else None


def _dense(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).upper()
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _DENSE.sub("-", bare)
