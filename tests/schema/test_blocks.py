"""Every kind of block: read into the model, and its mistakes told."""

from __future__ import annotations

import pytest

from handouts import model
from handouts.markup import Inline, Run
from tests.schema.content_files import sheet, told_in_blocks, with_blocks


def t(text: str) -> Inline:
    return Inline((Run(text),))


def block(text: str) -> model.Block:
    (found,) = sheet(with_blocks(text)).sections[0].body
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Words.", model.Paragraph(t("Words."))),
        ("- bullets: [a, b]", model.List(model.Marker.BULLET, (model.Item(t("a")), model.Item(t("b"))))),
        ("- numbered: [a]", model.List(model.Marker.NUMBER, (model.Item(t("a")),))),
        (
            "- checklist: [{text: a, bullets: [b, {text: c, numbered: [d]}]}]",
            model.List(
                model.Marker.BOX,
                (
                    model.Item(
                        t("a"),
                        (
                            model.List(
                                model.Marker.BULLET,
                                (
                                    model.Item(t("b")),
                                    model.Item(t("c"), (model.List(model.Marker.NUMBER, (model.Item(t("d")),)),)),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        (
            "- callout: {tone: urgent, title: a, text: b}",
            model.Callout(model.Tone.URGENT, t("a"), (model.Paragraph(t("b")),)),
        ),
        (
            "- callout: {tone: info, title: a, body: [b, {bullets: [c]}]}",
            model.Callout(
                model.Tone.INFO,
                t("a"),
                (model.Paragraph(t("b")), model.List(model.Marker.BULLET, (model.Item(t("c")),))),
            ),
        ),
        ("- callout: {tone: info, text: b}", model.Callout(model.Tone.INFO, None, (model.Paragraph(t("b")),))),
        ("- benefits_and_risks: {benefits: [a], risks: [b, c]}", model.BenefitsAndRisks((t("a"),), (t("b"), t("c")))),
        (
            "- table: {caption: a, columns: [b, c], rows: [[d, e], [f, g]]}",
            model.Table(t("a"), (t("b"), t("c")), ((t("d"), t("e")), (t("f"), t("g")))),
        ),
        ("- steps: [a, {title: b, text: c}]", model.Steps((model.Step(t("a")), model.Step(t("b"), t("c"))))),
        ("- key_facts: {title: a, facts: [b]}", model.KeyFacts(t("a"), (t("b"),))),
        ("- definition: {term: a, meaning: b}", model.Definition(t("a"), t("b"))),
        ("- image: {file: images/x.png, alt: A chair}", model.Image("images/x.png", "A chair")),
        ("- image: {file: x.png, alt: A chair, caption: b}", model.Image("x.png", "A chair", t("b"))),
        (
            "- contacts: {title: a, people: [{who: b, reach: c}, {who: d, reach: e, when: f}]}",
            model.ContactPanel(t("a"), (model.Contact(t("b"), t("c")), model.Contact(t("d"), t("e"), t("f")))),
        ),
        ("- qr: {url: 'https://x.org', text: a}", model.QrCode("https://x.org", t("a"))),
        ("- notes: {prompt: a, lines: 4}", model.Notes(t("a"), 4)),
        ("- fill_in: [a, b]", model.FillIn((t("a"), t("b")))),
        (
            "- questions: [{ask: a, answer: b}, {ask: c, answer: [d, {bullets: [e]}]}]",
            model.Questions(
                (
                    model.Question(t("a"), (model.Paragraph(t("b")),)),
                    model.Question(
                        t("c"), (model.Paragraph(t("d")), model.List(model.Marker.BULLET, (model.Item(t("e")),)))
                    ),
                )
            ),
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_blocks(text: str, expected: model.Block) -> None:
    assert block(text) == expected


def test_images_know_their_place() -> None:
    image = block("- image: {file: x.png, alt: A chair}")
    assert isinstance(image, model.Image)
    assert image.place is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-", [("empty", 1, 2)]),
        ("- '  '", [("empty", 1, 3)]),
        ("- bulets: [a]", [("unknown-block", 1, 3)]),
        ("- Please note: this", [("unknown-block", 1, 3)]),
        ("- bullets: []", [("empty", 1, 12)]),
        ("- bullets:", [("empty", 1, 11)]),
        ("- bullets: a", [("wrong-type", 1, 12)]),
        ("- bullets: [a, '']", [("empty", 1, 16)]),
        ("- bullets: [{bullets: [a]}]", [("missing-field", 1, 13)]),
        ("- bullets: [{text: a, bulets: [b]}]", [("unknown-field", 1, 23)]),
        ("- bullets: [a]\n  notes: {prompt: a, lines: 1}", [("block-keys", 2, 3)]),
        ("- callout:\n  tone: info\n  title: a\n  text: b", [("indentation", 2, 3)]),
        ("- [a, b]", [("wrong-type", 1, 3)]),
        ("- callout: {tone: warning, title: a, text: b}", [("bad-choice", 1, 19)]),
        ("- callout: {tone: info, title: a}", [("missing-field", 1, 12)]),
        ("- callout: {tone: info, title: a, text: b, body: [c]}", [("conflicting-fields", 1, 44)]),
        ("- benefits_and_risks: {benefits: [a]}", [("missing-field", 1, 23)]),
        ("- benefits_and_risks: {benefits: [a], risks: []}", [("empty", 1, 46)]),
        (
            "- table:\n    caption: a\n    columns: [b, c]\n    rows:\n      - [d, e]\n      - [f]\n      - [g, h, i]",
            [("unequal-rows", 6, 9), ("unequal-rows", 7, 9)],
        ),
        ("- table: {caption: a, columns: [b], rows: [['']]}", [("empty", 1, 45)]),
        ("- table: {caption: a, columns: [b], rows: [c]}", [("wrong-type", 1, 44)]),
        ("- steps: [{text: a}]", [("missing-field", 1, 11)]),
        ("- questions: [{ask: a}]", [("missing-field", 1, 15)]),
        ("- questions: [{ask: a, answer: {b: c}}]", [("wrong-type", 1, 32)]),
        ("- image: {file: x.png}", [("missing-field", 1, 10)]),
        ("- image: {file: x.png, alt: ''}", [("empty", 1, 29)]),
        ("- image: {file: ../x.png, alt: a}", [("bad-path", 1, 17)]),
        ("- contacts: {title: a, people: [{who: b}]}", [("missing-field", 1, 33)]),
        ("- qr: {url: 'mailto:a@b.org', text: a}", [("bad-link", 1, 13)]),
        ("- notes: {prompt: a, lines: 31}", [("bad-number", 1, 29)]),
        ("- notes: {prompt: a, lines: 0}", [("bad-number", 1, 29)]),
        ("- fill_in: a", [("wrong-type", 1, 12)]),
        ("- Fades. [@fda-2032]", [("unknown-citation", 1, 12)]),
        ("- fill_in: ['{clinic.phnoe}']", [("unknown-field", 1, 14)]),
    ],
)
def test_mistakes_in_blocks(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert told_in_blocks(text) == expected


def test_a_list_eight_deep_is_read() -> None:
    text = "a"
    for _ in range(8):
        text = f"{{text: a, bullets: [{text}]}}"
    assert told_in_blocks(f"- bullets: [{text}]") == []


def test_lists_under_an_item_stay_in_the_order_of_the_file() -> None:
    found = block("- bullets: [{text: Do, checklist: [a], numbered: [b], bullets: [c]}]")
    assert isinstance(found, model.List)
    nested = [inner.marker.value for inner in found.items[0].nested if isinstance(inner, model.List)]
    assert nested == ["checklist", "numbered", "bullets"]
