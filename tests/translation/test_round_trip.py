"""From the content file to a translator and back, on real files: only the translation's own lines change."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.model import Handout, Status
from handouts.problems import ContentError, MachineError, UsageError
from handouts.publish import (
    Options,
    build,
    check,
    confirm_translation,
    export_translation,
    import_translation,
    open_project,
)
from handouts.publish.translating import Form
from handouts.schema import read_library
from handouts.source import parse
from handouts.translation import State, texts_of, xliff
from handouts.translation.units import Unit
from tests.sheets import ROOT
from tests.translation.scenes import FORMS, NAME, edit, exported, give_back, module, project, told, translated


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return project(tmp_path / "clinic")


def codes(options: Options) -> list[str]:
    return [f"{problem.place.line}: {problem.code}" for problem in check(options) if problem.place]


def outdated(options: Options) -> list[str]:
    return [code for code in codes(options) if "outdated" in code]


def as_it_is(unit: Unit) -> Unit:
    return unit


@pytest.mark.parametrize("form", FORMS)
def test_a_new_translation_is_created_whole_as_a_draft(options: Options, form: Form) -> None:
    before = options.content.read_text(encoding="utf-8")
    done = give_back(options, "fr", form)
    after = options.content.read_text(encoding="utf-8")
    assert done.new
    assert after.startswith(before.rstrip("\n"))
    assert done.handout.review.status is Status.DRAFT
    assert (done.handout.review.edition, done.handout.review.next) == ("2026-11-24", "2027-11-01")
    assert max(map(len, after.splitlines())) <= 125
    assert not [problem for problem in check(options) if problem.code.startswith("translation-")]


@pytest.mark.parametrize("name", ["ketamine-for-depression", "ketamine-questions", "ketamine-treatment-day"])
def test_the_shipped_handouts_go_there_and_back(tmp_path: Path, name: str) -> None:
    options = project(tmp_path / "clinic", ROOT / "content.yaml")
    done = give_back(options, "tl", name=name)
    assert done.new
    assert give_back(options, "tl", Form.PO, name=name).changed == 0


def test_fields_of_one_patient_stay_in_the_text(tmp_path: Path) -> None:
    options = project(tmp_path / "clinic", ROOT / "tests/fixtures/personal-visit.yaml")
    path, found = exported(options, "tl", name="letter")
    (greeting,) = (unit for unit in found.units if "{patient.name}" in unit.source)
    assert "{patient.name} (the program puts it in)" in ET.parse(path).getroot().findtext(
        f".//x:trans-unit[@id='{greeting.id}']/x:note", "", {"x": xliff.NAMESPACE}
    )
    done = give_back(options, "tl", name="letter")
    assert done.new
    work = replace(greeting, target=greeting.source.replace("{patient.name}", "friend"), state=State.TRANSLATED)
    path, found = exported(options, "tl", name="letter")
    units = tuple(work if unit.id == work.id else unit for unit in found.units)
    path.write_text(xliff.write(replace(found, units=units)), encoding="utf-8")
    assert [line.rsplit(": ", 1)[1] for line in told(options, path)] == ["lost-in-translation"]


def test_an_unchanged_file_changes_nothing_but_the_marks(options: Options) -> None:
    before = options.content.read_text(encoding="utf-8")
    done = give_back(options, work=as_it_is)
    after = options.content.read_text(encoding="utf-8")
    assert (done.new, done.changed, done.open) == (False, 0, 0)
    added = after.removeprefix(before.rstrip("\n"))
    assert after != added
    assert added.split()[-1] == done.handout.translated_from[-1]
    give_back(options, work=as_it_is)
    assert options.content.read_text(encoding="utf-8") == after


def test_one_text_is_changed_in_its_place_and_every_other_character_stays(options: Options) -> None:
    edit(
        options, "        title: Cómo cuidar sus puntos", "        # A note.\n        title: 'Cómo cuidar: sus puntos'"
    )
    give_back(options, work=as_it_is)
    before = options.content.read_bytes()
    give_back(
        options, work=lambda unit: replace(unit, target="Así: «sus» puntos, d'été") if unit.id == "title" else unit
    )
    after = options.content.read_bytes()
    assert after == before.replace("'Cómo cuidar: sus puntos'".encode(), "'Así: «sus» puntos, d''été'".encode())


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(options: Options, end: bytes, mark: bytes) -> None:
    data = mark + options.content.read_bytes().replace(b"\n", end)
    options.content.write_bytes(data)
    give_back(options, "fr")
    after = options.content.read_bytes()
    assert after.startswith(data.rstrip())
    assert after.count(b"\r\n") == (after.count(b"\n") if end == b"\r\n" else 0)


@pytest.mark.parametrize("form", FORMS)
def test_what_changed_since_is_told_and_marked_and_forgotten_when_done(options: Options, form: Form) -> None:
    give_back(options)
    assert outdated(options) == []
    edit(options, "clean paper towel. Do not rub.", "clean paper towel. Never rub.")
    (line,) = outdated(options)
    assert "toques suaves" in options.content.read_text(encoding="utf-8").splitlines()[int(line.split(":")[0]) - 1]
    _, found = exported(options, form=form)
    assert [unit.id for unit in found.units if unit.state is State.NEEDS_REVIEW] == ["sections/0/body/0/bullets/2"]
    # A translator who leaves it as it is has not looked at it.
    assert give_back(options, form=form, work=as_it_is).open == 1
    assert outdated(options) == [line]
    assert give_back(options, form=form, work=translated).open == 0
    assert outdated(options) == []


def test_new_words_are_believed_even_where_a_tool_leaves_the_state(options: Options) -> None:
    give_back(options)
    edit(options, "clean paper towel. Do not rub.", "clean paper towel. Never rub.")
    new = "Seque con cuidado. [@medlineplus-stitches]"
    done = give_back(options, work=lambda u: replace(u, target=new) if u.state is State.NEEDS_REVIEW else u)
    assert (done.changed, done.open) == (1, 0)


def test_confirming_says_that_the_translation_still_holds(options: Options) -> None:
    confirm_translation(options, NAME, "es")
    edit(options, "clean paper towel. Do not rub.", "clean paper towel. Never rub.")
    assert len(outdated(options)) == 1
    confirm_translation(options, NAME, "es")
    assert outdated(options) == []


def test_a_section_that_was_added_is_added_at_its_place_and_notes_of_others_stay(options: Options) -> None:
    give_back(options)
    edit(
        options, "          - heading: Su vacuna", "          # Ask Ana about this one.\n          - heading: Su vacuna"
    )
    edit(
        options,
        "      - heading: Your tetanus shot",
        "      - heading: What you need\n        body:\n          - bullets: [Soap, 'Bandage: 2']\n"
        "      - heading: Your tetanus shot",
    )
    assert len(outdated(options)) == 1  # three texts that stand together
    done = give_back(options)
    text = options.content.read_text(encoding="utf-8")
    assert (done.changed, done.open, done.removed) == (3, 0, ())
    assert text.index("What you xneed (v)") < text.index("# Ask Ana") < text.index("- heading: Su vacuna")
    assert "Lávese siempre las manos" in text
    assert [code for code in codes(options) if "translation" in code] == []


def test_what_is_taken_out_is_told(options: Options) -> None:
    edit(
        options, "                  - Lávese siempre", "                  # by hand\n                  - Lávese siempre"
    )
    give_back(options)
    edit(options, "              - Always wash your hands before you touch the bandage.\n", "")
    done = give_back(options)
    assert done.removed == ("Lávese siempre las manos antes de tocar la venda.", "# by hand")
    assert (done.changed, done.open) == (0, 0)


def test_a_reviewed_translation_is_changed_since_its_review(options: Options) -> None:
    give_back(options)
    marks = [(h.language, h.review) for h in _handouts(options)]
    give_back(options, work=lambda unit: replace(unit, target="Otro título") if unit.id == "title" else unit)
    assert [(h.language, h.review) for h in _handouts(options)] == marks


def _handouts(options: Options) -> tuple[Handout, ...]:
    return open_project(options).library.handouts


def test_every_block_goes_there_and_back(tmp_path: Path) -> None:
    """The sheet of all blocks, from its Arabic form, which has every one of them."""
    options = project(tmp_path / "clinic", ROOT / "tests/fixtures/scripts/clinic-visit.yaml")
    text = options.content.read_text(encoding="utf-8")
    head, rest = text.split("    title: Your clinic visit", 1)
    arabic = rest.split("      ar:\n", 1)[1].split("\n      hi:\n", 1)[0]
    lines = "\n".join(line.removeprefix("    ") for line in arabic.splitlines())
    options.content.write_text(head.replace("language: en", "language: ar") + lines + "\n", encoding="utf-8")
    done = give_back(options, "fa", name="clinic-visit", work=lambda unit: replace(unit, target=unit.source))
    original, _ = _handouts(options)
    assert [(t.id, t.words) for t in texts_of(original)] == [(t.id, t.words) for t in texts_of(done.handout)]
    assert done.handout.sections == original.sections


def test_easy_read_comes_along_or_is_left_out_as_a_whole(tmp_path: Path) -> None:
    options, name = project(tmp_path / "clinic", ROOT / "content.yaml"), "ketamine-going-home"
    whole, _ = (h for h in _handouts(options) if h.id == name and h.language in {"en", "es"})

    def without(unit: Unit) -> Unit:
        return replace(unit, target="") if "/easy/" in unit.id else translated(unit)

    assert give_back(options, "tl", name=name, work=without).open == 0
    made = next(h for h in _handouts(options) if h.id == name and h.language == "tl")
    assert not any(section.easy for section in made.sections)
    confirm_translation(options, name, "tl")
    about = (problem for problem in check(options) if problem.code.startswith("translation-"))
    assert [problem.message for problem in about] == []

    path, found = exported(options, "tl", name=name)
    easy = [unit for unit in found.units if "/easy/" in unit.id]
    assert len(easy) == 2 * sum(len(section.easy) for section in whole.sections)
    assert {unit.state for unit in easy} == {State.NEW}
    some = tuple(translated(unit) if unit is easy[1] else unit for unit in found.units)
    path.write_text(xliff.write(replace(found, units=some)), encoding="utf-8")
    assert {line.rsplit(": ", 1)[1] for line in told(options, path)} == {"untranslated"}
    give_back(options, "tl", Form.PO, name=name)
    made = next(h for h in _handouts(options) if h.id == name and h.language == "tl")
    assert [idea.picture for s in made.sections for idea in s.easy] == [
        i.picture for s in whole.sections for i in s.easy
    ]
    assert made.sections[0].easy[0].alt.endswith("(v)")
    before = options.content.read_bytes()
    assert give_back(options, "tl", name=name).changed == 0
    assert options.content.read_bytes() == before


@pytest.mark.parametrize("form", FORMS)
def test_words_to_find_it_by_go_there_and_back(tmp_path: Path, form: Form) -> None:
    options, name = project(tmp_path / "clinic", ROOT / "content.yaml"), "ketamine-questions"

    def named(words: str) -> Callable[[Unit], Unit]:
        return lambda unit: replace(unit, target=words) if unit.id == "keywords" else translated(unit)

    def found_by(language: str) -> tuple[str, ...]:
        return next(h for h in _handouts(options) if (h.id, h.language) == (name, language)).keywords

    original = next(h for h in _handouts(options) if h.id == name).keywords
    give_back(options, "tl", form, named("gamot; tanong ; gamot"), name)
    assert found_by("tl") == ("gamot", "tanong", *original)
    give_back(options, "tl", form, named(""), name)
    assert found_by("tl") == ("gamot", "tanong", *original)
    give_back(options, "tl", form, named("a: b, c; Spravato"), name)
    assert found_by("tl") == ("a: b, c", "Spravato", *(word for word in original if word != "Spravato"))
    give_back(options, "es", form, named("dudas"), name)
    assert found_by("es") == ("dudas", *original)


# --- mistakes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("unit", "old", "new", "code"),
    [
        ("sections/0/body/0/bullets/0", " [@medlineplus-stitches]", "", "lost-in-translation"),
        ("sections/0/body/0/bullets/0", "@medlineplus-stitches", "@medlineplus", "unknown-citation"),
        ("sections/0/body/0/bullets/0", "24 a 48", "24 a 84", "lost-in-translation"),
        ("sections/2/body/1", "{clinic.phone}", "", "lost-in-translation"),
        ("sections/2/body/1", "{clinic.phone}", "706-555-0174", "lost-in-translation"),
        ("sections/2/body/1", "{clinic.phone}", "{clinic.fone}", "unknown-field"),
        ("sections/0/heading", "En casa", "** En casa **", "broken-markup"),
        ("sections/0/heading", "En casa", "[En casa", "broken-markup"),
        ("sections/0/heading", "En casa", "En\u202ecasa", "bad-character"),
        ("sections/2/body/0/callout/title", "911", "112", "lost-in-translation"),
    ],
)
def test_a_text_with_a_mistake_is_told_with_its_line_and_nothing_is_written(
    options: Options, form: Form, unit: str, old: str, new: str, code: str
) -> None:
    path, found = exported(options, form=form)
    text = module(form).write(
        replace(
            found,
            units=tuple(replace(u, target=u.target.replace(old, new)) if u.id == unit else u for u in found.units),
        )
    )
    path.write_text(text, encoding="utf-8")
    lines = told(options, path)
    assert len(lines) == 1, lines
    name, line, said = lines[0].split(":")
    assert (name, said.strip()) == (path.name, code)
    assert text.splitlines()[int(line) - 1].lstrip().startswith(("<target", "msgstr"))


@pytest.mark.parametrize("form", FORMS)
def test_units_that_do_not_fit_are_told(options: Options, form: Form) -> None:
    path, found = exported(options, form=form)
    first, second, *rest = found.units
    units = (first, replace(second, id="sections/9/heading"), first, *rest[:-1])
    path.write_text(module(form).write(replace(found, units=units)), encoding="utf-8")
    assert [line.rsplit(": ", 1)[1] for line in told(options, path)] == ["unknown-unit", "duplicate-unit"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_another_version_is_told(options: Options, form: Form) -> None:
    path, _ = exported(options, form=form)
    edit(options, "clean paper towel. Do not rub.", "clean paper towel. Never rub.")
    assert [line.rsplit(": ", 1)[1] for line in told(options, path)] == ["other-version"]


@pytest.mark.parametrize("form", FORMS)
def test_a_translation_with_a_text_missing_is_told(options: Options, form: Form) -> None:
    path, _ = exported(options, "fr", form)
    lines = told(options, path)
    assert {line.rsplit(": ", 1)[1] for line in lines} == {"untranslated"}
    assert len(lines) == 24  # all but the name and the telephone of the clinic


def test_a_file_for_another_handout_or_language_is_told(options: Options) -> None:
    path, found = exported(options)
    for wrong in (
        replace(found, handout="other"),
        replace(found, source_language="de"),
        replace(found, target_language="en"),
    ):
        path.write_text(module(Form.XLIFF).write(wrong), encoding="utf-8")
        assert [line.rsplit(": ", 1)[1] for line in told(options, path)] == ["wrong-exchange"]


def test_a_translation_not_built_as_its_original_cannot_be_confirmed(options: Options) -> None:
    edit(
        options, "              - Pídanos esta hoja en letra grande.", "              - Pídanos.\n              - Más."
    )
    before = options.content.read_bytes()
    with pytest.raises(ContentError, match="not built as its original"):
        confirm_translation(options, NAME, "es")
    assert options.content.read_bytes() == before


def test_texts_that_somebody_added_are_not_taken_out(options: Options) -> None:
    path, _ = exported(options)
    edit(
        options, "              - Pídanos esta hoja en letra grande.", "              - Pídanos.\n              - Más."
    )
    (line,) = told(options, path)
    assert line.endswith(": not-parallel")
    assert "Más" in options.content.read_text(encoding="utf-8").splitlines()[int(line.split(":")[1]) - 1]


def test_a_translators_work_is_not_written_over(options: Options) -> None:
    path = export_translation(options, NAME, "es", Form.XLIFF).path
    export_translation(options, NAME, "es", Form.XLIFF)
    path.write_text(path.read_text(encoding="utf-8").replace("En casa", "En su casa"), encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        export_translation(options, NAME, "es", Form.XLIFF)


@pytest.mark.parametrize(("name", "to"), [("nothing", "es"), (NAME, "en"), (NAME, "e s")])
def test_names_and_languages_that_are_none_are_wrong_use(options: Options, name: str, to: str) -> None:
    with pytest.raises(UsageError):
        export_translation(options, name, to, Form.XLIFF)


def test_a_file_that_is_not_there_is_the_machine(options: Options) -> None:
    with pytest.raises(MachineError):
        import_translation(options, options.content.with_name("none.xlf"))


def test_damaged_marks_are_told(options: Options) -> None:
    give_back(options)
    edit(options, "IDKP2", "IDKP1")
    _, problems = read_library(parse(options.content.read_bytes(), "f"))
    assert [problem.code for problem in problems] == ["bad-marks"]


def test_a_translation_in_brackets_is_written_in_brackets(options: Options) -> None:
    options.content.write_text(
        "clinic: {name: A, phone: 770-555-0100, address: [B]}\n"
        "handouts: {one: {kind: leaflet, language: en, title: T one, summary: S two, "
        'review: {status: draft, version: "1", edition: 2026-11-23}, '
        "sections: [{heading: Head, body: [Text three, {bullets: [First item, Second item]}]}]}}\n",
        encoding="utf-8",
    )
    assert give_back(options, "es", name="one").new
    done = give_back(options, name="one", work=lambda u: replace(u, target="Uno, dos") if u.id == "title" else u)
    assert done.changed == 1
    assert '"Uno, dos"' in options.content.read_text(encoding="utf-8")


def test_the_new_translation_builds(options: Options) -> None:
    edit(options, "      es:\n", "      xx:\n")
    give_back(options, "es")
    assert [one.published for one in build(replace(options, languages=("es",)))] == [True]
