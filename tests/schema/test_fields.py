"""Personal fields: declared, used in texts and panels, and never printed as a name in braces."""

from __future__ import annotations

import pytest

from handouts import model
from handouts.problems import Problem
from handouts.schema import read_library
from handouts.source import parse
from tests.sheets import content, library, sheet, text_of


def problems_of(sections: str, fields: str = "") -> tuple[Problem, ...]:
    return read_library(parse((fields + content(sections)).encode(), "content.yaml"))[1]


def declared(fields: str, language: str = "en") -> model.Handout:
    body = "- {heading: H, body: ['See {visit.driver}.', {personal: {rows: [visit.driver]}}]}"
    return read_in(language, body, fields)


def read_in(language: str, sections: str, fields: str = "") -> model.Handout:
    text = fields + content(sections).replace("language: en", f"language: {language}")
    read, problems = read_library(parse(text.encode(), "content.yaml"))
    assert read is not None, [problem.headline() for problem in problems]
    return read.handouts[0]


def words(handout: model.Handout) -> list[str]:
    return [text.plain for text in model.inlines(handout.sections[0].body)]


def test_without_a_patient_a_field_is_a_line_to_write_on_with_its_label() -> None:
    handout = declared("fields: {visit.driver: {label: my driver}}\n")
    assert words(handout)[0] == f"See {'_' * 24}\u00a0(my driver)."
    assert words(handout)[1] == "My driver"


def test_a_default_is_printed_where_nothing_is_filled_in() -> None:
    handout = declared("fields: {visit.driver: {label: my driver, default: 'a **friend**'}}\n")
    assert words(handout) == ["See a **friend**.", "My driver", "a **friend**"]


def test_labels_and_defaults_follow_the_language() -> None:
    fields = "fields: {visit.driver: {label: {en: driver, es: chofer}, default: {en: you, es: usted}}}\n"
    assert words(declared(fields, "es-MX")) == ["See usted.", "Chofer", "usted"]
    assert words(declared(fields, "en")) == ["See you.", "Driver", "you"]


def test_built_in_fields_have_labels_in_every_language() -> None:
    for language in ("en", "es"):
        labels = words(read_in(language, "- {heading: H, body: [{personal: {notes: 2}}]}"))
        assert len(labels) == 6
        assert not any("." in label for label in labels)


def test_a_clinic_may_declare_a_built_in_field_anew() -> None:
    text = "fields: {appointment.date: {type: date, format: iso, required: yes}}\n" + content(
        "- {heading: H, body: [x]}"
    )
    read, _ = read_library(parse(text.encode(), "content.yaml"))
    assert read is not None
    field = read.fields["appointment.date"]
    assert (field.format, field.required) == ("iso", True)
    assert read.fields["patient.name"].required


@pytest.mark.parametrize(
    ("sections", "code", "hint"),
    [
        ("- {heading: H, body: ['{patient.nmae}']}", "unknown-field", "did you mean 'patient.name'?"),
        ("- {heading: 'For {patient.name}', body: [x]}", "field-here", "titles"),
        ("- {heading: H, body: ['[x](https://a.example/{patient.name})']}", "field-here", "address"),
        ("- {heading: H, body: [{personal: {rows: [patient.nam]}}]}", "unknown-field", "did you mean 'patient.name'?"),
        ("- {heading: H, body: [{personal: {title: 'For {patient.name}'}}]}", "field-here", "titles"),
        ("- {heading: H, body: [{personal: {notes: 0}}]}", "bad-number", "digits"),
        ("- {heading: H, body: [{personal: {row: [patient.name]}}]}", "unknown-field", "did you mean 'rows'?"),
    ],
)
def test_a_mistake_with_a_field_is_told(sections: str, code: str, hint: str) -> None:
    (problem,) = problems_of(sections)
    assert problem.code == code
    assert hint in (problem.hint or "")
    assert problem.place is not None
    assert problem.place.column > 1


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("{label: x, type: word}", "bad-choice"),
        ("{label: x, type: choice}", "missing-field"),
        ("{label: x, type: text, format: short}", "conflicting-fields"),
        ("{label: x, choices: [a]}", "conflicting-fields"),
        ("{label: x, type: choice, choices: [a, b], default: c}", "bad-choice"),
        ("{label: x, longest: 0}", "bad-number"),
        ("{label: x, required: maybe}", "bad-choice"),
        ("{lable: x}", "unknown-field"),
    ],
)
def test_a_mistake_in_a_declaration_is_told(field: str, code: str) -> None:
    (problem,) = problems_of("- {heading: H, body: [x]}", f"fields: {{visit.driver: {field}}}\n")
    assert problem.code == code


@pytest.mark.parametrize("name", ["driver", "clinic.phone", "a.B", "a.b.c", "1.a"])
def test_a_name_that_cannot_be_a_field_is_told(name: str) -> None:
    (problem,) = problems_of("- {heading: H, body: [x]}", f"fields: {{{name}: {{label: x}}}}\n")
    assert problem.code == "bad-id"


def test_braces_that_mean_no_field_print_as_typed() -> None:
    read = library("- {heading: H, body: ['${patient.name} {{patient.name}} {x} {a b}']}")
    assert words(read.handouts[0]) == ["${patient.name} {{patient.name}} {x} {a b}"]


def test_a_field_keeps_its_look() -> None:
    read = library("- {heading: H, body: ['**{patient.name}**']}")
    (run,) = next(model.inlines(read.handouts[0].sections[0].body)).runs
    assert (run.strong, run.field) == (True, "patient.name")


def test_the_blank_form_prints_lines_and_never_a_name_in_braces() -> None:
    text = text_of(
        sheet(
            library("- {heading: H, body: ['Dear {patient.name},', {personal: {title: T, choices: [a], notes: 2}}]}")
        ).data
    )
    assert "{" not in text
    assert "Dear ________________________ (name)," in text
    for label in ("Name", "Date", "Time", "Place", "Clinician", "Notes"):
        assert label in text
