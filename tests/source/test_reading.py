"""YAML into nodes: every value as typed, within limits, and nothing that changes text without a word."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from handouts.problems import Place, Problem
from handouts.source import (
    DEPTH_LIMIT,
    PROBLEM_LIMIT,
    SIZE_LIMIT,
    Document,
    Mapping,
    Scalar,
    Sequence,
    load,
    parse,
    reading,
)


def told(document: Document) -> list[tuple[str, int, int]]:
    return [(p.code, p.place.line, p.place.column) for p in document.problems if p.place]


def read(text: str, **options: bool) -> Document:
    return parse(text.encode(), "f", **options)


def texts(document: Document) -> dict[str, str]:
    assert isinstance(document.root, Mapping)
    return {key.text: value.text for key, value in document.root.entries if isinstance(value, Scalar)}


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "on",
        "yes",
        "off",
        "y",
        "1.10",
        "2026-11-01",
        "12:30",
        "0755",
        "02134",
        "+44",
        "~",
        "null",
        "1e3",
        "0x1F",
        "=",
        ".inf",
    ],
)
def test_values_stay_as_typed(typed: str) -> None:
    document = read(f"a: {typed}\n")
    assert document.problems == ()
    assert texts(document) == {"a": typed}


def test_plain_tells_whether_there_were_quotes() -> None:
    root = read("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\n").root
    assert isinstance(root, Mapping)
    assert [value.plain for _, value in root.entries if isinstance(value, Scalar)] == [True, False, False, False]


def test_places_count_from_one_in_characters() -> None:
    root = read("😀é: x\nlist:\n  - a\n  - {b: c}\n").root
    assert isinstance(root, Mapping)
    assert root.place == Place("f", 1, 1)
    assert root.entries[0][1].place == Place("f", 1, 5)
    listed = root.get("list")
    assert isinstance(listed, Sequence)
    assert [item.place for item in listed.items] == [Place("f", 3, 5), Place("f", 4, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: take #1 tablet\n", [("comment-in-text", 1, 9)]),
        ("a:\n  - take\t#1 tablet\n", [("comment-in-text", 2, 10)]),
        ("a: [take #1\n  ]\n", [("comment-in-text", 1, 10)]),
        ("a: take one\n  or #2\n", [("comment-in-text", 2, 6)]),
        ("a:\n  - #1 rule\n", [("comment-in-text", 2, 5)]),
        ("a: 'one'#2\n", [("comment-in-text", 1, 9)]),
        ('a: ["one"#2\n  ]\n', [("comment-in-text", 1, 10)]),
        ("a:\n  - one\n    - two\n  - three\n", [("dash-in-text", 3, 5)]),
        ("a: one\n  - two\n  - three\n", [("dash-in-text", 2, 3), ("dash-in-text", 3, 3)]),
        ("a: &b x\n", [("anchor", 1, 4)]),
        ("a: &b\n  - x\n", [("anchor", 1, 4)]),
        ("a: *b\n", [("alias", 1, 4)]),
        ("a: !!python/object/apply:os.system [x]\n", [("tag", 1, 4)]),
        ("a: !unknown {b: c}\n", [("tag", 1, 4)]),
        ("a: ! x\n", [("tag", 1, 4)]),
        ("a: {<<: {b: c}}\n", [("merge-key", 1, 5)]),
        ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n", [("duplicate-key", 5, 3), ("duplicate-key", 6, 1)]),
        ("a: 1\n'a': 2\n", [("duplicate-key", 2, 1)]),
        ("a: {{ x }}\n", [("bad-key", 1, 5)]),
        ("? [a]\n: b\n", [("bad-key", 1, 3)]),
        ("*a : b\n", [("alias", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("second-document", 2, 1)]),
        ("", [("empty-file", 0, 0)]),
        ("\n\n", [("empty-file", 0, 0)]),
        ("# only\n# comments\n", [("empty-file", 0, 0)]),
        ("---\n", [("empty-file", 0, 0)]),
    ],
)
def test_what_yaml_would_do_without_a_word_is_told(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize("parser", [reading.event_parser, reading.PythonParser])
@pytest.mark.parametrize("text", ["a: >#5 tablets\n  a day\n", "a: |#1 rule\n  x\n", "a: >-#5 mg\n  daily\nb: x\n"])
def test_a_number_sign_right_behind_a_mark_is_told(
    text: str, parser: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "event_parser", parser)
    problem = read(text).problems[0]
    assert problem.code in {"comment-in-text", "needs-quotes"}
    assert problem.place is not None
    assert problem.place.line == 1


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\na: x\n  # another\nb: [x, y]  # behind a list\n",
        'a: "take #1"  # behind quotes\n',
        "a: take#1 and https://x.org/#top\n",
        "a:  # behind a key with more below\n  - x\n",
        "a: |  # behind the mark\n  take #1\n  - two\n",
        "a: 'one\n  - two'\n",
        "a: x - y\n  -z\n",
        "---\na: x\n...\n",
        "%YAML 1.1\n---\na: x\n",
        "a:\tx\ty\n\t\nb: x\t\n",
    ],
)
def test_what_is_harmless_is_not_told(text: str) -> None:
    assert read(text).problems == ()


def test_styles_may_have_comments_behind_values() -> None:
    document = read("a: 12 pt  # RNIB\nb:  # nothing\n", comments=True)
    assert document.problems == ()
    assert texts(document) == {"a": "12 pt", "b": ""}


def test_of_two_equal_keys_both_lines_are_named_and_the_first_is_kept() -> None:
    document = read("a: 1\nb: 2\na: 3\n")
    assert "line 1" in document.problems[0].message
    assert document.problems[0].place == Place("f", 3, 1)
    assert texts(document) == {"a": "1", "b": "2"}


def test_problems_come_together_in_file_order() -> None:
    document = read("a: &x 1\na: 2\nb: take #1\nc: *x\nd: \x07\ne: @home\nf: x: y\n")
    assert [p.code for p in document.problems] == [
        "anchor",
        "duplicate-key",
        "comment-in-text",
        "alias",
        "bad-character",
        "needs-quotes",
        "needs-quotes",
    ]


def test_the_depth_limit_is_exact() -> None:
    assert DEPTH_LIMIT == 32
    assert read("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT).problems == ()
    assert told(read("[" * (DEPTH_LIMIT + 1) + "]" * (DEPTH_LIMIT + 1))) == [("too-deep", 1, DEPTH_LIMIT + 1)]


def test_the_size_limit_is_exact() -> None:
    fits = b"a: " + b"x" * (SIZE_LIMIT - 3)
    assert parse(fits, "f").problems == ()
    assert [p.code for p in parse(fits + b"x", "f").problems] == ["too-large"]


def test_no_more_problems_than_anyone_can_read() -> None:
    problems = read("".join(f"a: {n}\n" for n in range(2_000))).problems
    assert len(problems) == PROBLEM_LIMIT + 1
    assert problems[-1].code == "too-many"


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 900_000,
        b"{a: " * 200_000,
        b"- " * 400_000,
        b"a: &a [x,x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120)),
        b"a: 1\n" * 190_000,
        b'a: "' + rb"\x01" * 200_000 + b'"',
        b"- 'a' b\n" * 100_000,
        b"a: \x01" * 150_000,
        b"\xff" * 900_000,
    ],
    ids=["brackets", "braces", "dashes", "aliases", "keys", "escapes", "quotes", "controls", "bytes"],
)
def test_hostile_files_are_told_within_seconds(data: bytes) -> None:
    start = time.process_time()
    assert parse(data, "f").problems
    assert time.process_time() - start < 20  # a tenth of that, unless the time grows with the square of the size


def test_without_libyaml_everything_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 'x'\nb: [1, {c: d}]\ne: take #1\nf: x: y\ng: @h\n\nh: one\n  two\n"
    fast = read(text)
    monkeypatch.setattr(reading, "event_parser", reading.PythonParser)
    slow = read(text)
    assert slow.root == fast.root
    assert slow.problems == fast.problems


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"a: \xed\xa0\x80")
def test_any_bytes_give_a_root_or_a_problem(data: bytes) -> None:
    document = parse(data, "f")
    assert document.root is not None or document.problems


@given(st.text(st.sampled_from("ab:-#[]{},'\"\\*&!|>%@` \n\t?~"), max_size=60))
def test_any_marks_give_a_root_or_a_problem(text: str) -> None:
    document = read(text)
    assert document.root is not None or document.problems
    lines = text.split("\n")
    for problem in document.problems:
        assert problem.place is not None
        assert problem.place.line <= len(lines)
        assert problem.render(lambda place: document.line(place.line))


@given(st.text(st.sampled_from("ab:-#[]{},'\"*&! \n"), max_size=40))
def test_both_parsers_agree_on_what_is_yaml(text: str) -> None:
    # Known to differ: after "[a:]" libyaml asks for a space behind the colon, PyYAML does not.
    assume(not re.search(r":[,\[\]{}]", text))
    fast = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "event_parser", reading.PythonParser)
        slow = read(text)
    assert bool(fast.problems) == bool(slow.problems)
    if not fast.problems:
        assert slow.root == fast.root


# --- files ----------------------------------------------------------------------------------------------------------


def only(document: Document) -> Problem:
    (problem,) = document.problems
    assert document.root is None
    return problem


def test_a_missing_file_is_named_with_how_to_start(tmp_path: Path) -> None:
    problem = only(load(tmp_path / "content.yaml", hint="see the README"))
    assert problem.code == "no-file"
    assert str(problem.place) == str(tmp_path / "content.yaml")
    assert problem.hint == "see the README"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert only(load(tmp_path)).code == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert only(load(tmp_path / "pipe")).code == "not-a-file"


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "content.yaml"
    path.write_text("a: x\n", encoding="utf-8")

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    problem = only(load(path))
    assert problem.code == "unreadable"
    assert "Permission denied" in problem.message


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_impossible_names_are_told(name: str) -> None:
    assert only(load(name)).code == "unreadable"


def test_an_empty_file_is_told_with_how_to_start(tmp_path: Path) -> None:
    path = tmp_path / "content.yaml"
    path.write_bytes(b"# nothing yet\n")
    problem = only(load(path, hint="see the README"))
    assert problem.code == "empty-file"
    assert problem.hint == "see the README"


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "content.yaml"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    assert only(load(path)).code == "too-large"


@pytest.mark.parametrize("turn", [str, Path])
def test_a_file_is_read_by_name_or_path(tmp_path: Path, turn: Callable[[Path], str | Path]) -> None:
    path = tmp_path / "content.yaml"
    path.write_text("a: x\n", encoding="utf-8")
    assert texts(load(turn(path))) == {"a": "x"}
