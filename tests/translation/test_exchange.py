"""The files themselves: what a translator's tool reads in them, and what is read back from it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.publish.translating import Form
from handouts.schema import read_library
from handouts.source import load
from handouts.translation import State, po, texts_of, xliff
from handouts.translation.units import Exchange, Unit, exchange_for
from tests.sheets import ROOT
from tests.translation.scenes import FORMS, STITCHES, module

NS = {"x": xliff.NAMESPACE}
HARD = (
    'Take **2 pills** & call "{clinic.phone}" <now>. [@one; @two]',
    "A [link](https://example.org/a_(b)?c=1&d=2) and **bold *both*** \\* 2*3*4",
    "naïve ünïcödé 漢字 العربية \\\\ back",
    "[palabras]{es} {not.a.detail} {} [ ] ( )",
)


def exchange(*sources: str) -> Exchange:
    units = tuple(
        Unit(f"u/{n}", source, source.replace("pills", "pastillas"), state, "Item of a list. <Keep> & [@one]")
        for n, source in enumerate(sources)
        for state in [list(State)[n % 3] if n % 3 else State.TRANSLATED]
    )
    return Exchange("sample", "en", "es", units, "Read me & <this>.")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_read_back(form: Form) -> None:
    written = exchange(*HARD)
    read, problems = module(form).read(module(form).write(written).encode(), "f")
    assert not problems
    assert read is not None
    assert (read.handout, read.source_language, read.target_language) == ("sample", "en", "es")
    assert [replace(unit, note="") for unit in written.units] == list(read.units)


def test_both_ends_of_words_in_another_language_are_locked_and_no_other_bracket() -> None:
    text = xliff.write(exchange("An (uso [off label]{es}) [aside], \\[not one]"))
    locked = re.findall(r"<ph [^>]*>([^<]*)</ph>", text.split("<target")[0])
    assert locked == ["[", "]{es}"]


@pytest.mark.parametrize("form", FORMS)
def test_places_are_those_of_the_lines(form: Form) -> None:
    text = module(form).write(exchange(*HARD))
    read, _ = module(form).read(text.encode(), "f")
    assert read is not None
    for unit in read.units:
        assert unit.place is not None
        line = text.splitlines()[unit.place.line - 1]
        assert line.lstrip().startswith(("<target", "msgstr"))


def test_tools_see_codes_as_elements_that_nobody_changes() -> None:
    root = ET.fromstring(xliff.write(exchange(HARD[0])))
    source = root.find(".//x:source", NS)
    assert source is not None
    assert [part.text for part in source.findall("x:ph", NS)] == ["**", "**", "{clinic.phone}", "[@one; @two]"]
    assert "".join(source.itertext()) == HARD[0]
    target = root.find(".//x:target", NS)
    assert target is not None
    assert [part.get("id") for part in target] == ["1", "2", "3", "4"]


def test_a_code_that_moved_keeps_its_number() -> None:
    unit = Unit("u", "Call {clinic.phone} **now**", "**Ahora** {clinic.phone}", State.TRANSLATED)
    root = ET.fromstring(xliff.write(Exchange("sample", "en", "es", (unit,))))
    target = root.find(".//x:target", NS)
    assert target is not None
    assert [(part.get("id"), part.text) for part in target] == [("2", "**"), ("3", "**"), ("1", "{clinic.phone}")]


def test_codes_given_back_by_number_only_are_those_of_the_source() -> None:
    text = xliff.write(exchange(HARD[0]))
    head, tail = text.split("<target", 1)
    tail = re.sub(r'<ph id="(\d)"[^>]*>[^<]*</ph>', r'<x id="\1"/>', tail)
    read, problems = xliff.read(f"{head}<target{tail}".encode(), "f")
    assert not problems
    assert read is not None
    assert read.units[0].target == HARD[0].replace("pills", "pastillas")


def test_what_other_tools_add_is_no_text() -> None:
    text = xliff.write(exchange("One text"))
    more = (
        '<seg-source><mrk mtype="seg" mid="0">One text</mrk></seg-source>'
        '<target state="final"><mrk mtype="seg" mid="0">Un texto</mrk></target>'
        "<alt-trans><source>Other</source><target>Otro</target></alt-trans><note>Hm</note>"
    )
    read, problems = xliff.read(re.sub("<target.*</target>", more, text).encode(), "f")
    assert not problems
    assert read is not None
    assert [(unit.source, unit.target, unit.state) for unit in read.units] == [
        ("One text", "Un texto", State.TRANSLATED)
    ]


def test_another_reader_of_po_reads_the_same() -> None:
    library, _ = read_library(load(STITCHES))
    assert library is not None
    original, spanish = library.handouts
    written = exchange_for(original, spanish, "es")
    units = (*written.units[:-1], replace(written.units[-1], state=State.NEEDS_REVIEW))
    catalog = read_po(BytesIO(po.write(replace(written, units=units)).encode()), abort_invalid=True)
    found = {message.context: message for message in catalog if message.id}
    assert {name: (m.id, m.string) for name, m in found.items()} == {u.id: (u.source, u.target) for u in units}
    assert [name for name, message in found.items() if message.fuzzy] == [units[-1].id]
    assert all(message.auto_comments for message in found.values())


@pytest.mark.parametrize(
    ("form", "data", "line"),
    [
        (Form.XLIFF, b"", 1),
        (Form.XLIFF, b"<xliff version='1.2'>\n<file", 2),
        (Form.XLIFF, b"<!DOCTYPE x [<!ENTITY a 'b'>]>\n<xliff version='1.2'/>", 1),
        (Form.XLIFF, b"<xliff version='1.2'/>", 1),
        (Form.XLIFF, b"<?xml version='1.0'?>\n<xliff version='2.0'/>", 2),
        (Form.XLIFF, b"<xliff version='1.2'><file original='a'></file>\n<file original='b'></file></xliff>", 2),
        (Form.XLIFF, b"\xff\xfe\x00", 1),
        (Form.PO, b"", 1),
        (Form.PO, b'msgid ""\nmsgstr ""\n', 1),
        (Form.PO, b'msgid ""\nmsgstr "X-Handout: a\\n"\n\nmsgid "open\n', 4),
        (Form.PO, b"hello", 1),
        (Form.PO, b'msgid "a"\n\xff', 2),
    ],
)
def test_a_file_that_is_none_is_told_with_its_line(form: Form, data: bytes, line: int) -> None:
    read, problems = module(form).read(data, "f")
    assert read is None
    assert [(problem.code, problem.place and problem.place.line) for problem in problems] == [("bad-exchange", line)]


@pytest.mark.parametrize("name", ["content.yaml", *(str(path) for path in (ROOT / "tests/fixtures").glob("*.yaml"))])
def test_every_text_has_a_name_of_its_own_and_is_told_in_reading_order(name: str) -> None:
    library, _ = read_library(load(ROOT / name))
    assert library is not None
    for handout in library.handouts:
        texts = texts_of(handout)
        assert len({text.id for text in texts}) == len(texts)
        assert [text.place for text in texts] == sorted(text.place for text in texts)
        for unit in exchange_for(handout, None, "xx").units:
            assert unit.note
            for form in FORMS:
                assert unit.source in _plain(module(form).write(Exchange("a", "en", "xx", (unit,))), form)


def _plain(text: str, form: Form) -> str:
    if form is Form.XLIFF:
        return "".join(ET.fromstring(text).itertext())
    return re.sub(r'"\n"', "", text).replace('\\"', '"').replace("\\\\", "\\")


def test_hours_of_the_clinic_may_be_written_out() -> None:
    assert Path(po.__file__).parent == Path(xliff.__file__).parent
    library, _ = read_library(load(ROOT / "content.yaml"))
    assert library is not None
    units = [unit for h in library.handouts for unit in exchange_for(h, None, "xx").units]
    hours = [unit for unit in units if unit.source == "{clinic.hours}"]
    phones = [unit for unit in units if unit.source == "{clinic.phone}"]
    assert {unit.state for unit in hours} <= {State.NEW}
    assert {(unit.state, unit.target) for unit in phones} == {(State.TRANSLATED, "{clinic.phone}")}


@pytest.mark.parametrize(
    ("approved", "state", "meant"),
    [
        ("yes", "translated", State.TRANSLATED),
        ("yes", "needs-review-translation", State.TRANSLATED),  # as tools leave it that look at "approved" only
        ("no", "final", State.TRANSLATED),
        ("no", "needs-review-translation", State.NEEDS_REVIEW),
        ("no", "needs-translation", State.NEEDS_REVIEW),
        ("no", "new", State.NEW),
    ],
)
def test_states_of_other_tools_are_understood(approved: str, state: str, meant: State) -> None:
    text = xliff.write(exchange("One text"))
    text = text.replace('approved="yes"', f'approved="{approved}"').replace('state="translated"', f'state="{state}"')
    read, _ = xliff.read(text.encode(), "f")
    assert read is not None
    assert [unit.state for unit in read.units] == [meant]


@pytest.mark.parametrize("form", FORMS)
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_told_and_never_raises(form: Form, data: st.DataObject) -> None:
    whole = module(form).write(exchange(*HARD[:2])).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    put = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"<", b"&#0;", b'"', b"\\", b"]]>", b"<x id='9'/>", b"\n"])
    )
    read, problems = module(form).read(whole[:start] + put + whole[end:], "f")
    assert (read is None) == bool(problems)


@pytest.mark.parametrize("encoding", ["utf-7", "shift_jis", "none-such", "utf-16"])
def test_other_encodings_are_told(encoding: str) -> None:
    data = xliff.write(exchange("One text")).replace("UTF-8", encoding).encode()
    read, problems = xliff.read(data, "f")
    assert read is None
    assert [problem.code for problem in problems] == ["bad-exchange"]
