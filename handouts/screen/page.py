"""A handout as one self-contained HTML file: no script, no network, readable on a phone, in the dark, and on paper."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import Element  # only built here, never parsed

from handouts.images import Picture, Pictures
from handouts.model import Clinic, Handout, Kind, Library, Section, Sentence, Source, cited, listed, notice_of
from handouts.review import Identity, full_notice, imprint, notice
from handouts.rules import word_lists
from handouts.screen.blocks import BlockWriter
from handouts.screen.elements import add, element, written
from handouts.screen.look import style_sheet
from handouts.screen.typefaces import faces_for
from handouts.theme import Theme
from handouts.words import Words, right_to_left

#: What the page may do: show its own style, fonts and pictures, nothing else (W3C, Content Security Policy Level 3).
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


def page(handout: Handout, library: Library, theme: Theme, words: Words, pictures: Pictures, identity: Identity) -> str:
    """The whole file as text. Its words are those of the printed sheet in the same order; nothing typed in is kept."""
    numbers = {source: number for number, source in enumerate(cited(handout), 1)}
    lists = (word_lists("safety", tag) for tag in (handout.language, handout.original or "en", "en"))
    shorts = next((found.words("emergency_numbers") for found in lists if found.words("emergency_numbers")), ())
    data = {name: _data_address(picture) for name, picture in pictures.items()}
    turned = right_to_left(handout.language)
    shapes = {tone: look.shape for tone, look in theme.callouts.items()}
    writer = BlockWriter(words.phrases, words.unit_pattern(), numbers, data, shapes, shorts, turned)
    main = element("main", *_opening(writer, handout, identity))
    for section in handout.sections:
        add(main, _section(writer, section, 2))
    if numbers:
        add(main, _sources(writer, handout, listed(numbers, handout, library)))
    notice = notice_of(handout, library)
    if notice:
        add(main, _language_help(writer, notice))
    body = element(
        "body",
        _band(writer, library.clinic, handout),
        main,
        _about(writer, handout, library.clinic, identity),
        class_=f"{theme.band.shape}-band",
    )
    style = style_sheet(theme, faces_for(body, theme, handout.language))
    root = element("html", _head(handout, identity, words.phrases, style), body, lang=handout.language)
    if turned:
        root.set("dir", "rtl")
    return written(root)


def _head(handout: Handout, identity: Identity, phrases: Mapping[str, str], style: str) -> Element:
    policy = element("meta", content=_POLICY)
    policy.set("http-equiv", "Content-Security-Policy")
    title, warning = handout.title.plain, notice(identity.state, phrases)
    if warning:  # the first thing a screen reader says, and what a tab or a bookmark is called
        title = f"{title} ({warning.rstrip('.')})"
    return element(
        "head",
        element("meta", charset="utf-8"),
        policy,
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="keywords", content=identity.keywords()),
        element("title", title),
        element("style", style),
    )


def _band(writer: BlockWriter, clinic: Clinic, handout: Handout) -> Element:
    return element(
        "header",
        element("p", clinic.name, class_="clinic"),
        element("p", writer.words[handout.kind.value], class_="kind"),
        writer.text("h1", handout.title),
    )


def _opening(writer: BlockWriter, handout: Handout, identity: Identity) -> list[Element]:
    warning = full_notice(handout, identity.state, writer.words)
    notices = [element("p", warning, class_="notice")] if warning else []
    return [*notices, writer.text("p", handout.summary, class_="summary")]


def _section(writer: BlockWriter, section: Section, level: int) -> Element:
    out = element("section", writer.text(f"h{min(level, 6)}", section.heading))
    add(out, *writer.blocks(section.body, level + 1))
    for nested in section.sections:
        add(out, _section(writer, nested, level + 1))
    return out


def _sources(writer: BlockWriter, handout: Handout, sources: Sequence[Source]) -> Element:
    """The cited sources with their numbers, each in its language. A leaflet leaves titles out as on paper."""
    out = element("section", element("h2", writer.words["sources"]), class_="sources")
    for number, source in enumerate(sources, 1):
        entry = element("span", **({"dir": "auto"} if writer.right_to_left else {}))
        if source.language and source.language != handout.language:
            entry.set("lang", source.language)
        bare = handout.kind is Kind.LEAFLET and source.authors
        if source.authors and not bare:
            add(entry, f"{source.authors}. ")
        named = source.authors if bare else source.title.rstrip(".")
        add(entry, element("a", named or "", href=source.url) if source.url else named or "")
        add(entry, f". {source.publisher}, {source.year}.")
        add(out, element("p", element("span", f"[{number}]"), " ", entry, id=f"source-{number}"))
    return out


def _language_help(writer: BlockWriter, notice: Sequence[Sentence]) -> Element:
    """The notice of free language help, each sentence in its language and direction."""
    out = element("section", element("h2", writer.words["language_help"]), class_="notice-of-help")
    for sentence in notice:
        turned = right_to_left(sentence.language)
        own = replace(writer, right_to_left=turned)
        add(out, own.text("p", sentence.text, lang=sentence.language, dir="rtl" if turned else "ltr"))
    return out


def _about(writer: BlockWriter, handout: Handout, clinic: Clinic, identity: Identity) -> Element:
    lines = (element("p", *writer.straight(line)) for line in imprint(handout, clinic, identity, writer.words))
    return element("footer", element("h2", writer.words["about"]), *lines)


def _data_address(picture: Picture) -> str:
    """A picture as an address that holds it: encoded anew from its pixels, so that a camera's notes are gone."""
    from PIL import Image

    out = BytesIO()
    Image.frombytes("RGB", picture.size, picture.pixels).save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
