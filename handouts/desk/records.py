"""What a record system keeps of a handout that was given: FHIR R4 (4.0.1) as JSON, for the caller, stored nowhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from typing import Any

from handouts.desk.infobutton import BadRequestError, sheet_address
from handouts.desk.press import Made
from handouts.desk.settings import settings
from handouts.model import Clinic

#: FHIR R4, 2.3.0.1: a relative or absolute reference to a resource.
_REFERENCE = re.compile(r"((https?)://[A-Za-z0-9\-./:%]{1,400}/)?[A-Z][A-Za-z]{1,60}/[A-Za-z0-9\-.]{1,64}")


@dataclass(frozen=True, slots=True)
class Given:
    """That a sheet was handed to somebody: ``subject`` as the record system refers to them, and when."""

    made: Made
    sent: str
    subject: str | None = None

    def __repr__(self) -> str:  # so that no log can hold it
        return "Given(…)"


def read_given(made: Made, asked: Mapping[str, Any], now: datetime) -> Given:
    """What the caller says of the giving. Raises BadRequestError."""
    subject, sent = asked.get("subject"), asked.get("sent")
    if subject is not None and not (isinstance(subject, str) and _REFERENCE.fullmatch(subject)):
        raise BadRequestError("'subject' is a reference such as Patient/123.")
    try:
        moment = datetime.fromisoformat(sent) if isinstance(sent, str) else now
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadRequestError("'sent' is a time with its zone, such as 2026-11-25T09:30:00-05:00.")
    return Given(made, moment.isoformat(timespec="seconds"), subject)


def document_reference(given: Given, clinic: Clinic, address: str, *, inline: bool = False) -> dict[str, Any]:
    """The handout as a DocumentReference: what it is, where its PDF lies, or the PDF itself where it is ``inline``."""
    made, handout = given.made, given.made.leaf.handout
    attachment: dict[str, Any] = {
        "contentType": "application/pdf",
        "language": handout.language,
        "title": made.title,
        "creation": made.identity.of,
        "size": len(made.data),
        "hash": b64encode(sha1(made.data, usedforsecurity=False).digest()).decode(),  # R4 asks for SHA-1
    }
    if inline:
        attachment["data"] = b64encode(made.data).decode()
    else:
        attachment["url"] = sheet_address(made.leaf, address)
    resource: dict[str, Any] = {
        "resourceType": "DocumentReference",
        "identifier": [{"value": made.identity.code}],
        "status": "current",
        "docStatus": "final" if made.leaf.final else "preliminary",
        "type": {"text": "Patient handout"},
        "category": [{"text": "Patient education"}],
        "date": given.sent,
        "custodian": {"display": clinic.name},
        "description": f"{made.title}, {made.identity.handout} version {made.identity.version} of {made.identity.of}, "
        f"{handout.language}, {made.identity.edition}",
        "content": [{"attachment": attachment}],
    }
    if given.subject:
        resource["subject"] = {"reference": given.subject}
    return resource


def communication(given: Given, clinic: Clinic, address: str) -> dict[str, Any]:
    """That the handout was given, as a Communication with the document in it."""
    document = document_reference(given, clinic, address)
    resource: dict[str, Any] = {
        "resourceType": "Communication",
        "contained": [{**document, "id": "handout"}],
        "status": "completed",
        "category": [{"text": "Patient education"}],
        "medium": [{"text": "Printed handout"}],
        "sent": given.sent,
        "sender": {"display": clinic.name},
        "payload": [{"contentReference": {"reference": "#handout"}}],
    }
    codings = [
        {"system": settings().systems[coding.system.value].uri, "code": coding.code}
        for coding in given.made.leaf.handout.codings
    ]
    if codings:
        resource["topic"] = {"coding": codings, "text": given.made.title}
    if given.subject:
        resource["subject"] = {"reference": given.subject}
        resource["recipient"] = [{"reference": given.subject}]
    return resource
