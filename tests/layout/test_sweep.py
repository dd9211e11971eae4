"""One nasty story at many page heights: the splits fall everywhere, the logical text never changes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from handouts.model import Library
from handouts.problems import ContentError
from handouts.proof import prove
from handouts.theme import Paper
from handouts.words import words_for
from tests.sheets import first, identity, library, sheet, theme

NASTY = """
- heading: A heading that is long enough to need several lines in its narrow column
  body:
    - >-
      Plain, **strong**, *slanted* and ***both***, a [link](https://example.org/a?b=c&d=e) and [una frase]{es}.
      [@one; @two]
    - bullets:
        - First [@two]
        - text: Second, with a list inside that goes on for more than one line so that it has to break somewhere
          numbered: [Inner one, {text: Inner two, bullets: [Deep one, Deep two]}, Inner three]
        - Third
    - callout: {tone: urgent, title: Stop, body: [One paragraph., {bullets: [a, b, c]}]}
    - callout: {tone: caution, text: A callout without a title but with a text that needs two lines at the least.}
- heading: A table
  body:
    - table:
        caption: Its caption
        columns: [What, First column, Second column]
        rows:
          - [Row one, Short, Something longer that breaks over lines]
          - [Row two, "Cited [@one]", "**Strong**"]
          - [Row three, 0.5 mg, 2 weeks]
          - [Row four, x, y]
    - benefits_and_risks: {benefits: [Good, Better, Best], risks: [Bad, Worse, Worst of all the things]}
- heading: Forms
  body:
    - checklist: [Done, {text: Also done, bullets: [really, truly]}]
    - fill_in: [Date and time, A label that is long enough to need two lines]
    - notes: {prompt: Write here, lines: 3}
    - personal: {title: Your visit, choices: [Bring a list, Do not eat], notes: 2}
    - "Dear {patient.name}, come on {appointment.date}."
    - steps: [{title: One., text: Do this.}, Two.]
    - definition: {term: Off label, meaning: A use that is not approved.}
    - key_facts: {facts: [A fact, Another fact]}
    - contacts:
        title: Who to call
        people: [{who: Us, reach: 770-555-0100, when: day and night}, {who: Help, reach: 911}]
    - qr: {url: "https://example.org/help", text: Scan this.}
  questions:
    - {ask: Is it short?, answer: "Yes, it is."}
    - {ask: Is it long?, answer: [First paragraph of the answer., {bullets: [one, two]}]}
  sections:
    - {heading: A deeper heading, body: [Its text.]}
"""


@pytest.fixture(scope="module")
def nasty() -> Library:
    return library(NASTY)


def logical_text(data: bytes) -> tuple[list[str], str]:
    """The structure types in reading order and the glyph codes under them, from the tags alone."""
    kinds: list[str] = []
    codes: list[str] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        marks: dict[Any, dict[int, str]] = {page.objgen: _marks(page) for page in pdf.pages}

        def walk(element: Any, page: Any) -> None:
            kinds.append(str(element.S))
            page = element.get("/Pg", page)
            kids = element.get("/K", pikepdf.Array([]))
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    codes.append(marks[page.objgen].pop(kid))
                elif "/S" in kid:
                    walk(kid, page)
                elif kid.get("/Type") == "/MCR":
                    codes.append(marks[kid.Pg.objgen].pop(int(kid.MCID)))

        walk(pdf.Root.StructTreeRoot.K[0], None)
        assert not any(marks.values()), "marked content that no element holds"
    return kinds, "".join(codes)


def _marks(page: pikepdf.Page) -> dict[int, str]:
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), list(instruction.operands)
        if name in {"BDC", "BMC"}:
            number = operands[1].get("/MCID") if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else None
            open_marks.append(None if number is None else int(number))
            if number is not None:
                found[int(number)] = ""
        elif name == "EMC":
            open_marks.pop()
        elif name == "TJ":
            held = [number for number in open_marks if number is not None]
            if held:
                found[held[-1]] += "".join(
                    bytes(part).hex() for part in operands[0] if isinstance(part, pikepdf.String)
                )
    assert not open_marks
    return found


@pytest.mark.parametrize("brand", ["loganville", "hillside"])
def test_the_logical_text_is_the_same_at_every_height(nasty: Library, brand: str) -> None:
    look = theme(brand)
    expected: tuple[list[str], str] | None = None
    built = 0
    for height in range(400, 1100, 10):
        try:
            made = sheet(nasty, look, Paper(612, height))
        except ContentError as error:
            assert height < 460, error
            continue
        built += 1
        found = logical_text(made.data)
        expected = expected or found
        assert found == expected, height
        if height % 100 == 0:
            assert not prove(
                made.data, first(nasty), nasty, words_for("en"), look, made.pages, identity(first(nasty), nasty)
            )
    assert built >= 60


def test_no_page_holds_only_a_few_lines(nasty: Library) -> None:
    from handouts.proof.reader import read

    for height in range(500, 1000, 50):
        pages = list(read(sheet(nasty, None, Paper(612, height)).data))
        for page in pages:
            inked = [item for item in page.shown if item.mark != "Artifact" and item.text.strip()]
            assert max(item.top for item in inked) - min(item.bottom for item in inked) > 0.12 * height
