"""Every code a mistake can carry, with what it means and what to do about it; the words stand in ``codes.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

_FILE = Path(__file__).with_name("codes.yaml")


@lru_cache(maxsize=1)
def codes() -> Mapping[str, str]:
    """Every code with its line, in the order of the file."""
    return MappingProxyType({code: entry["summary"] for group in _groups().values() for code, entry in group.items()})


def why(code: str) -> str:
    """The paragraph of a code. Raises KeyError."""
    return {name: entry["why"] for group in _groups().values() for name, entry in group.items()}[code]


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    groups: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  # a SafeLoader in either case
    return groups
