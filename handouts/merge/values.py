"""One cell → what is printed: dates and times in the reader's language, everything else as it was typed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from handouts.model import FieldType, PersonalField
from handouts.problems import did_you_mean
from handouts.records import dataclass
from handouts.schema.fields import NOTES
from handouts.source.characters import unfit

_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_TIME = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE
)
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)*")
_YEARS = range(1900, 2101)
#: How people write a form of dates, and what ``strptime`` calls its parts.
_TOKENS = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"))


class UnfitError(Exception):
    """A cell that cannot be printed: why, and the way out. Never quotes the cell."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


@dataclass(frozen=True, slots=True)
class Manner:
    """How data is read and printed: the language, and the form of dates that are not as ISO 8601 has them."""

    language: str
    date_format: str | None = None


def printed(field: PersonalField, cell: str, manner: Manner) -> tuple[str, ...]:
    """The lines that a cell prints, one but for notes; empty for an empty cell. Raises UnfitError."""
    plain = cell.isascii() and cell.isprintable()
    text = cell if plain else unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n"))
    unseen = None if plain else unfit().search(text)
    if unseen:
        raise UnfitError(
            "bad-character",
            f"the character U+{ord(unseen.group()):04X} cannot be printed",
            "delete it (it may not show) and type what was meant",
        )
    if field.name == NOTES:
        lines = tuple(filter(None, [" ".join(part.split()) for part in text.split("\n")]))
    else:
        line = " ".join(text.split())
        lines = (line,) if line else ()
    count = sum(map(len, lines))
    if count > field.longest:
        raise UnfitError(
            "data-too-long",
            f"{count} characters are more than the {field.longest} that {field.name} may have",
            "shorten it, or raise 'longest' of the field in the content file",
        )
    return lines if field.type is FieldType.TEXT else tuple([_typed(field, line, manner) for line in lines])


def _typed(field: PersonalField, text: str, manner: Manner) -> str:
    match field.type:
        case FieldType.DATE:
            return date_words(_date(text, manner.date_format), field.format, manner.language)
        case FieldType.TIME:
            return time_words(_time(text), field.format, manner.language)
        case FieldType.NUMBER:
            if not _NUMBER.fullmatch(text):
                raise UnfitError("data-number", f"what stands in {field.name} is not a number", "write it in digits")
            return text  # as typed: a dose must not be rounded
        case FieldType.CHOICE:
            return _choice(field, text)
        case _:
            return text


def _choice(field: PersonalField, text: str) -> str:
    for choice in field.choices:
        if choice.casefold() == text.casefold():
            return choice
    hint = did_you_mean(text, field.choices) or f"there are: {', '.join(field.choices)}"
    raise UnfitError("data-choice", f"what stands in {field.name} is none of its choices", hint)


def _date(text: str, form: str | None) -> date:
    try:
        iso = _ISO_DATE.fullmatch(text)
        if iso or not form:
            found = date.fromisoformat(iso.group(1) if iso else "")
        else:
            found = datetime.strptime(text, date_pattern(form)).date()  # noqa: DTZ007  # a calendar day has no zone
    except ValueError:
        found = date.min
    if found.year not in _YEARS:
        wanted = form or "YYYY-MM-DD"
        hint = f"write it as {wanted}" + ("" if form else ", or tell the list's form with --date-format MM/DD/YYYY")
        raise UnfitError("data-date", "this is not a date", hint)
    return found


def date_pattern(form: str) -> str:
    """A form of dates such as MM/DD/YYYY, or one for ``strptime``, as the latter."""
    if "%" not in form:
        for token, part in _TOKENS:
            form = form.replace(token, part)
    return form


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if found:
        hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
        if half and 1 <= hour <= 12:  # 12 a.m. is midnight
            hour = hour % 12 + (12 if half == "p" else 0)
            half = ""
        if not half and hour < 24 and minute < 60:
            return time(hour, minute)
    raise UnfitError("data-time", "this is not a time of day", "write it as 14:30 or 2:30 PM")


@lru_cache(maxsize=4096)
def date_words(day: date, form: str, language: str) -> str:
    """A date in words of a language; the lists of a hospital have the same days again and again."""
    if form == "iso":
        return day.isoformat()
    from babel.dates import format_date

    return _plain(format_date(day, form, _locale(language)))


@lru_cache(maxsize=2048)
def time_words(at: time, form: str, language: str) -> str:
    """A time of day in words of a language."""
    if form == "iso":
        return at.isoformat("minutes")
    from babel.dates import format_time

    return _plain(format_time(at, "short" if form in {"full", "long"} else form, locale=_locale(language)))


def _plain(text: str) -> str:
    """The narrow no-break space of the CLDR is in few fonts; the ordinary one does as well."""
    return text.replace("\u202f", "\u00a0")


@lru_cache(maxsize=16)
def _locale(language: str) -> str:
    """The locale of a language; as it is written in the United States where the tag names no country."""
    from babel import Locale, UnknownLocaleError

    for tag in (f"{language}-US" if "-" not in language else language, language, language.partition("-")[0]):
        try:
            return str(Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return "en_US"
