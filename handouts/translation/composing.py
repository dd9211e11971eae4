"""A content file with a translation put into it: only the translation's own lines change, comments and quotes stay.

Where a section is built as in the original, its texts are replaced in their places. A section that the original has
and the translation has not, or has otherwise, is written anew from the original's; those that it has no more go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handouts.model import Handout
from handouts.problems import Place
from handouts.records import dataclass
from handouts.source import Document, Node, Scalar
from handouts.source import Mapping as MappingNode
from handouts.source import Sequence as SequenceNode
from handouts.source import Text as FileText
from handouts.source.writing import (
    Edit,
    Tree,
    block,
    edited,
    end_of,
    flow,
    folded,
    index_of,
    is_flow,
    line_end,
    replacing,
)
from handouts.translation.pairing import pair
from handouts.translation.texts import Text, texts_of
from handouts.translation.units import own_keywords

#: Fields of a section that belong to one language only.
_OWN = frozenset({"waive"})
#: What only some translations have, as a whole.
_EASY = "easy"
_KEYWORDS = "keywords"
_MARKS = "translated_from"
_STEP = 2
_MARKS_NOTE = "# Which text of the original each text was made from. Written by 'translate'; leave it as it is."


class NoPlaceError(Exception):
    """The file is written in a form in which this cannot be put in its place; says where and why."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Wording:
    """What a translation shall say: the words of each text by its id, and the mark of what each was made from.

    What has no words is left out: easy read, where the translation does without. ``keywords`` None leaves those as
    they are.
    """

    language: str
    words: Mapping[str, str]
    marks: tuple[str, ...]
    keywords: tuple[str, ...] | None = None


def composed(
    document: Document, original: Handout, translation: Handout | None, wording: Wording, review: Mapping[str, str]
) -> str:
    """The file's characters with the translation in it. ``review`` is what a new one says of its version.

    Raises NoPlaceError.
    """
    assert document.text is not None
    text = document.text
    handout = _at(document.root, "handouts", original.id)
    source = _Words(_said(original, wording), handout, wording.words)
    if translation is None:
        return _added(text, handout, source, wording, review)
    own = _at(handout, "translations", translation.language)
    return _changed(text, source, own, original, translation, wording)


def with_marks(document: Document, translation: Handout, marks: Sequence[str]) -> str:
    """The file's characters with only the marks of a translation set."""
    assert document.text is not None
    own = _at(document.root, "handouts", translation.id, "translations", translation.language)
    return edited(document.text.content, [_marks_edit(document.text, own, marks)])


class _Words:
    """The texts of an original by where they stand in the file, and what shall stand there in the translation."""

    def __init__(self, texts: Sequence[Text], node: MappingNode, words: Mapping[str, str]) -> None:
        self.node = node
        self._by_place = {text.place: words[text.id] for text in texts if text.kind != "alt"}
        self._left_out = _OWN if any(text.easy for text in texts) else _OWN | {_EASY}
        self._pictures = {text.place: words[text.id] for text in texts if text.kind == "alt"}

    def tree(self, node: Node) -> Tree:
        """A part of the original in the translation's words."""
        if isinstance(node, Scalar):
            return self._by_place.get(node.place, node.text)
        if isinstance(node, SequenceNode):
            return [self.tree(item) for item in node.items]
        tree = {key.text: self.tree(value) for key, value in node.entries if key.text not in self._left_out}
        return {**tree, "alt": self._pictures[node.place]} if node.place in self._pictures else tree

    def sections(self) -> tuple[Node, ...]:
        """The nodes of the sections."""
        return _items(self.node)


