"""Files for translators, and back: what they bring is compared text by text before a line of the content changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

from handouts.markup import is_language
from handouts.model import Handout, Library, Status
from handouts.problems import Problem, UsageError
from handouts.publish.delivery import Delivery, again
from handouts.publish.files import prepare, write_whole
from handouts.publish.project import NO_CONTENT, Options, ProjectError, chosen
from handouts.publish.rewriting import read_bytes, rewrite
from handouts.records import dataclass
from handouts.schema import read_library, text_reader
from handouts.source import Document, capped, lines_only, load
from handouts.translation import State, mark, pair, po, texts_of, xliff
from handouts.translation.composing import NoPlaceError, Wording, composed, with_marks
from handouts.translation.units import Exchange, exchange_for

#: Bytes a translator's file may have: a long handout has 100 KB.
_LARGEST = 5_000_000
#: The version of a translation that is new.
_FIRST_VERSION = "0.1"


class Form(Enum):
    """The form of a translator's file."""

    XLIFF = "xliff"
    PO = "po"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and what stands in it."""

    path: Path
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a translation: whether it is ``new``, its texts that changed, and those still to be looked at.

    ``removed`` are texts that its original does not have any more, and notes that stood in a section built anew.
    """

    handout: Handout
    new: bool
    changed: int
    open: int
    removed: tuple[str, ...]


def export_translation(options: Options, name: str, language: str, form: Form) -> Exported:
    """Write a file for translators into the output folder.

    Raises ProjectError, UsageError for an unknown name or language, or where a file with other content is there.
    """
    _, library = _content(options)
    original, translation = _both(library, name, language)
    exchange = exchange_for(original, translation, language)
    text = xliff.write(exchange) if form is Form.XLIFF else po.write(exchange)
    suffix = (xliff.SUFFIXES if form is Form.XLIFF else po.SUFFIXES)[0]
    prepare(options.out)
    path = options.out / f"{name}.{language.lower()}{suffix}"
    if path.exists() and path.read_bytes() != text.encode():
        hint = "somebody may have worked in it: import it first, then move it away; or give another folder with --out"
        raise UsageError(f"{path} is there already, with other texts", hint)
    write_whole(path, text.encode())
    return Exported(path, exchange)


def import_translation(options: Options, path: Path) -> Imported:
    """Write what a translator brings into the content file, all of it or nothing.

    Raises ProjectError with every problem of the file, MachineError for disk trouble.
    """
    document, library = _content(options)
    data = read_bytes(path)
    if len(data) > _LARGEST:
        raise UsageError(
            f"{path} is larger than {_LARGEST // 1_000_000} MB", "give a file that 'translate export' began"
        )
    shown = lines_only(data, str(path))
    exchange, problems = (po if path.suffix.lower() in po.SUFFIXES else xliff).read(data, str(path))
    if exchange is None:
        raise ProjectError(problems, (shown,))
    original, translation = _named(library, exchange, (document, shown))
    delivery = Delivery(exchange, original, translation, text_reader(document))
    problems = capped(list(delivery.problems()), str(path))
    if problems:
        raise ProjectError(problems, (document, shown))
    language = translation.language if translation else exchange.target_language
    wording = Wording(language, delivery.words(), delivery.marks(), delivery.keywords())
    review = {"status": Status.DRAFT.value, "version": _FIRST_VERSION, "edition": options.today.isoformat()}
    if original.review.next and original.review.next > review["edition"]:
        review["next"] = original.review.next
    try:
        content = composed(document, original, translation, wording, review)
    except NoPlaceError as error:
        hint = "write the translation in lines of their own, without brackets"
        raise ProjectError([Problem("flow-style", str(error), error.place, hint)], (document, shown)) from error
    written = _write(options, document, library, original.id, wording, content)
    assert document.text is not None
    return Imported(
        written,
        translation is None,
        delivery.changed(),
        sum(one.state is State.NEEDS_REVIEW for one in pair(original, written).pairs),
        (*delivery.surplus(), *(_notes(document.text.content) - _notes(content))),
    )


