"""What goes wrong when people write content, and what they must get: one clear problem each, never a traceback.

The rows are those of the project's table of bad input, "The file" and "The content", as far as reading goes.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from handouts.schema import read_library
from handouts.source import load, parse
from tests.schema import content_files as files

JARGON = re.compile(r"\b(token|scalar|sequence|node|stream|NoneType|Traceback|regex|dict|str)\b")

TRAPS = ["no", "on", "1.10", "2026-11-01", "12:30", "0755", "~", "+44", "02134", "null", "1e3"]


def problems_of(data: bytes, tmp_path: Path) -> list[str]:
    """The codes of a file's problems, after looking at what a person would read of each."""
    path = tmp_path / "content.yaml"
    path.write_bytes(data)
    document = load(path)
    library, problems = read_library(document)
    assert (library is None) == bool(problems)
    for problem in problems:
        shown = problem.render(lambda place: document.line(place.line))
        assert shown.startswith(str(path))
        assert f"error[{problem.code}]: " in shown
        assert not JARGON.search(shown.replace(str(path), "").split("\n")[0])
        assert problem.hint or problem.code == "empty-file"
        assert problem.place is not None
        if problem.place.line and document.text is not None and problem.code != "encoding":
            assert "^" in shown
    return [p.code for p in problems]


GOOD = files.with_blocks("- Fine. [@fda-2023]")


def test_the_file_used_here_is_good(tmp_path: Path) -> None:
    assert problems_of(GOOD.encode(), tmp_path) == []


FILE_ROWS: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["empty-file"]),
    "only comments": (b"# nothing\n\n# here\n", ["empty-file"]),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), []),
    "windows line ends": (GOOD.replace("\n", "\r\n").encode(), []),
    "utf-16": (GOOD.encode("utf-16"), ["encoding"]),
    "utf-16 without mark": (GOOD.encode("utf-16-le"), ["encoding"]),
    "latin-1": (GOOD.replace("Fine", "Café").encode("latin-1"), ["encoding"]),
    "surrogate in bytes": (GOOD.encode().replace(b"Fine", b"Fi\xed\xa0\x80ne"), ["encoding"]),
    "nul": (GOOD.replace("Fine", "Fi\0ne").encode(), ["bad-character"]),
    "control character": (GOOD.replace("Fine", "Fi\x1b[31mne").encode(), ["bad-character"]),
    "surrogate by escape": (GOOD.replace("Fine.", '"Fi\\ud800ne').replace("3]", '3]"').encode(), ["bad-character"]),
    "nul by escape": (GOOD.replace("Fine.", '"Fi\\0ne').replace("3]", '3]"').encode(), ["bad-character"]),
    "bidi override": (GOOD.replace("Fine", "Fi\u202ene").encode(), ["bad-character"]),
    "private use": (GOOD.replace("Fine", "Fi\ue000ne").encode(), ["bad-character"]),
    "tab indentation": (GOOD.replace("  name:", "\tname:").encode(), ["tab"]),
    "wrong indentation": (GOOD.replace("    language:", "   language:").encode(), ["indentation"]),
    "deeper indentation": (GOOD.replace("    language:", "      language:").encode(), ["indentation"]),
    "unclosed quote": (GOOD.replace("title: Ketamine", 'title: "Ketamine').encode(), ["unclosed-quote"]),
    "colon in a text": (GOOD.replace("title: Ketamine", "title: Ketamine: what").encode(), ["needs-quotes"]),
    "duplicate key at the top": (GOOD.encode() + files.CLINIC.encode(), ["duplicate-key"]),
    "duplicate key deep down": (
        GOOD.replace("    title: Ketamine", "    title: Ketamine\n    title: Other").encode(),
        ["duplicate-key"],
    ),
    "comment that eats a dose": (GOOD.replace("Fine.", "Take #1 tablet.").encode(), ["comment-in-text"]),
    "item joined to the line before": (GOOD.encode() + b"            - More.\n", ["dash-in-text"]),
    "anchor that eats a word": (GOOD.replace("Fine.", "&b x").encode(), ["anchor"]),
    "python object": (GOOD.replace("Fine.", "!!python/object/apply:os.system [x]").encode(), ["needs-quotes"] * 2),
    "unknown tag": (GOOD.replace("Ketamine", "!odd Ketamine").encode(), ["tag"]),
    "merge key": (GOOD.replace("    title:", "    <<: {a: b}\n    title:").encode(), ["merge-key"]),
    "second document": (GOOD.encode() + b"---\na: b\n", ["second-document"]),
}


@pytest.mark.parametrize("row", FILE_ROWS, ids=lambda row: row)
def test_the_file(row: str, tmp_path: Path) -> None:
    data, expected = FILE_ROWS[row]
    found = problems_of(data, tmp_path)
    assert found == expected


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "content.yaml", tmp_path):
        library, (problem,) = read_library(load(path, hint="how to start"))
        assert library is None
        assert problem.headline().startswith(str(path))
        assert problem.hint == "how to start"


