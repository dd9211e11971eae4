"""The catalogs of the engine's fixed words: whole in every language, with the forms of date that its readers use."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from handouts import words as words_room
from handouts.review.notice import day
from handouts.words import catalogs, staff_language, staff_words, words_for

FOLDER = Path(words_room.__file__).parent / "catalogs"
TRANSLATED = tuple(name for name in catalogs() if name != "en")

ENGLISH = words_for("en")
DAYS = tuple(date(2026, month, 9 + month) for month in range(1, 13))


def blanks(phrase: str) -> set[str]:
    """The names that a phrase leaves open, such as ``page``."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


def test_there_are_catalogs() -> None:
    assert {"en", "es"} <= set(catalogs())


@pytest.mark.parametrize("language", catalogs())
def test_every_catalog_says_all_that_the_english_one_says(language: str) -> None:
    words = words_for(language)
    assert words.language == language
    assert set(words.phrases) >= set(ENGLISH.phrases)
    assert not [key for key, phrase in words.phrases.items() if not phrase.strip()]
    assert words.units


def gettext_catalog(name: str) -> Catalog:
    """A catalog as Babel reads it, strictly."""
    with (FOLDER / name).open("rb") as file:
        return read_po(file, abort_invalid=True)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_catalog_translates_the_english_of_today(language: str) -> None:
    """An English phrase that changed is told here for each language: its id no longer is the template's."""
    template = {message.context: message.id for message in gettext_catalog("handouts.pot") if message.id}
    catalog = gettext_catalog(f"{language}.po")
    ids = {message.context: message.id for message in catalog if message.id}
    assert {key: ids.get(key) for key in template} == template
    assert not [message.context for message in catalog if message.id and (message.fuzzy or not message.string)]
    assert str(catalog.locale) == language.replace("-", "_")


@pytest.mark.parametrize("language", TRANSLATED)
def test_our_reader_finds_what_babel_finds(language: str) -> None:
    words = words_for(language)
    theirs = {message.context: message.string for message in gettext_catalog(f"{language}.po") if message.id}
    assert theirs.pop("units") == ", ".join(words.units)
    assert theirs.pop("units_or_words") == ", ".join(words.doubtful)
    assert theirs.pop("quotes") == words.quotes
    assert theirs == dict(words.phrases)


@pytest.mark.parametrize("path", sorted((FOLDER / "staff").glob("*.po")), ids=lambda path: path.stem)
def test_the_words_for_staff_are_whole(path: Path) -> None:
    template = {str(message.context): message.id for message in gettext_catalog("staff/staff.pot") if message.id}
    catalog = [message for message in gettext_catalog(f"staff/{path.name}") if message.id]
    assert {message.context: message.id for message in catalog} == template
    assert staff_language(f"{path.stem}-XX") == path.stem
    words = staff_words(path.stem)
    assert {key: blanks(words[key]) for key in template} == {key: blanks(str(template[key])) for key in template}
    assert not [key for key in template if words[key] == template[key]]


def test_staff_are_told_in_english_where_there_are_no_other_words() -> None:
    assert staff_language("ko") == "en"
    assert staff_words("en")["verdict_current"] == "current"


def test_what_a_catalog_lacks_stays_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = (
        '#, fuzzy\n#| msgctxt "faq"\nmsgctxt "faq"\nmsgid "x"\nmsgstr "unsicher"',
        'msgctxt "page"\nmsgid "Page {page} of {pages}"\nmsgstr "Seite {seite} von {pages}"',
        'msgctxt "sources"\nmsgid "Sources"\nmsgstr ""\n"Quellen \\"hier\\"\\n"\n"und da"',
    )
    (tmp_path / "handouts.pot").write_text((FOLDER / "handouts.pot").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "de.po").write_text("\n\n".join(entries), encoding="utf-8")
    monkeypatch.setattr(words_room, "_CATALOGS", tmp_path)
    german = words_for("de")
    words_for.cache_clear()
    assert german["sources"] == 'Quellen "hier"\nund da'
    assert german["page"] == ENGLISH["page"]
    assert german["faq"] == "x"
    assert german["about"] == ENGLISH["about"]


@pytest.mark.parametrize("language", catalogs())
def test_every_phrase_leaves_the_same_open(language: str) -> None:
    words = words_for(language)
    wrong = [key for key in ENGLISH.phrases if blanks(words[key]) != blanks(ENGLISH[key])]
    assert not wrong


@pytest.mark.parametrize("language", TRANSLATED)
def test_little_is_left_in_english(language: str) -> None:
    words = words_for(language)
    shared = [key for key, phrase in words.phrases.items() if phrase == ENGLISH.phrases.get(key)]
    assert set(shared) <= {"braille", "code_and_page", "date"}


@pytest.mark.parametrize("language", catalogs())
def test_dates_have_the_form_that_cldr_gives(language: str) -> None:
    """The medium form, or the long one where the medium one has the month in digits, which Americans read first."""
    locale = Locale.parse(language, sep="-")
    phrases = words_for(language).phrases
    assert len(phrases["months"].split(", ")) == 12
    for one in DAYS:
        forms = {plain(format_date(one, length, locale=locale)) for length in ("medium", "long")}
        assert plain(day(one.isoformat(), phrases)) in forms


def plain(text: str) -> str:
    """Without the marks and spaces of other kinds that CLDR has in dates."""
    return text.replace("\u200f", "").replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("52 in 100", "52 in 100"),
        ("1 in every 10", "1 in every 10"),
        ("a line (2 in), 3 in.", "a line (2_in), 3_in."),
        ("5 mg in 2 mL", "5_mg in 2_mL"),
        ("24 hours", "24_hours"),
        ("5 gates", "5 gates"),
    ],
)
def test_a_number_stays_with_its_unit(text: str, tied: str) -> None:
    assert ENGLISH.unit_pattern().sub("_", text) == tied


def test_what_is_no_date_stays() -> None:
    assert [day(text, ENGLISH.phrases) for text in ("", "soon", "2026")] == ["", "soon", "2026"]


def test_a_variant_has_the_words_of_its_language() -> None:
    assert words_for("es-MX").phrases == words_for("es").phrases


def test_a_language_without_words_is_told() -> None:
    with pytest.raises(KeyError):
        words_for("tlh")
