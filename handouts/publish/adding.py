"""Sections on request, asked for by their headings on the command line."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from handouts.model import Handout, choosable, fitted, usual
from handouts.problems import UsageError, did_you_mean


def with_requested(
    handouts: Mapping[str, Mapping[str, Handout]], headings: Collection[str]
) -> dict[str, dict[str, Handout]]:
    """The handouts, by id and language, with the sections on request that have these headings in any language.

    Raises UsageError for a heading that no section on request has.
    """
    _known(handouts, headings)
    wanted = {heading.casefold() for heading in headings}
    return {name: _copies(languages, wanted) for name, languages in handouts.items()}


def _copies(languages: Mapping[str, Handout], wanted: Collection[str]) -> dict[str, Handout]:
    """The rules hold languages to the same sections on request, so a heading in one of them stands for all."""
    numbers = {number for text in languages.values() for number, name in _on_request(text) if name.casefold() in wanted}
    return {tag: fitted(text, added=numbers) if numbers else usual(text) for tag, text in languages.items()}


def _on_request(handout: Handout) -> list[tuple[int, str]]:
    return [(number, one.heading.plain) for number, one in enumerate(choosable(handout)) if one.on_request]


def _known(handouts: Mapping[str, Mapping[str, Handout]], headings: Collection[str]) -> None:
    texts = [text for languages in handouts.values() for text in languages.values()]
    names = list(dict.fromkeys(name for text in texts for _, name in _on_request(text)))
    for heading in headings:
        if heading.casefold() not in {name.casefold() for name in names}:
            there = f"there are: {', '.join(names)}" if names else "none of these handouts has one"
            message = f"no section on request has the heading '{heading}'"
            raise UsageError(message, did_you_mean(heading, names) or there)
