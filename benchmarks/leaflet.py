"""The shipped leaflet as plain data, for the peers: each turns the same words into what its library asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
NAME = "ketamine-for-depression"
#: What the sheet says it is. The code is an example: ours reckons it from the words.
CODE = "7GYY-2TGJ-QGFT"
NOTICE = "Draft: not clinically reviewed. Not for patients yet."
FACTS = "KET-1, version 0.1 of Nov 23, 2026. English, standard print. Next review Nov 1, 2027."
QR_TEXT = f"CODE:{CODE} KET-1 V0.1 OF 2026-11-23 EN STANDARD DRAFT NEXT:2027-11-01 LOGANVILLE KETAMINE CLINIC"
QR_ALT = "A QR code with the facts beside it"
#: Hexadecimal colors, as in styles/base.yaml.
BRAND, ACCENT, TINT, RULE, URGENT, URGENT_EDGE = "12474f", "0b5563", "e9f3f4", "9db8bc", "fdecea", "861a15"
#: Kinds of block that take the whole width, without their heading beside them.
WIDE = frozenset({"key_facts", "benefits_and_risks"})


class Run(NamedTuple):
    """Words in one look: plain, strong, or the small mark of a citation."""

    text: str
    strong: bool = False
    cite: bool = False


def load() -> dict[str, Any]:
    """The content file, as PyYAML's C parser reads it."""
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def another(content: dict[str, Any], number: int, only: int | None = None) -> dict[str, Any]:
    """The content with ``number`` behind every text of the leaflet, so that nothing remembered can be used again.

    With ``only`` that of the section in this place alone.
    """

    def changed(part: Any) -> Any:
        if isinstance(part, str):
            return f"{part} {number}"
        if isinstance(part, list):
            return [changed(entry) for entry in part]
        return {key: value if key == "tone" else changed(value) for key, value in part.items()}

    handout = content["handouts"][NAME]
    sections = [
        changed(section) if only in {None, place} else section for place, section in enumerate(handout["sections"])
    ]
    return {**content, "handouts": {NAME: {**handout, "sections": sections}}}


class Words:
    """Inline Markdown as far as the leaflet uses it; numbers citations in the order of their first use."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._phone = content["clinic"]["phone"]
        self.numbers: dict[str, int] = {}

    def runs(self, text: str) -> Iterator[Run]:
        """The runs of a text."""
        text = text.replace("{clinic.phone}", self._phone)
        for index, part in enumerate(text.split("**")):
            rest = part
            while "[@" in rest:
                before, _, rest = rest.partition("[@")
                ids, _, rest = rest.partition("]")
                marks = [self.numbers.setdefault(one.strip(" @"), len(self.numbers) + 1) for one in ids.split(";")]
                yield Run(before.rstrip(), bool(index % 2))
                yield Run(f"\u00a0[{', '.join(map(str, marks))}]", cite=True)
            if rest:
                yield Run(rest, bool(index % 2))

    def joined(self, text: str, write: Callable[[Run], str]) -> str:
        """A text as markup: every run as ``write`` writes it."""
        return "".join(write(run) for run in self.runs(text))


def kind_of(block: Any) -> tuple[str, Any]:
    """The kind of a block and what is in it."""
    if isinstance(block, str):
        return "paragraph", block
    ((kind, value),) = block.items()
    return kind, value


def is_wide(section: dict[str, Any]) -> bool:
    """Whether a section's heading stands above its text."""
    return kind_of(section["body"][0])[0] in WIDE


def about(content: dict[str, Any]) -> tuple[str, ...]:
    """The lines of the imprint, its heading first."""
    return (
        "About this sheet",
        FACTS,
        "Not clinically reviewed. " + ", ".join(content["clinic"]["address"]) + ".",
        f"Code {CODE}: our staff can tell from it if this sheet is up to date.",
    )


def source_line(entry: dict[str, Any]) -> tuple[str, str, str]:
    """What of a source is linked, where the link leads, and the words behind it."""
    return entry.get("authors") or entry["title"], entry["url"], f". {entry['publisher']}, {entry['year']}."


@lru_cache(maxsize=1)
def fonts() -> Path:
    """The folder of the four faces."""
    spec = find_spec("fontpkg_atkinson_hyperlegible")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "files"


@lru_cache(maxsize=1)
def qr_picture() -> bytes:
    """The QR code as a PNG, made once a process."""
    from PIL import Image as Pillow
    from zxingcpp import BarcodeFormat, create_barcode

    code: Any = create_barcode(QR_TEXT, BarcodeFormat.QRCode, ec_level="M").to_image(scale=1)
    picture = Pillow.frombytes("L", (code.shape[1], code.shape[0]), memoryview(code).tobytes())
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
