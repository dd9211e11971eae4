"""Answers a record system's info button: handouts by the code of a problem, a medicine or a test, as Atom or JSON.

The request is that of HL7 Version 3, Context Aware Knowledge Retrieval (Infobutton), URL-based implementation guide;
the answer has the shape of MedlinePlus Connect's, which many systems read already. Pure: parameters in, a feed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # only built here, never parsed

from handouts.desk.finding import Index, find
from handouts.desk.settings import settings
from handouts.desk.shelf import Leaf, Shelf, Title
from handouts.model import CodeSystem, Coding
from handouts.problems import HandoutsError
from handouts.records import dataclass
from handouts.source.characters import unfit

CODE, SYSTEM, NAME = (f"mainSearchCriteria.v.{part}" for part in ("c", "cs", "dn"))
#: What the clinician saw, in the record system's own words (HL7's guide: original text).
SEEN = "mainSearchCriteria.v.ot"
LANGUAGE = "informationRecipient.languageCode.c"
FORM = "knowledgeResponseType"
XML, JSON = "text/xml", "application/json"
_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 12
#: Languages as some systems name them: MedlinePlus Connect took "sp" for Spanish before "es".
_ALSO = MappingProxyType({"sp": "es"})
#: How much of a medicine, such as 0.5 or 20%.
_DOSE = re.compile(r"\d[\d.,/%-]*$")
#: An ICD-10-CM code below a category, such as F32.1, is about the category too.
_DOT = "."


class BadRequestError(HandoutsError):
    """The request says too little, or asks for what is not given."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a record system asks for. ``asked`` are the parameters that the answer repeats.

    ``seen`` is the other name: what the clinician saw.
    """

    code: str
    system: str
    name: str
    language: str
    form: str
    asked: tuple[tuple[str, str], ...]
    seen: str = ""


def read_request(parameters: Mapping[str, str]) -> Request:
    """A request from the parameters of its URL. Raises BadRequestError."""
    given = [parameters.get(part, "") for part in (CODE, SYSTEM, NAME, SEEN, LANGUAGE, FORM)]
    if any(len(value) > settings().limits["query"] or unfit().search(value) for value in given):
        raise BadRequestError(f"{CODE}, {NAME} and the others are short and plain texts.")
    code, system, name, seen = (parameters.get(part, "").strip() for part in (CODE, SYSTEM, NAME, SEEN))
    name = name or seen
    if not (code and system) and not name:
        raise BadRequestError(f"Give {CODE} with {SYSTEM}, or {NAME}.")
    form = parameters.get(FORM, XML).lower()  # HL7's own example writes text/XML
    if form not in {XML, JSON}:
        raise BadRequestError(f"{FORM} is {XML} or {JSON}. Script is not given: it would run in another site's page.")
    if code and _system(system) is None and not name:
        known = ", ".join(f"{entry.oid} ({name})" for name, entry in settings().systems.items())
        raise BadRequestError(f"There are no codes of {system[:60]!r} here, but of: {known}.")
    asked = tuple((part, parameters[part]) for part in (CODE, SYSTEM, NAME, LANGUAGE) if parameters.get(part))
    return Request(code, system, name, parameters.get(LANGUAGE, ""), form, asked, seen)


def answers(request: Request, shelf: Shelf, index: Index) -> tuple[Leaf, ...]:
    """The sheets that fit, only such as may be handed out; by code, and by name where no code fits."""
    system = _system(request.system)
    by_code = [title for title in shelf.titles.values() if system and _about(title, Coding(system, request.code))]
    if not by_code:
        found = next((ids for ids in (find(index, name) for name in _names(request)) if ids), ())
        by_code = [shelf.titles[name] for name in found[:_MOST]]
    leaves = (title.leaf(_wanted(title, request.language)) for title in by_code)
    return tuple(leaf for leaf in leaves if leaf.final)[:_MOST]


def _names(request: Request) -> Iterator[str]:
    """What to look for by name, until something is found: the name; of a medicine without dose and form, as in
    "Chantix 0.5 MG Oral Tablet"; and what the clinician saw.
    """
    kept = [word for word in request.name.split() if not _DOSE.match(word) and word.casefold() not in settings().doses]
    for name in dict.fromkeys((request.name, " ".join(kept), request.seen)):
        if name:
            yield name


def feed(request: Request, shelf: Shelf, leaves: tuple[Leaf, ...], address: str) -> dict[str, Any]:
    """The answer as JSON. ``address`` is where the desk is reached, without a slash at its end."""
    clinic = shelf.library.clinic
    subject = request.name or request.code
    return {
        "feed": {
            "xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "base": f"{address}/",
            "lang": request.language or "en",
            "title": _text(clinic.name),
            "subtitle": _text(f"{clinic.name}: handouts about {subject}"),
            "author": {"name": {"_value": clinic.name}, "uri": {"_value": clinic.website or address}},
            "updated": {"_value": _stamp(max((leaf.identity.of for leaf in leaves), default=f"{shelf.options.today}"))},
            "category": [{"scheme": name, "term": term} for name, term in request.asked],
            "id": {"_value": f"{address}/infobutton"},
            "entry": [_entry(leaf, address) for leaf in leaves],
        }
    }


def atom(answer: Mapping[str, Any]) -> bytes:
    """The same answer as an Atom feed (RFC 4287)."""
    told = answer["feed"]
    root = Element("feed", {"xmlns": _ATOM, "xml:base": told["base"], "xml:lang": told["lang"]})
    for name in ("title", "subtitle"):
        _add(root, name, told[name]["_value"], type="text")
    author = SubElement(root, "author")
    for name in ("name", "uri"):
        _add(author, name, told["author"][name]["_value"])
    _add(root, "updated", told["updated"]["_value"])
    for category in told["category"]:
        SubElement(root, "category", dict(category))
    _add(root, "id", told["id"]["_value"])
    for entry in told["entry"]:
        element = SubElement(root, "entry", {"xml:lang": entry["lang"]})
        _add(element, "title", entry["title"]["_value"], type="text")
        for link in entry["link"]:
            SubElement(element, "link", dict(link))
        _add(element, "id", entry["id"]["_value"])
        _add(element, "updated", entry["updated"]["_value"])
        _add(element, "summary", entry["summary"]["_value"], type="text")
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def sheet_address(leaf: Leaf, address: str) -> str:
    """Where the PDF of a sheet is found; nothing about a patient is in it."""
    return f"{address}/handout/{leaf.handout.id}/{leaf.handout.language}.pdf"


def _entry(leaf: Leaf, address: str) -> dict[str, Any]:
    link = sheet_address(leaf, address)
    title = leaf.handout.title.plain
    return {
        "lang": leaf.handout.language,
        "title": _text(title),
        "link": [
            {
                "title": title,
                "rel": "alternate",
                "type": "application/pdf",
                "hreflang": leaf.handout.language,
                "href": link,
            }
        ],
        "id": {"_value": link},
        "summary": _text(leaf.handout.summary.plain),
        "updated": {"_value": _stamp(leaf.identity.of)},
    }


def _about(title: Title, asked: Coding) -> bool:
    code = asked.code.upper()
    for coding in title.original.handout.codings:
        if coding.system is not asked.system:
            continue
        # Systems send ICD-10-CM with or without its dot.
        if coding.code.replace(_DOT, "") == code.replace(_DOT, ""):
            return True
        if (
            coding.system is CodeSystem.ICD_10_CM
            and _DOT not in coding.code
            and code.startswith(f"{coding.code}{_DOT}")
        ):
            return True
    return False


def _system(named: str) -> CodeSystem | None:
    for name, system in settings().systems.items():
        if named.lower() in {system.oid, system.uri, name}:
            return CodeSystem(name)
    return None


def _wanted(title: Title, language: str) -> str | None:
    """The leaf's language that a request means: ``es`` and ``es-US`` are both Spanish to it."""
    asked = language.lower().partition("-")[0]
    wanted = _ALSO.get(asked, asked)
    return next((tag for tag in title.leaves if tag.lower().partition("-")[0] == wanted), None)


def _text(value: str) -> dict[str, str]:
    return {"_value": value, "type": "text"}


def _stamp(day: str) -> str:
    return f"{day}T00:00:00Z"


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text