def _notes(content: str) -> Counter[str]:
    """The lines that are comments."""
    return Counter(line.strip() for line in content.split("\n") if line.lstrip().startswith("#"))


def confirm_translation(options: Options, name: str, language: str) -> Handout:
    """Note down that a translation says what its original says now. Raises ProjectError, UsageError, MachineError."""
    document, library = _content(options)
    original, translation = _both(library, name, language)
    if translation is None:
        raise UsageError(f"'{name}' is not there in the language '{language}'", again(original, language))
    texts, others = [one.original for one in pair(original, translation).owed], texts_of(translation)
    if [text.id for text in texts] != [text.id for text in others]:
        place = next((b.place for a, b in zip(texts, others, strict=False) if a.id != b.id), translation.place)
        message = f"the translation is not built as its original: it has {len(others)} texts instead of {len(texts)}"
        raise ProjectError([Problem("not-parallel", message, place, again(original, language))], (document,))
    wording = Wording(language, {text.id: text.words for text in others}, tuple(map(mark, texts)))
    return _write(options, document, library, name, wording, with_marks(document, translation, wording.marks))


def _content(options: Options) -> tuple[Document, Library]:
    """The content file alone: a translator's file has no look. Raises ProjectError."""
    document = load(options.content, hint=NO_CONTENT)
    library, problems = read_library(document)
    if library is None or document.text is None:
        raise ProjectError(problems or document.problems, (document,))
    return document, library


def _both(library: Library, name: str, language: str) -> tuple[Handout, Handout | None]:
    """A handout and its translation, where there is one."""
    found = chosen(library, [name])
    original = next(handout for handout in found if handout.original is None)
    if not is_language(language):
        raise UsageError(f"'{language}' is not a language tag", "write a tag such as es, pt-BR or zh-Hans")
    if language.lower() == original.language.lower():
        raise UsageError(f"'{name}' is written in '{language}'", "give the language to translate to with --to")
    same = (handout for handout in found if handout.original and handout.language.lower() == language.lower())
    return original, next(same, None)


def _named(library: Library, exchange: Exchange, documents: Sequence[Document]) -> tuple[Handout, Handout | None]:
    """The handout that a translator's file is about."""
    try:
        original, translation = _both(library, exchange.handout, exchange.target_language)
    except UsageError as error:
        raise ProjectError([Problem("wrong-exchange", str(error), exchange.place, error.hint)], documents) from error
    if exchange.source_language.lower() != original.language.lower():
        message = f"this file translates from '{exchange.source_language}', not from '{original.language}'"
        hint = again(original, exchange.target_language)
        raise ProjectError([Problem("wrong-exchange", message, exchange.place, hint)], documents)
    return original, translation


def _write(
    options: Options, document: Document, library: Library, name: str, wording: Wording, content: str
) -> Handout:
    """Write the content file, where it then says what was meant and all else as before."""
    found: list[Handout] = []

    def is_meant(new: Library) -> bool:
        original, translation = _both(new, name, wording.language)
        _, before = _both(library, name, wording.language)
        if translation is None:
            return False
        found.append(translation)
        texts = [(text.id, text.words) for text in texts_of(translation)]
        return (
            texts == [(text.id, wording.words[text.id]) for text in texts_of(original) if text.id in wording.words]
            and translation.translated_from == wording.marks
            and (wording.keywords is None or set(wording.keywords) <= set(translation.keywords))
            and (before is None or _governed(before) == _governed(translation))
            and _others(new, translation) == _others(library, translation)
            and replace(new, handouts=()) == replace(library, handouts=())
        )

    rewrite(options.content, document, content, is_meant, "the translation could not be written without harm")
    return found[-1]


def _governed(translation: Handout) -> tuple[object, ...]:
    """What a translator does not change."""
    return translation.review, translation.pages, translation.waivers, translation.recalls


def _others(library: Library, translation: Handout) -> list[Handout]:
    key = translation.id, translation.language
    return [handout for handout in library.handouts if (handout.id, handout.language) != key]