@pytest.mark.parametrize("typed", TRAPS)
def test_values_that_yaml_would_change_stay_as_typed(typed: str) -> None:
    handout = files.sheet(GOOD.replace("title: Ketamine", f"title: {typed}"))
    assert handout.title.plain == typed
    assert files.library(GOOD.replace("phone: 770-555-0142", f"phone: {typed}")).clinic.phone == typed
    assert files.sheet(GOOD.replace("version: 0.1", f"version: {typed}")).review.version == typed


@pytest.mark.parametrize(
    "data",
    [
        b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(b"%c: &%c [%s]\n" % (c + 1, c + 1, b",".join([b"*%c" % c] * 9)) for c in range(97, 106)),
        b"[" * 10_000,
        b"- " * 10_000,
        b"{a: " * 10_000,
        b"a: " + b"x" * 10_000_000,
        b"a: x\n" * 40_000_000,
    ],
    ids=["alias bomb", "10,000 brackets", "10,000 dashes", "10,000 braces", "10 MB in one text", "200 MB"],
)  # fmt: skip
def test_files_made_to_hurt_are_told_quickly(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "content.yaml"
    path.write_bytes(data)
    start = time.process_time()
    library, problems = read_library(load(path))
    assert time.process_time() - start < 10  # a tenth of that, on a machine that has nothing else to do
    assert library is None
    assert problems


CONTENT_ROWS: dict[str, tuple[str, list[str]]] = {
    "javascript link": ("- '[x](javascript:alert(1))'", ["bad-link"]),
    "file link": ("- '[x](file:///etc/hostname)'", ["bad-link"]),
    "unknown citation": ("- x [@fda-2032]", ["unknown-citation"]),
    "unknown field": ("- x {clinic.fone}", ["unknown-field"]),
    "detail the clinic does not give": ("- x {clinic.website}", ["missing-value"]),
    "image outside, upwards": ("- image: {file: ../x.png, alt: a}", ["bad-path"]),
    "image outside, absolute": ("- image: {file: /etc/x.png, alt: a}", ["bad-path"]),
    "image by address": ("- image: {file: 'https://x.org/x.png', alt: a}", ["bad-path"]),
    "image by drive": ("- image: {file: 'C:\\x.png', alt: a}", ["bad-path"]),
    "image without words": ("- image: {file: x.png}", ["missing-field"]),
    "rows of unequal length": ("- table: {caption: a, columns: [b, c], rows: [[d, e], [f]]}", ["unequal-rows"]),
    "unknown key": ("- callout: {tone: info, title: a, text: b, color: red}", ["unknown-field"]),
    "unknown block": ("- video: x", ["unknown-block"]),
    "list for a text": ("- key_facts: {title: [a], facts: [b]}", ["wrong-type"]),
    "text for a list": ("- key_facts: {title: a, facts: b}", ["wrong-type"]),
    "fields for a text": ("- key_facts: {title: {a: b}, facts: [b]}", ["wrong-type"]),
    "nothing": ("- key_facts: {title: , facts: [b]}", ["empty"]),
}


@pytest.mark.parametrize("row", CONTENT_ROWS, ids=lambda row: row)
def test_the_content(row: str, tmp_path: Path) -> None:
    blocks, expected = CONTENT_ROWS[row]
    assert problems_of(files.with_blocks(blocks).encode(), tmp_path) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "<b>", '<img src="/etc/hostname"/>', '<a href="javascript:x">y</a>', "&nbsp;", "A&E", "<onDraw name='x'/>", "<!-- x -->",
        "<![CDATA[x]]>", "<?x?>", "{{ x }}", "${x}", "%s", "a * b", "a [ b", "${clinic.name}", "=HYPERLINK(1)",
    ],
)  # fmt: skip
def test_hostile_markup_prints_as_typed(typed: str) -> None:
    quoted = "'" + f"x {typed} y".replace("'", "''") + "'"
    (block,) = files.sheet(files.with_blocks(f"- {quoted}")).sections[0].body
    assert [run.text for run in block.text.runs] == [f"x {typed} y"]  # type: ignore[union-attr]  # a paragraph


@pytest.mark.parametrize(
    "kept", ["soft\u00adhyphen", "0.5\u00a0mg", "zero\u200bwidth", "\u200ea\u200f", "℞ ½ ≥ 😀", "مرحبا", "नमस्ते"]
)
def test_characters_that_are_harmless_are_kept(kept: str) -> None:
    (block,) = files.sheet(files.with_blocks(f"- {kept}")).sections[0].body
    assert block.text.plain == kept  # type: ignore[union-attr]  # a paragraph


@pytest.mark.parametrize(
    "name", ["../../x", "CON", "a/b", "x" * 300, "con", "nul", "lpt1", ".hidden", "a.b", "-rf", "ä"]
)
def test_ids_that_are_no_safe_file_names(name: str) -> None:
    assert [code for code, _, _ in files.told(GOOD.replace("test-sheet:", f"'{name}':"))] == ["bad-id"]


def test_both_lines_of_a_duplicate_key_are_named() -> None:
    _, (problem,) = read_library(parse(GOOD.encode() + files.CLINIC.encode(), "f"))
    assert problem.place is not None
    assert problem.place.line == GOOD.count("\n") + 1
    assert "line 1" in problem.message
