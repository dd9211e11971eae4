"""What a translator brings, text by text: what is wrong with it, and what the translation says with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.checks import lacking
from handouts.model import Handout
from handouts.problems import USUAL, Place, Problem, command
from handouts.records import dataclass
from handouts.schema import Reader
from handouts.source import Scalar, bad_character, unfit
from handouts.translation import UNKNOWN, Pair, State, Text, folded, mark, pair, texts_of
from handouts.translation.codes import lost
from handouts.translation.units import KEYWORDS, SEPARATOR, Exchange, Unit


def again(original: Handout, language: str) -> str:
    """How to get a file that fits the content as it is."""
    content = original.place.file if original.place else USUAL
    return f"run: {command(f'translate export {original.id} --to {language}', content)}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A translator's file beside what it was made from. ``reader`` knows what texts may insert and cite."""

    exchange: Exchange
    original: Handout
    translation: Handout | None
    reader: Reader

    @property
    def units(self) -> tuple[Unit, ...]:
        """The texts; the words it is found by are none."""
        return tuple(unit for unit in self.exchange.units if unit.id != KEYWORDS)

    def problems(self) -> Iterator[Problem]:
        """Everything that keeps it from being taken over, in the order of the file."""
        texts = {text.id: text for text in texts_of(self.original)}
        anew = again(self.original, self.exchange.target_language)
        seen: set[str] = set()
        for unit in self.units:
            place = unit.place or Place("")
            if unit.id in seen:
                yield Problem("duplicate-unit", f"the unit '{unit.id}' stands here a second time", place, anew)
            elif unit.id not in texts:
                yield Problem("unknown-unit", f"'{self.original.id}' has no text '{unit.id}'", place, anew)
            elif folded(unit.source) != texts[unit.id].words:
                message = f"the original at {texts[unit.id].place} reads otherwise now: this file is of another version"
                yield Problem("other-version", message, place, anew)
            elif folded(unit.target):
                yield from self._wrong(unit, texts[unit.id])
            seen.add(unit.id)
        paired = pair(self.original, self.translation)
        if paired.surplus and not paired.noted:  # written by hand, as far as anybody knows: not ours to take out
            message = f"this translation has {len(paired.surplus)} texts, from here on, that its original does not have"
            hint = "add them to the original, or take them out, before you import"
            yield Problem("not-parallel", message, paired.surplus[0].place, hint)
        present = {one.original.id for one in self._pairs() if one.translation}
        places = {unit.id: unit.place for unit in self.units}
        filled = {unit.id for unit in self.units if folded(unit.target)}
        easy = any(texts[id_].easy for id_ in filled & texts.keys())
        owed = texts if easy else {one.original.id: one.original for one in paired.owed}
        for id_, text in owed.items():
            if id_ not in filled and id_ not in present:
                message = f"the text '{id_}' of the original at {text.place} is not translated"
                hint = "a patient would be told less: translate it too"
                yield Problem("untranslated", message, places.get(id_) or self.exchange.place, hint)
        for unit in self.exchange.units:
            if unit.id == KEYWORDS and unit.place:
                yield from (bad_character(found.group(), unit.place) for found in unfit().finditer(unit.target))

    def words(self) -> dict[str, str]:
        """The words of each text: the translator's, else those that are there."""
        there = {one.original.id: one.translation.words for one in self._pairs() if one.translation}
        return there | {unit.id: folded(unit.target) for unit in self.units if folded(unit.target)}

    def keywords(self) -> tuple[str, ...] | None:
        """The words it shall be found by; None where the translator says nothing of them."""
        typed = next((unit.target for unit in self.exchange.units if unit.id == KEYWORDS), "")
        words = tuple(dict.fromkeys(filter(None, map(folded, typed.split(SEPARATOR.strip())))))
        return words or None

    def changed(self) -> int:
        """How many texts the translation did not have so."""
        there = {one.original.id: one.translation.words for one in self._pairs() if one.translation}
        return sum(there.get(id_) != words for id_, words in self.words().items())

    def surplus(self) -> tuple[str, ...]:
        """Texts of the translation that its original does not have any more."""
        return tuple(text.words for text in pair(self.original, self.translation).surplus)

    def marks(self) -> tuple[str, ...]:
        """Of each text of the original the mark of what the translation is made from now.

        A text that somebody stands by, or has changed, is made from the original as it is; another one keeps its mark.
        """
        units = {unit.id: unit for unit in self.units}
        said = self.words()
        return tuple(self._mark(one, units.get(one.original.id)) for one in self._pairs() if one.original.id in said)

    def _mark(self, one: Pair, unit: Unit | None) -> str:
        there = one.translation.words if one.translation else ""
        words = folded(unit.target) if unit else ""
        if words and unit and (unit.state is State.TRANSLATED or words != there):
            return mark(one.original)
        if one.state is State.TRANSLATED:
            return mark(one.original) if one.made_from != UNKNOWN else UNKNOWN
        return one.made_from

    def _pairs(self) -> tuple[Pair, ...]:
        return pair(self.original, self.translation).pairs

    def _wrong(self, unit: Unit, text: Text) -> Iterator[Problem]:
        """What is wrong with one translated text."""
        place = unit.place or Place("")
        target = Scalar(folded(unit.target), place)
        yield from (bad_character(found.group(), place) for found in unfit().finditer(target.text))
        if text.inline is None:
            return
        known = len(self.reader.problems)
        read = self.reader.inline(target)
        told = self.reader.problems[known:]
        if told:
            # The column in the translator's file is that of the unit: tools write codes as elements.
            yield from (replace(problem, place=place) for problem in told)
            return
        # Read anew, because what a patient's copy will say has blanks for the fields.
        source = self.reader.inline(Scalar(text.words, text.place))
        codes = tuple(lost(source, read, (text.words, target.text), place))
        yield from codes
        # A detail that is lost takes its number with it: one mistake, told once.
        for missing in () if codes else lacking(source, read):
            hint = "write it in digits, as in the original"
            yield Problem("lost-in-translation", f"{missing} of the original is missing here", place, hint)
