"""The numbers and lists of the front desk, from ``desk.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from handouts.records import dataclass

_FILE = Path(__file__).with_name("desk.yaml")


@dataclass(frozen=True, slots=True)
class System:
    """How other systems name a vocabulary: by OID (Infobutton) and by URI (FHIR)."""

    oid: str
    uri: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits by name (characters, bytes, seconds, counts as the file says), and the lists."""

    limits: Mapping[str, int]
    pictures: Mapping[str, int]
    weights: Mapping[str, float]
    search: Mapping[str, float]
    idle_words: frozenset[str]
    editions: tuple[str, ...]
    languages: Mapping[str, str]
    folds: Mapping[str, str]
    flips: Mapping[str, str]
    gone: Mapping[str, str]
    reasons: Mapping[str, str]
    unfit: Mapping[str, str]
    cannot: Mapping[str, str]
    systems: Mapping[str, System]
    doses: frozenset[str]


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  # a SafeLoader in either case
    search = dict(read["search"])
    weights, idle = search.pop("weights"), search.pop("idle_words")
    return Settings(
        MappingProxyType(read["limits"]),
        MappingProxyType(read["pictures"]),
        MappingProxyType(weights),
        MappingProxyType(search),
        frozenset(idle),
        tuple(read["editions"]),
        MappingProxyType(read["languages"]),
        MappingProxyType(read["folds"]),
        MappingProxyType(read["flips"]),
        MappingProxyType(read["gone"]),
        MappingProxyType(read["reasons"]),
        MappingProxyType(read["unfit"]),
        MappingProxyType(read["cannot"]),
        MappingProxyType({name: System(**entry) for name, entry in read["systems"].items()}),
        frozenset(read["doses"]),
    )
