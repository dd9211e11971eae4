"""Each shape on its own: the value it reads, the problem it tells, and the fragment it gives to editors."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from handouts.problems import Place
from handouts.schema.reader import Reader
from handouts.schema.shapes import (
    ByKind,
    Choice,
    Field,
    Line,
    ListOf,
    MapOf,
    Need,
    OneKey,
    Record,
    Shape,
    Text,
    Turned,
)
from handouts.schema.values import (
    Address,
    Boolean,
    Color,
    Date,
    Id,
    Integer,
    Language,
    Length,
    Number,
    ProjectFile,
)
from handouts.source import Mapping, Node, Scalar, Sequence

PLACE = Place("content.yaml", 1, 1)


def scalar(text: str, line: int = 1) -> Scalar:
    return Scalar(text, Place("content.yaml", line, 1))


def listed(*texts: str) -> Sequence:
    return Sequence(tuple(scalar(text, line) for line, text in enumerate(texts, 2)), PLACE)


def fields(**values: Node | str) -> Mapping:
    entries = enumerate(values.items(), 2)
    return Mapping(
        tuple((scalar(key, n), scalar(value, n) if isinstance(value, str) else value) for n, (key, value) in entries),
        PLACE,
    )


def outcome(shape: Shape[Any], node: Node | str) -> tuple[Any, list[str]]:
    """The value and the codes of the problems."""
    reader = Reader()
    value = shape.read(scalar(node) if isinstance(node, str) else node, reader)
    return value, [problem.code for problem in reader.problems]


RECORD = Record(
    dict,
    MappingProxyType(
        {
            "title": Field(Line(), "The title."),
            "lines": Field(Integer(1, 30), "How many lines.", required=False, default=4),
        }
    ),
    "a note",
)


@pytest.mark.parametrize(
    ("shape", "typed", "value"),
    [
        (Line(), "no", "no"),
        (Line(), "1.10", "1.10"),
        (Line(), "~", "~"),
        (Line(), "0755", "0755"),
        (Line(), "a\n  b", "a b"),
        (Line(), "a\u00a0b", "a\u00a0b"),
        (Integer(1, 30), "30", 30),
        (Number(0, 2), "1.5", 1.5),
        (Boolean(), "yes", True),
        (Boolean(), "false", False),
        (Choice(MappingProxyType({"a": 1})), "a", 1),
        (Id(), "fda-2023", "fda-2023"),
        (Id(), "a" * 64, "a" * 64),
        (Id(), "console", "console"),
        (Address(), "https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        (Date(), "2024-02-29", "2024-02-29"),
        (Language(), "zh-Hant-TW", "zh-Hant-TW"),
        (ProjectFile(), "images/a.png", "images/a.png"),
        (Length(), "12 pt", 12.0),
        (Length(), "1in", 72.0),
        (Length(), "0 mm", 0.0),
        (Length(negative=True), "-3 pt", -3.0),
        (Color(), "#ff0000", (1.0, 0.0, 0.0)),
    ],
)
def test_a_value_is_read(shape: Shape[Any], typed: str, value: object) -> None:
    assert outcome(shape, typed) == (value, [])


def test_lengths_are_points() -> None:
    assert outcome(Length(), "25.4 mm")[0] == pytest.approx(72)
    assert outcome(Length(), "2.54 cm")[0] == pytest.approx(72)


@pytest.mark.parametrize(
    ("shape", "typed", "code"),
    [
        (Integer(1, 30), "0", "bad-number"),
        (Integer(1, 30), "31", "bad-number"),
        (Integer(1, 30), "1.0", "bad-number"),
        (Integer(1, 30), "010", "bad-number"),
        (Integer(1, 30), "٣", "bad-number"),
        (Integer(1, 30), "9" * 5_000, "bad-number"),
        (Number(0, 2), "nan", "bad-number"),
        (Number(0, 2), "1e0", "bad-number"),
        (Boolean(), "on", "bad-choice"),
        (Choice(MappingProxyType({"leaflet": 1, "faq": 2})), "leaflt", "bad-choice"),
        (Id(), "A", "bad-id"),
        (Id(), "a" * 65, "bad-id"),
        (Id(), "../../x", "bad-id"),
        (Id(), "a/b", "bad-id"),
        (Id(), "con", "bad-id"),
        (Id(), "nul", "bad-id"),
        (Id(), "com1", "bad-id"),
        (Id(), "lpt9", "bad-id"),
        (Id(), "CON", "bad-id"),
        (Address(), "javascript:alert(1)", "bad-link"),
        (Address(), "mailto:a@b.example", "bad-link"),
        (Address(), "a.example", "bad-link"),
        (Address(), "https://a.example/ b", "bad-link"),
        (Date(), "2026-02-30", "bad-date"),
        (Date(), "2026-1-1", "bad-date"),
        (Date(), "20260101", "bad-date"),
        (Date(), "01/02/2026", "bad-date"),
        (Language(), "e_n", "bad-language"),
        (Language(), "english language", "bad-language"),
        (ProjectFile(), "../a.png", "bad-path"),
        (ProjectFile(), "/etc/hostname", "bad-path"),
        (ProjectFile(), "C:/a.png", "bad-path"),
        (ProjectFile(), "https://a.example/b.png", "bad-path"),
        (ProjectFile(), r"images\a.png", "bad-path"),
        (Length(), "12 ponies", "bad-length"),
        (Length(), "12", "bad-length"),
        (Length(), "-1 mm", "bad-length"),
        (Color(), "#12345", "bad-color"),
        (Color(), "red", "bad-color"),
        (Line(), "", "empty"),
        (Line(), " \n", "empty"),
        (Text(), "", "empty"),
        (Text(), "\u200b", "empty"),
        (ListOf(Line()), "a", "wrong-type"),
        (ListOf(Line()), "", "empty"),
    ],
)
def test_a_wrong_value_is_told_once_with_a_hint(shape: Shape[Any], typed: str, code: str) -> None:
    reader = Reader()
    assert shape.read(scalar(typed), reader) is None
    assert [problem.code for problem in reader.problems] == [code]
    assert reader.problems[0].hint
    assert reader.problems[0].place == PLACE


@pytest.mark.parametrize("shape", [Text(), Line(), Integer(1, 2), Date(), Id(), Color(), Length(), Boolean()])
@pytest.mark.parametrize("node", [listed("a"), fields(a="b")])
def test_a_list_or_fields_where_one_value_is_meant(shape: Shape[Any], node: Node) -> None:
    assert outcome(shape, node) == (None, ["wrong-type"])


def test_a_list_tells_every_mistake_in_it() -> None:
    assert outcome(ListOf(Integer(1, 9)), listed("1", "x", "3", "y")) == (None, ["bad-number"] * 2)
    assert outcome(ListOf(Line()), listed("a", "b")) == (("a", "b"), [])
    assert outcome(ListOf(Line()), listed()) == (None, ["empty"])
    assert outcome(ListOf(Line(), least=2), listed("a")) == (None, ["empty"])
    assert outcome(ListOf(Line(), alone=True), "a") == (("a",), [])


def test_a_record_tells_unknown_missing_and_wrong_fields_together() -> None:
    reader = Reader()
    assert RECORD.read(fields(titel="a", lines="x"), reader) is None
    assert sorted(problem.code for problem in reader.problems) == ["bad-number", "missing-field", "unknown-field"]
    unknown = next(problem for problem in reader.problems if problem.code == "unknown-field")
    assert unknown.hint == "did you mean 'title'?"
    assert unknown.place == Place("content.yaml", 2, 1)


def test_a_record_fills_in_defaults() -> None:
    assert outcome(RECORD, fields(title="a")) == ({"title": "a", "lines": 4}, [])


def test_a_record_needs_fields() -> None:
    assert outcome(RECORD, "a") == (None, ["wrong-type"])
    assert outcome(RECORD, listed("a")) == (None, ["wrong-type"])


def test_of_two_fields_exactly_one() -> None:
    either = MappingProxyType({name: Field(Line(), name, required=False) for name in ("text", "body")})
    shape = Record(dict, either, "a callout", needs=(Need(("text", "body"), one=True),))
    assert outcome(shape, fields(text="a"))[1] == []
    assert outcome(shape, fields())[1] == ["missing-field"]
    assert outcome(shape, fields(text="a", body="b"))[1] == ["conflicting-fields"]


def test_a_check_runs_beside_other_mistakes() -> None:
    def never(_values: object, node: Mapping, reader: Reader) -> bool:
        reader.report("bad-date", "never", node.place)
        return False

    shape = Record(dict, MappingProxyType({"title": Field(Line(), "The title.")}), check=never)
    assert outcome(shape, fields(titel="a"))[1] == ["unknown-field", "missing-field", "bad-date"]


def test_a_block_has_exactly_one_known_key() -> None:
    shape: OneKey[Any] = OneKey(MappingProxyType({"bullets": Field(ListOf(Line()), "A list."), "notes": RECORD_FIELD}))
    assert outcome(shape, fields(bullets=listed("a"))) == (("a",), [])
    assert outcome(shape, fields())[1] == ["block-keys"]
    assert outcome(shape, fields(bullets=listed("a"), notes="b"))[1] == ["block-keys"]
    assert outcome(shape, fields(bulets=listed("a")))[1] == ["unknown-block"]
    reader = Reader()
    shape.read(fields(bulets=listed("a")), reader)
    assert reader.problems[0].hint == "did you mean 'bullets'?"


RECORD_FIELD = Field(RECORD, "Space for notes.")


def test_ids_that_differ_only_in_case_are_told() -> None:
    shape = MapOf(Id(), Turned(Line(), lambda text: lambda key, _place: (key, text)))
    assert outcome(shape, fields(a="b"))[0] == {"a": ("a", "b")}
    assert "duplicate-id" in outcome(shape, fields(a="b", A="c"))[1]
    assert outcome(shape, fields()) == (None, ["empty"])
    assert outcome(shape, "a") == (None, ["wrong-type"])


def test_a_shape_for_each_kind_of_node() -> None:
    shape: ByKind[Any] = ByKind("a text or a list", text=Line(), listed=ListOf(Line()))
    assert outcome(shape, "a") == ("a", [])
    assert outcome(shape, listed("a")) == (("a",), [])
    assert outcome(shape, fields(a="b")) == (None, ["wrong-type"])


SHAPES: tuple[Shape[Any], ...] = (
    Text(),
    Line(),
    Integer(1, 30),
    Number(0, 2),
    Boolean(),
    Choice(MappingProxyType({"a": 1, "b": 2})),
    Id(),
    Address(),
    Date(),
    Language(),
    ProjectFile(),
    Length(),
    Color(),
    ListOf(Line(), alone=True),
    MapOf(Id(), Turned(Line(), lambda text: lambda _key, _place: text)),
    RECORD,
    OneKey(MappingProxyType({"notes": RECORD_FIELD})),
    ByKind("a text or a list", text=Line(), listed=ListOf(Line())),
)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_json_schema_is_draft_7(shape: Shape[Any]) -> None:
    Draft7Validator.check_schema(shape.json_schema())


def test_the_json_schema_describes_each_field() -> None:
    assert {name: p["description"] for name, p in RECORD.json_schema()["properties"].items()} == {
        "title": "The title.",
        "lines": "How many lines.",
    }


NODES: st.SearchStrategy[Node] = st.recursive(
    st.builds(scalar, st.text(max_size=20)),
    lambda inner: (
        st.builds(lambda items: Sequence(tuple(items), PLACE), st.lists(inner, max_size=3))
        | st.builds(
            lambda entries: Mapping(tuple((scalar(key), value) for key, value in entries.items()), PLACE),
            st.dictionaries(st.sampled_from(["title", "lines", "notes", "con"]) | st.text(max_size=8), inner, max_size=3),
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("shape", SHAPES)
@given(node=NODES)
def test_a_shape_gives_a_value_or_a_problem_and_never_raises(shape: Shape[Any], node: Node) -> None:
    value, problems = outcome(shape, node)
    assert (value is None) == bool(problems)
