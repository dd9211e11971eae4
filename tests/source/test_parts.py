"""Reading part by part gives what reading the whole file gives, or leaves it to that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from handouts.source import Document, Mapping, Node, Scalar, Sequence, load, load_parts, parse, parts
from tests.source.yaml_texts import edited

TRIES = 40
SHIPPED = Path(__file__).parents[2] / "content.yaml"
GOOD = """\
# A note
clinic: {name: Ours, hours: "9 to 5:
  every day"}
handouts:
  # another
  one:
    title: |
      A text
      two:
    body: [a, b]

  two:
    title: "B"
  three:
    title: 'c'
    body:
      - d
after: [x]
"""
#: What a part alone would not tell, or would tell in another place.
ODD = (
    GOOD.replace('"B"', '"B'),
    GOOD.replace("  three:", "  two:"),
    GOOD.replace("  three:", "...\n  three:"),
    GOOD.replace("  three:", "---\n  three:"),
    GOOD.replace("  three:", "\tthree:"),
    GOOD.replace("after:", "clinic:"),
    GOOD.replace('"B"', "*B"),
    GOOD.replace('"B"', '"B\n  four:\n    x"'),
    GOOD.replace('"B"', '"B\nfour: x"'),
    GOOD.replace('"B"', "B # 2"),
    GOOD.replace("  one:", "  one: {title: x}\n  other:"),
    GOOD.replace("  one:", "  one:\n  \u00a0zero:"),
    GOOD.replace("handouts:", "handouts: "),
    GOOD.replace("handouts:", "handouts: {a: b}\nothers:"),
    GOOD.replace("  three:", "   three:"),
    GOOD.replace("title: 'c'", "title: B\n  - x"),
    GOOD.replace("- d", "- " * 40 + "d"),
    GOOD.replace("'c'", "\u202ec"),
)


#: Longer than what is read at once, and with all that a list of sections may hold.
LONG = """\
# A note
clinic:
  name: Ours
  hours: "9 to 5:
    every day"
sources:
  one-2020: {title: 'It''s', year: 2020}
handouts:
  # another
  one:
    kind: leaflet
    title: |+
      A text
      two:

    # a note
    sections:
      # more
      - heading: What is it?
        body:
          - A text that goes on
            on the next line
          - bullets: [a, "b: c"]
          - bullets:
            - first
            - - second

          - callout: {tone: info, text: "x
              y"}
      -
        heading: >-
          Folded
          text
        body:
          - |2
              - kept
            so
          - - a
            - "caf\\u00e9"
      - heading: Third
        body:
        - e\u0301
        - 'x'
    translations:
      es:
        title: uno
        sections:
          - heading: uno
            body:
              - dos
              - tres
  two:
    title: "B"
    sections:
      - heading: What is it?
        body: [x]
after: [x]
"""


def scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    inside = node.items if isinstance(node, Sequence) else [part for entry in node.entries for part in entry]
    for part in inside:
        yield from scalars(part)


def same(one: Document, other: Document) -> bool:
    """Whether two readings give the same nodes with the same places, of every character too."""
    if (one.root, one.problems, one.text) != (other.root, other.problems, other.text):
        return False
    if one.root is None or other.root is None:
        return True
    pairs = zip(scalars(one.root), scalars(other.root), strict=True)
    return all(a.at(at) == b.at(at) for a, b in pairs for at in (0, len(a.text) // 2, len(a.text)))


def parted(path: Path, only: tuple[str, ...] = ()) -> Document:
    return load_parts(path, "handouts", only)


@pytest.mark.parametrize("text", [GOOD, *ODD])
def test_odd_files_are_read_as_a_whole(text: str, tmp_path: Path) -> None:
    path = tmp_path / "content.yaml"
    path.write_text(text, encoding="utf-8")
    assert same(parted(path), load(path))


def test_the_shipped_content_is_the_same_in_parts() -> None:
    assert same(parted(SHIPPED), load(SHIPPED))


def test_an_edit_reads_its_own_part_anew_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "content.yaml"
    path.write_text(GOOD, encoding="utf-8")
    before = inside(parted(path))
    path.write_text(GOOD.replace("A text", "Another text"), encoding="utf-8")
    after = parted(path)
    assert same(after, load(path))
    assert [before[name] is inside(after)[name] for name in ("one", "two", "three")] == [False, True, True]


@pytest.mark.parametrize("short", [0, 60])
def test_whatever_is_edited_reads_as_a_whole_file_does(
    short: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read after each edit in a process that has read what was before; parts are taken apart as far as they go."""
    monkeypatch.setattr(parts, "_LONG", short)
    monkeypatch.setattr(parts, "_LONG_ITEM", short)
    path = tmp_path / "content.yaml"
    chance = Random(short)
    for _ in range(TRIES):
        text = LONG
        for _ in range(chance.randint(1, 6)):
            text = edited(text, chance)
            path.write_text(text, encoding="utf-8", newline="\n")
            whole = load(path)
            assert same(parted(path), whole), text
            if whole.root is None:
                break


def test_a_line_more_moves_what_stands_below(tmp_path: Path) -> None:
    path = tmp_path / "content.yaml"
    path.write_text(GOOD, encoding="utf-8")
    parted(path)
    path.write_text(GOOD.replace("A text", "A\n      text"), encoding="utf-8")
    assert same(parted(path), load(path))


def test_of_named_entries_only_those_are_read(tmp_path: Path) -> None:
    path = tmp_path / "content.yaml"
    path.write_text(GOOD.replace("'c'", "'c"), encoding="utf-8")
    whole = inside(parse(GOOD.encode(), str(path)))
    found = parted(path, ("one", "two"))
    assert not found.problems
    assert {name: inside(found)[name] for name in ("one", "two")} == {name: whole[name] for name in ("one", "two")}
    assert parted(path, ("three",)).problems
    assert parted(path, ("four",)).problems


def inside(document: Document) -> dict[str, Node]:
    assert isinstance(document.root, Mapping)
    handouts = document.root.get("handouts")
    assert isinstance(handouts, Mapping)
    return {key.text: value for key, value in handouts.entries}
