"""An edited file in a process that has read it before gives what a new process gives: nothing stale is taken again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from handouts.checks import examine, reading_of, word_count
from handouts.markup import Inline
from handouts.model import Handout, Library, cited, inlines
from handouts.problems import ContentError, Place, Problem
from handouts.publish import Options, fixed_words, plan, render
from handouts.publish.project import open_project
from handouts.publish.wording import worded
from handouts.review import State, fingerprint
from handouts.rules import rulebook
from handouts.schema import read_library
from handouts.source import Document, load, load_parts
from tests.sheets import ROOT, STYLES, TODAY
from tests.source.yaml_texts import edited

#: The first two of the shipped handouts, with their translations.
SHIPPED = (ROOT / "content.yaml").read_text(encoding="utf-8").partition("\n  ketamine-treatment-day:")[0] + "\n"
NAME = "ketamine-for-depression"
REMEMBERED = type(lru_cache(len))
#: What is read of the engine's own files; no edit changes those.
ENGINE = ("handouts.fonts", "handouts.rules", "handouts.words", "handouts.checks.patterns")

Edit = Callable[[str], str]


def changed(old: str, new: str, count: int = 1) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return edit


#: What people do to a file between two saves; each edit is of the one before.
EDITS: tuple[Edit, ...] = (
    changed("What is ketamine?", "What is that?"),
    changed("name: Loganville Ketamine Clinic", "name: Another Clinic"),
    changed("  ketamine-questions:\n", "  # a line more\n\n  ketamine-questions:\n"),
    changed("year: 2023", "year: 2022"),
    changed("770-555-0142", "770-555-0199"),
    changed("title: Ketamina", "title:   Ketamina"),
    changed("es: nombre de quien me lleva", "es: quien me lleva a casa"),
    changed("What is that?", "Call 404-555-0132."),
    changed("Here are short answers", "Call 404-555-0123. Here are short answers"),
    changed("\nhandouts:", "\nrules: {long-sentence: {severity: error, limits: {words: 9}}}\nhandouts:"),
    changed("Call 404-555-0132", "Call **404-555-0132"),
    changed("    kind: ", "    kin: "),
)


@pytest.fixture
def options(tmp_path: Path) -> Options:
    (tmp_path / "content.yaml").write_text(SHIPPED, encoding="utf-8")
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", today=TODAY)


def told(options: Options) -> tuple[Library | None, tuple[Problem, ...], list[object]]:
    """The library, every problem, and what is remembered of each handout."""
    try:
        project = open_project(options)
    except ContentError as error:
        return None, error.problems, []
    library, book = project.library, project.book
    facts = [
        (
            examine(handout, library, book, TODAY, State.DRAFT, thorough=False),
            fingerprint(handout, library),
            cited(handout),
            word_count(handout),
            reading_of(handout),
            [handout.place, *(text.place(run) for text in inlines(handout) for run in text.runs)],
        )
        for handout in library.handouts
    ]
    return library, project.problems, [*facts]


def forget() -> None:
    """As in a new process."""
    for name, module in list(sys.modules.items()):
        if name.startswith("handouts.") and not name.startswith(ENGINE):
            for remembered in vars(module).values():
                if isinstance(remembered, REMEMBERED):
                    remembered.cache_clear()


def test_after_every_edit_all_is_as_if_read_for_the_first_time(options: Options) -> None:
    text, before = SHIPPED, told(options)
    for edit in EDITS:
        text = edit(text)
        options.content.write_text(text, encoding="utf-8")
        again = told(options)
        assert again != before
        forget()
        before = told(options)
        assert again == before


def test_after_random_edits_every_word_place_and_problem_is_that_of_a_whole_reading(options: Options) -> None:
    chance = Random(5)
    good = SHIPPED.partition("\n  ketamine-questions:")[0] + "\n"
    for _ in range(60):
        text = edited(good, chance)
        options.content.write_text(text, encoding="utf-8", newline="\n")
        quick, whole = (read_library(reader(options.content)) for reader in (in_parts, load))
        assert quick == whole, text
        assert [*places(quick[0])] == [*places(whole[0])], text
        good = text if whole[0] else good


def in_parts(path: Path) -> Document:
    return load_parts(path, "handouts")


def places(part: object) -> Iterator[Place | None]:
    """The place of everything that has one, and of the middle of every run of text."""
    match part:
        case Place():
            yield part
        case Inline():
            yield from (part.place(run, len(run.text) // 2) for run in part.runs)
        case Mapping():
            for value in part.values():
                yield from places(value)
        case tuple():
            for value in part:
                yield from places(value)
        case _:
            for name in getattr(part, "__dataclass_fields__", ()):
                yield from places(getattr(part, name))


def test_an_edited_sheet_has_the_bytes_of_a_new_one(options: Options) -> None:
    def made() -> bytes:
        project = open_project(options)
        return render(project, next(h for h in project.library.handouts if h.id == NAME), options).sheet.data

    before = made()
    options.content.write_text(EDITS[0](SHIPPED), encoding="utf-8")
    again = made()
    forget()
    assert before != again == made()


def test_mistakes_elsewhere_do_not_stop_a_handout_that_is_named(options: Options) -> None:
    options.content.write_text(changed("    kind: faq", "    kin: faq")(SHIPPED), encoding="utf-8")
    todo = plan(replace(options, names=(NAME,)))
    assert {step.handout.id for step in todo.steps} == {NAME}
    every = plan(options)
    assert every.unread == ("ketamine-questions",)
    assert every.unread[0] not in {step.handout.id for step in every.steps}
    for names in (("ketamine-questions",), ("no-such-handout",)):
        with pytest.raises(ContentError):
            plan(replace(options, names=names))


def test_a_number_of_a_named_handout_is_compared_with_those_of_the_others(options: Options) -> None:
    """404-555-0132 and 404-555-0123: one of them is a slip, wherever they stand."""
    text = changed("What is ketamine?", "Call 404-555-0132")(SHIPPED)
    text = changed("Here are short answers", "Call 404-555-0123. Here are short answers")(text)
    options.content.write_text(text, encoding="utf-8")
    step, *_ = plan(replace(options, names=(NAME,))).steps
    library = step.look.project.library
    assert len({handout.id for handout in library.handouts}) > 1
    found = examine(step.handout, library, rulebook(), TODAY, State.DRAFT).problems
    assert "phone-differs" in {problem.code for problem in found}


def test_a_word_more_leaves_all_else_the_very_same_objects(options: Options) -> None:
    """What was made of a part is remembered by the part itself: of one that is only like it, all is made anew."""
    text = changed("no staff to watch", 'no "staff" to watch')(SHIPPED)
    options.content.write_text(text, encoding="utf-8")
    before = open_project(options)
    options.content.write_text(changed("anesthetic", "anesthetic drug")(text), encoding="utf-8")
    after = open_project(options)
    old, new = before.library, after.library
    assert after.theme is before.theme
    assert after.faces is before.faces
    assert new.clinic is old.clinic
    assert new.sources is old.sources
    sheets = list(zip(old.handouts, new.handouts, strict=True))
    assert [one.language for one, other in sheets if one is not other] == ["en"]
    (edited, again) = next((one, other) for one, other in sheets if one is not other)
    assert fixed_words(edited) is fixed_words(again)
    assert other_sections(edited, again) == 1
    printed = [worded(handout, after.theme, kept=True) for handout in (edited, again)]
    assert printed[0] is not edited, "it has quotation marks"
    assert other_sections(*printed) == 1


def other_sections(before: Handout, after: Handout) -> int:
    """How many are not the very same objects."""
    return sum(one is not other for one, other in zip(before.sections, after.sections, strict=True))
