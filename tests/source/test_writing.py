"""YAML as people write it: what is written is read back as it was, and stays plain where that is safe."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handouts.source import Mapping, Node, Scalar, Sequence, parse
from handouts.source.writing import WIDTH, Edit, Tree, block, edited, end_of, flow, written

HARD = ["a: b", "- x", "#x", "x #y", "yes", "", " x", "x ", "'", '"', "[x", "{x}", "*x", "&x", "!x", "%", "@x", "`x", "x:", "?", "1.0", "1e3", "~", "a\\b", "ünï", "漢字", "0x1", "01", "12:30", "x, y", "| x", "> x", "2026-11-23", "a  b", "a\tb"]  # fmt: skip
WORDS = st.text(st.sampled_from("ab 1:,#-[]{}'\"*&!|>%@`?\\é漢ع.\n"), max_size=30)


def plain(node: Node | None) -> Tree | None:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) or "" for item in node.items]
    return {key.text: plain(value) or "" for key, value in node.entries} if isinstance(node, Mapping) else None


def read(text: str) -> Tree | None:
    document = parse(text.encode(), "f")
    assert not document.problems, (text, document.problems)
    return plain(document.root)


@pytest.mark.parametrize("value", [value for value in HARD if value.strip()])
def test_every_text_is_read_back(value: str) -> None:
    tree: Tree = {"one": value, "two": [value, {"three": value}], "rows": [[value, "x"], ["y", value]]}
    lines = "\n".join(block(tree, 0))
    assert read(lines) == tree
    assert read(flow(tree)) == tree
    if "\t" not in value:
        assert yaml.safe_load(f"k: {written(value)}") is not None


@given(WORDS.filter(str.strip))
def test_any_text_is_read_back(value: str) -> None:
    tree: Tree = {"k": value, "l": [value]}
    assert read("\n".join(block(tree, 0))) == tree
    assert read(flow(tree)) == tree


@pytest.mark.parametrize("value", ["Lave con cuidado, 1 o 2 veces.", "¿Qué es?", "漢字", "It's", "2026-11-23", "12"])
def test_plain_words_have_no_quotes(value: str) -> None:
    assert written(value) == value


def test_quotes_stay_what_they_were() -> None:
    assert written("it's", like="'x'") == "'it''s'"
    assert written("x", like='"y"') == '"x"'


def test_a_long_text_is_folded() -> None:
    text = "word " * 60 + "end"
    lines = block({"a": {"b": [text]}}, 0)
    assert max(map(len, lines)) <= WIDTH
    assert read("\n".join(lines)) == {"a": {"b": [text]}}


@pytest.mark.parametrize(
    ("text", "key", "end"),
    [
        ("a: [x, y]\nb: z\n", "a", "[x, y]"),
        ("a: [x,\n  {k: y} # note ]\n  ]\nb: z\n", "a", "[x,\n  {k: y} # note ]\n  ]"),
        ("a:\n  - x\n  - y\n\n\n# note\nb: z\n", "a", "- x\n  - y"),
        ("a:\n  - x\n  - >-\n    y\n    z\n\nb: z\n", "a", "- x\n  - >-\n    y\n    z"),
        ("a:\n  k: 'it''s'\nb: z\n", "a", "k: 'it''s'"),
    ],
)
def test_the_end_of_a_node_is_found(text: str, key: str, end: str) -> None:
    document = parse(text.encode(), "f", comments=True)
    assert isinstance(document.root, Mapping)
    assert document.text is not None
    node = document.root.get(key)
    assert node is not None
    stop = end_of(document.text, node)
    assert text[:stop].endswith(end)
    assert text[: stop - len(end)].rstrip(" \n").endswith("a:")


def test_edits_are_made_from_the_back_and_within_bounds() -> None:
    edits = [Edit(1, 2, "XY"), Edit(4, 4, "!"), Edit(0, 1, "")]
    assert edited("abcdef", edits) == "XYcd!ef"
    assert edited("abcdef", edits, 2, 5) == "cd!e"