def _added(text: FileText, handout: MappingNode, source: _Words, wording: Wording, review: Mapping[str, str]) -> str:
    """A translation that was not there, below the others."""
    fields = {key.text: value for key, value in handout.entries}
    whole: dict[str, Tree] = {name: source.tree(fields[name]) for name in ("title", "summary")}
    whole |= {_KEYWORDS: wording.keywords} if wording.keywords else {}
    whole |= {"review": dict(review), "sections": source.tree(fields["sections"])}
    others = handout.get("translations")
    parent = others if isinstance(others, MappingNode) else handout
    if is_flow(text, parent):
        entry: Tree = {wording.language: {**whole, _MARKS: " ".join(wording.marks)}}
        inner = flow(entry if others else {"translations": entry})[1:-1]
        end = end_of(text, parent.entries[-1][1])
        return edited(text.content, [Edit(end, end, f", {inner}")])
    indent = parent.entries[0][0].place.column - 1
    lines = [] if others else ["", f"{' ' * indent}translations:"]
    indent += 0 if others else _STEP
    lines += [f"{' ' * indent}{wording.language}:", *block(whole, indent + _STEP)]
    lines += _marks_lines(wording.marks, indent + _STEP)
    end = line_end(text, end_of(text, parent))
    return edited(text.content, [Edit(end, end, "".join(f"\n{line}" for line in lines))])


def _changed(
    text: FileText, source: _Words, own: MappingNode, original: Handout, translation: Handout, wording: Wording
) -> str:
    """A translation that was there, with its texts replaced and its sections put in the order of the original's."""
    edits = [_marks_edit(text, own, wording.marks)]
    if wording.keywords and wording.keywords != own_keywords(original, translation):
        edits.append(_keywords_edit(text, own, wording.keywords))
    scalars = dict(_scalars(text, own))
    found = {one.id: one for one in texts_of(translation)}
    for id_ in ("title", "summary"):
        edits += _edit(text, scalars, found[id_], wording.words[id_])
    wanted, there = _by_section(_said(original, wording)), _by_section(tuple(found.values()))
    same = _same_sections(original, translation, wanted, there)
    edits_of = {
        number: [
            edit
            for id_ in there[other]
            for edit in _edit(text, scalars, found[_id(other, id_)], wording.words[_id(number, id_)])
        ]
        for number, other in same.items()
    }
    if list(same.items()) == [(number, number) for number in there] and len(wanted) == len(there):
        for own_edits in edits_of.values():
            edits += own_edits
    else:
        edits.append(_sections_edit(text, source, own, same, edits_of))
    return edited(text.content, edits)


def _said(original: Handout, wording: Wording) -> tuple[Text, ...]:
    return tuple(text for text in texts_of(original) if text.id in wording.words)


def _same_sections(
    original: Handout,
    translation: Handout,
    wanted: Mapping[int, tuple[str, ...]],
    there: Mapping[int, tuple[str, ...]],
) -> dict[int, int]:
    """For each section of the original the one of the translation that was made from it and is built as it is."""
    same: dict[int, int] = {}
    for one in pair(original, translation).pairs:
        number, other = _section_of(one.original.id), _section_of(one.translation.id if one.translation else "")
        if number is None or other is None or one.original.id != _id(number, "heading"):
            continue
        if wanted[number] == there[other] and other not in same.values():
            same[number] = other
    return same


def _sections_edit(
    text: FileText, source: _Words, own: MappingNode, same: Mapping[int, int], edits_of: Mapping[int, list[Edit]]
) -> Edit:
    """All sections: those built as before with their texts replaced, the others from the original."""
    sections = own.get("sections")
    assert isinstance(sections, SequenceNode)
    if is_flow(text, sections) or is_flow(text, own):
        message = "a translation in brackets cannot be given other sections"
        raise NoPlaceError(sections.place, message)
    starts = [_line_start(text, item) for item in sections.items]
    ends = [line_end(text, end_of(text, item)) for item in sections.items]
    indent = sections.place.column - 1
    slices = []
    for number, node in enumerate(source.sections()):
        if number in same:
            begin = starts[0] if same[number] == 0 else ends[same[number] - 1] + 1
            slices.append(edited(text.content, edits_of[number], begin, ends[same[number]]))
        else:
            slices.append("\n".join(block([source.tree(node)], indent)))
    return Edit(starts[0], ends[-1], "\n".join(slices))


