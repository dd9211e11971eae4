"""Which language, or which two on one sheet, each handout is made in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from handouts.model import Handout
from handouts.problems import UsageError, did_you_mean
from handouts.words import right_to_left

#: Every edition, paper or language that there is.
ALL = "all"
#: The language a handout was written in first.
ORIGINAL = "original"
#: What stands between two languages of one sheet.
AND = "+"


def in_one_language(handouts: Collection[Handout], wanted: Collection[str]) -> tuple[Handout, ...]:
    """The handouts in the languages asked for: tags, "original" for what was not translated, or "all".

    Raises UsageError for a language that nothing is in.
    """
    names = {name for name in wanted if AND not in name}
    _refuse_unknown(handouts, names - {ALL})
    return tuple(
        handout
        for handout in handouts
        if ALL in names or handout.language in names or (ORIGINAL in names and handout.original is None)
    )


def in_two_languages(handouts: Collection[Handout], wanted: Iterable[str]) -> tuple[tuple[Handout, Handout], ...]:
    """The handouts that are in both languages of a pair such as en+es, for one sheet.

    One that runs from right to left comes second: it stands in the right column. Raises UsageError.
    """
    pairs: dict[tuple[str, str, str], tuple[Handout, Handout]] = {}
    for name in wanted:
        if AND not in name:
            continue
        tags = [tag.strip() for tag in name.split(AND)]
        _refuse_unknown(handouts, tags)
        if len(tags) != len(set(tags)) or len(tags) > 2:
            raise UsageError(f"'{name}' is not a pair of languages", "name two of them, such as en+es")
        found = list(_pairs(handouts, *tags))
        if not found:
            raise UsageError(f"nothing here is in both languages of '{name}'", "translate it first, or name another")
        pairs |= {(one.id, one.language, other.language): (one, other) for one, other in found}
    return tuple(pairs.values())


def _pairs(handouts: Collection[Handout], first: str, second: str) -> Iterable[tuple[Handout, Handout]]:
    for one in handouts:
        for other in handouts:
            if one.id == other.id and one is not other and _is_in(one, first) and _is_in(other, second):
                turned = right_to_left(one.language) and not right_to_left(other.language)
                yield (other, one) if turned else (one, other)


def _is_in(handout: Handout, name: str) -> bool:
    return handout.language == name or (name == ORIGINAL and handout.original is None)


def _refuse_unknown(handouts: Collection[Handout], names: Iterable[str]) -> None:
    known = tuple(dict.fromkeys(handout.language for handout in handouts))
    for name in names:
        if name not in {ORIGINAL, *known}:
            hint = did_you_mean(name, known) or f"there are: {', '.join(known)}, original and all"
            raise UsageError(f"nothing here is in the language '{name}'", hint)
