"""What somebody at the desk asks for, read from a request: everything checked, nothing trusted."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from handouts.desk.settings import settings
from handouts.desk.speech import SaidError
from handouts.fold.imposition import Flip, Fold
from handouts.records import dataclass
from handouts.source.characters import unfit


class BadOrderError(SaidError):
    """The order cannot be read; the message says in plain words what to change."""


@dataclass(frozen=True, slots=True)
class Item:
    """One handout, without the sections ``left_out`` and with those ``added``.

    Numbers are from 0, in file order, among the sections that a copy may have or not.
    ``ticked`` numbers the choices of its panel likewise; None leaves them to the hand.
    """

    handout: str
    left_out: frozenset[int] = frozenset()
    ticked: frozenset[int] | None = None
    added: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Personal:
    """What is typed about one patient: name, note, and the ``fields`` of the content by name.

    Plain text: no mark-up is read in it. Never stored, never logged.
    """

    name: str = ""
    note: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def __bool__(self) -> bool:
        return bool(self.name or self.note or any(self.fields.values()))

    def __repr__(self) -> str:  # so that no log can hold it
        return "Personal(…)"


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: handouts in their order, and how."""

    items: tuple[Item, ...]
    language: str
    edition: str
    paper: str
    copies: int
    personal: Personal
    fold: Fold | None = None
    flip: Flip = Flip.SHORT


def read_order(asked: object) -> Order:
    """An order from JSON. Raises BadOrderError."""
    if not isinstance(asked, Mapping):
        raise BadOrderError("The request is not an order.")
    items = asked.get("items")
    if not isinstance(items, list) or not items:
        raise BadOrderError("Choose a sheet first.")
    most = settings().limits["items"]
    if len(items) > most:
        raise BadOrderError("One packet holds {most} sheets at most. Print these first.", most=most)
    return Order(
        tuple(_item(item) for item in items),
        _word(asked, "language"),
        _word(asked, "edition"),
        _word(asked, "paper"),
        _copies(asked.get("copies", 1)),
        Personal(_name(asked.get("name", "")), _note(asked.get("note", "")), _fields(asked.get("fields", {}))),
        _fold(asked.get("fold", "")),
        read_flip(asked.get("flip", Flip.SHORT.value)),
    )


def _item(asked: object) -> Item:
    if not isinstance(asked, Mapping):
        raise BadOrderError("The request is not an order.")
    ticked = _numbers(asked.get("ticked", []))
    left_out, added = _numbers(asked.get("left_out", [])), _numbers(asked.get("added", []))
    return Item(_word(asked, "handout"), left_out, ticked or None, added)


def _numbers(asked: object) -> frozenset[int]:
    if not isinstance(asked, list) or not all(type(number) is int and 0 <= number < 1000 for number in asked):
        raise BadOrderError("The request is not an order.")
    return frozenset(asked)


def _word(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 64:  # ids have 64 characters at most
        raise BadOrderError("The request is not an order.")
    return value


def _fold(value: object) -> Fold | None:
    if value == "":
        return None
    try:
        return Fold(value)
    except ValueError:
        raise BadOrderError("There is no such fold.") from None


def read_flip(value: object) -> Flip:
    """The edge on which the printer turns a folded sheet. Raises BadOrderError."""
    try:
        return Flip(value)
    except ValueError:
        raise BadOrderError("The paper is turned on its short or its long edge.") from None


def _copies(value: object) -> int:
    most = settings().limits["copies"]
    if type(value) is not int or not 1 <= value <= most:
        raise BadOrderError("Copies: a number from 1 to {most}.", most=most)
    return value


def _name(value: object) -> str:
    return " ".join(_clean(value, "The name", settings().limits["name"]).split())


def _note(value: object) -> tuple[str, ...]:
    text = _clean(value, "The note", settings().limits["note"])
    return tuple(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def _fields(asked: object) -> Mapping[str, str]:
    """Entries by field; what a field takes, its content says, so only their shape is looked at here."""
    if not isinstance(asked, Mapping) or len(asked) > settings().limits["fields"]:
        raise BadOrderError("The request is not an order.")
    most = settings().limits["field"]
    for name, value in asked.items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise BadOrderError("The request is not an order.")
        if len(value) > most:
            raise BadOrderError("An entry has {n} characters; there is room for {most}.", n=len(value), most=most)
    return MappingProxyType({name: value for name, value in asked.items() if value.strip()})


def _clean(value: object, what: str, most: int) -> str:
    if not isinstance(value, str):
        raise BadOrderError("The request is not an order.")
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\t", " "))
    if len(text) > most:
        raise BadOrderError(f"{what} has {{n}} characters; there is room for {{most}}.", n=len(text), most=most)
    unseen = unfit().search(text)
    if unseen:
        sign = f"U+{ord(unseen[0]):04X}"
        raise BadOrderError(f"{what} holds a character that cannot be seen ({{sign}}). Type it anew.", sign=sign)
    return text