def _by_section(texts: Sequence[Text]) -> dict[int, tuple[str, ...]]:
    """The ids of the texts of each section within it, by the section's number."""
    found: dict[int, tuple[str, ...]] = {}
    for text in texts:
        number = _section_of(text.id)
        if number is not None:
            found[number] = (*found.get(number, ()), text.id.split("/", 2)[2])
    return found


def _section_of(id_: str) -> int | None:
    """The number of the section that a text stands in; None for the title and the summary."""
    return int(id_.split("/")[1]) if id_.startswith("sections/") else None


def _id(section: int, within: str) -> str:
    return f"sections/{section}/{within}"


def _edit(text: FileText, scalars: Mapping[Place, tuple[Scalar, bool]], one: Text, words: str) -> Iterator[Edit]:
    """The edit of one text, where its words are other ones."""
    if one.words != words:
        scalar, in_brackets = scalars[one.place]
        yield replacing(text, scalar, words, in_brackets)


def _scalars(text: FileText, node: Node, in_brackets: bool = False) -> Iterator[tuple[Place, tuple[Scalar, bool]]]:
    """Every scalar by its place; the description of a picture by that of its picture. And whether it is in brackets."""
    if isinstance(node, Scalar):
        yield node.place, (node, in_brackets)
        return
    inside = in_brackets or is_flow(text, node)
    children = node.items if isinstance(node, SequenceNode) else tuple(value for _, value in node.entries)
    for child in children:
        yield from _scalars(text, child, inside)
    alt = node.get("alt") if isinstance(node, MappingNode) else None
    if isinstance(alt, Scalar):
        yield node.place, (alt, inside)


def _keywords_edit(text: FileText, own: MappingNode, keywords: Sequence[str]) -> Edit:
    line = f"{_KEYWORDS}: {flow(keywords)}"
    there = next(((key, value) for key, value in own.entries if key.text == _KEYWORDS), None)
    if there:
        return Edit(index_of(text, there[0]), end_of(text, there[1]), line)
    summary = own.get("summary")
    assert summary is not None
    end = end_of(text, summary)
    if is_flow(text, own):
        return Edit(end, end, f", {line}")
    end = line_end(text, end)
    return Edit(end, end, f"\n{' ' * (own.entries[0][0].place.column - 1)}{line}")


def _marks_edit(text: FileText, own: MappingNode, marks: Sequence[str]) -> Edit:
    there = own.get(_MARKS)
    joined = " ".join(marks)
    indent = own.entries[0][0].place.column - 1
    if isinstance(there, Scalar):
        if is_flow(text, own):
            return replacing(text, there, joined, flow=True)
        return Edit(there.start, end_of(text, there), "\n".join([">-", *folded(joined, indent + _STEP)]))
    if is_flow(text, own):
        end = end_of(text, own.entries[-1][1])
        return Edit(end, end, f', {_MARKS}: "{joined}"')
    end = line_end(text, end_of(text, own))
    return Edit(end, end, "".join(f"\n{line}" for line in _marks_lines(marks, indent)))


def _marks_lines(marks: Sequence[str], indent: int) -> list[str]:
    lines = folded(" ".join(marks), indent + _STEP)
    return ["", f"{' ' * indent}{_MARKS_NOTE}", f"{' ' * indent}{_MARKS}: >-", *lines]


def _line_start(text: FileText, node: Node) -> int:
    return text.content.rfind("\n", 0, index_of(text, node)) + 1


def _items(handout: MappingNode) -> tuple[Node, ...]:
    sections = handout.get("sections")
    return sections.items if isinstance(sections, SequenceNode) else ()


def _at(node: Node | None, *steps: str) -> MappingNode:
    """The fields at a path that is known to be there."""
    for step in steps:
        node = node.get(step) if isinstance(node, MappingNode) else None
    assert isinstance(node, MappingNode), steps
    return node
