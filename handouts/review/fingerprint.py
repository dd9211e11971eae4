"""The fingerprint of what a patient would read: one changed word, number, source or picture makes it another.

Taken from the meaning, not from the file: comments, quotes and line breaks of the YAML do not count, nor do version,
review, waivers or the place of a text. A field that is empty counts as if it did not exist, so that a newer engine
with more fields gives an old text the same fingerprint.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from typing import Any

from handouts.model import Clinic, Handout, Library, Sentence, Source, cited, notice_of
from handouts.records import Same
from handouts.review.checkcode import check_code

#: Handouts whose fingerprint is remembered, and parts of them with what counts there.
_KEPT = 256
_KEPT_PARTS = 4096
#: What does not reach the patient's eye, or says who vouches for the rest.
_LEFT_OUT = frozenset({"id", "review", "waivers", "recalls", "code", "pages", "original", "translated_from"})
#: Where the same words can be read on a screen: a clinic that moves its pages keeps its reviews and its codes.
_ELSEWHERE = frozenset({"web_folder"})
#: What only helps to find the sheet.
_FINDING = frozenset({"keywords", "topics", "codings"})
#: What asks for other words, which are counted themselves.
_ASKING = frozenset({"language_notice"})


def fingerprint(handout: Handout, library: Library, pictures: Mapping[str, bytes] | None = None) -> str:
    """The code of a handout's text, its sources, and the clinic's details. ``pictures`` are the bytes of its files."""
    drawn = tuple((name, sha256(data).hexdigest()) for name, data in sorted((pictures or {}).items()))
    sources = tuple(Same(library.sources[source]) for source in cited(handout))
    return _fingerprint(Same(handout), sources, Same(library.clinic), drawn, notice_of(handout, library))


@lru_cache(maxsize=_KEPT)
def _fingerprint(
    handout: Same[Handout],
    sources: tuple[Same[Source], ...],
    clinic: Same[Clinic],
    drawn: tuple[tuple[str, str], ...],
    notice: tuple[Sentence, ...],
) -> str:
    whole = [_sheet(handout.thing), _list(map(_part, sources)), _part(clinic), _json(dict(drawn))]
    if notice:  # a sheet without one keeps the code it had before there were notices
        whole.append(_json(notice))
    return check_code(sha256(_list(whole).encode("ascii")).digest())


def _sheet(handout: Handout) -> str:
    """The JSON of a handout, from that of its sections: an edit changes one of them."""
    said = {name: _json(value) for name, value in _counting(replace(handout, sections=())).items()}
    if handout.sections:
        said["sections"] = _list(_part(Same(section)) for section in handout.sections)
    return "{" + ",".join(f'"{name}":{said[name]}' for name in sorted(said)) + "}"


@lru_cache(maxsize=_KEPT_PARTS)
def _part(part: Same[Any]) -> str:
    return _json(part.thing)


def _list(parts: Iterable[str]) -> str:
    return f"[{','.join(parts)}]"


def _json(part: object) -> str:
    return _encoder().encode(part)


@lru_cache(maxsize=1)
def _encoder() -> json.JSONEncoder:
    # Nothing in a handout holds what it lies in: to make sure of that would take a third of the time.
    return json.JSONEncoder(
        default=_plain, ensure_ascii=True, check_circular=False, separators=(",", ":"), sort_keys=True
    )


def _plain(part: object) -> object:
    """What JSON knows no word for: a part as a mapping of what it says, a choice as its name."""
    return part.value if isinstance(part, Enum) else _counting(part)


def _counting(part: object) -> dict[str, object]:
    """What counts of a part, by the names of its fields."""
    kind: Any = type(part)
    found: dict[str, object] = {"": kind.__name__}
    for name, default in _counted(kind):
        value = getattr(part, name)
        # What is empty, or as it is where nothing is said.
        if value is not None and value != () and (default is MISSING or value != default):
            found[name] = value
    return found


@lru_cache(maxsize=_KEPT)
def _counted(kind: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a part that count, each with what it is where nothing is said."""
    left_out = _LEFT_OUT | _FINDING | _ELSEWHERE | _ASKING
    return tuple((entry.name, entry.default) for entry in fields(kind) if entry.compare and entry.name not in left_out)
