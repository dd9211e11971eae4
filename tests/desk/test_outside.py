"""The clinic's other systems: sheets by address, the info button, and records of what was given."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft6Validator

from handouts.publish import build
from tests.desk.desks import Asking, asking, content
from tests.sheets import ROOT

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA = ROOT / "tests" / "fixtures" / "fhir" / "r4-4.0.1.schema.json"
ICD, SNOMED, RXNORM, LOINC = (f"2.16.840.1.113883.6.{number}" for number in (90, 96, 88, 1))


@pytest.fixture
def ready(tmp_path: Path) -> Asking:
    """A desk whose stitches are reviewed in English only, and which knows warfarin by its codes."""
    return asking(tmp_path, reviewed=("blood-thinners", "stitches-at-home"))


def info(desk: Asking, **parameters: str) -> Any:
    return desk.get("/infobutton?" + urlencode(parameters))


def by_code(desk: Asking, system: str, code: str, **more: str) -> Any:
    return info(desk, **{"mainSearchCriteria.v.cs": system, "mainSearchCriteria.v.c": code, **more})


def titles(answer: Any) -> list[str]:
    return [title.text or "" for title in ET.fromstring(answer.data).findall("a:entry/a:title", ATOM)]


def test_it_answers_as_atom_with_a_link_to_the_sheet(ready: Asking) -> None:
    answer = by_code(
        ready, RXNORM, "11289", **{"mainSearchCriteria.v.dn": "Warfarin", "informationRecipient.languageCode.c": "en"}
    )
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    feed = ET.fromstring(answer.data)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("title", "subtitle", "updated", "id", "author/a:name"):
        assert feed.findtext(f"a:{name}", None, ATOM), name
    assert {(entry.get("scheme"), entry.get("term")) for entry in feed.findall("a:category", ATOM)} == {
        ("mainSearchCriteria.v.cs", RXNORM),
        ("mainSearchCriteria.v.c", "11289"),
        ("mainSearchCriteria.v.dn", "Warfarin"),
        ("informationRecipient.languageCode.c", "en"),
    }
    (link,) = feed.findall("a:entry/a:link", ATOM)
    assert (link.get("type"), link.get("hreflang")) == ("application/pdf", "en")
    href = str(link.get("href"))
    assert href == "http://localhost:8321/handout/blood-thinners/en.pdf"
    built = {one.handout.id: one.path for one in build(ready.desk.arrangement.options)}
    assert ready.get(href.removeprefix("http://localhost:8321")).data == built["blood-thinners"].read_bytes()
    for time in feed.iter("{http://www.w3.org/2005/Atom}updated"):
        assert time.text == "2026-11-01T00:00:00Z"


def test_it_answers_as_json(ready: Asking) -> None:
    answer = by_code(ready, ICD, "Z79.01", knowledgeResponseType="application/json")
    assert answer.mimetype == "application/json"
    feed = answer.json["feed"]
    assert feed["subtitle"]["_value"]
    (entry,) = feed["entry"]
    assert entry["title"]["_value"] == "Taking warfarin"
    assert entry["link"][0]["href"].endswith("/handout/blood-thinners/en.pdf")
    assert entry["summary"]["_value"]
    assert entry["updated"]["_value"]


@pytest.mark.parametrize(
    ("system", "code", "found"),
    [
        (ICD, "I48", True), (ICD, "I48.91", True), (ICD, "i48.0", True), (ICD, "Z7901", True), (ICD, "Z79", False),
        (ICD, "I480", False), (ICD, "Z79.02", False), (RXNORM, "11289", True), (RXNORM, "112", False),
        (SNOMED, "11289", False), (LOINC, "11289", False), ("http://hl7.org/fhir/sid/icd-10-cm", "I48.0", True),
    ],
)  # fmt: skip
def test_a_code_is_met_by_its_own_vocabulary(ready: Asking, system: str, code: str, found: bool) -> None:
    assert (titles(by_code(ready, system, code)) == ["Taking warfarin"]) is found


def test_a_name_helps_where_no_code_fits(ready: Asking) -> None:
    assert titles(by_code(ready, ICD, "S61.4", **{"mainSearchCriteria.v.dn": "stiches"})) == [
        "Caring for your stitches"
    ]
    assert titles(info(ready, **{"mainSearchCriteria.v.dn": "Coumadin 5 MG"})) == ["Taking warfarin"]


def test_only_what_may_be_handed_out_is_answered(ready: Asking) -> None:
    assert titles(info(ready, **{"mainSearchCriteria.v.dn": "inhaler"})) == []
    assert titles(info(ready, **{"mainSearchCriteria.v.dn": "first visit"})) == []
    # The Spanish translation is a draft still.
    spanish = {"mainSearchCriteria.v.dn": "stitches", "informationRecipient.languageCode.c": "es"}
    assert titles(info(ready, **spanish)) == []


def test_the_language_asked_for_comes_where_it_is_there(tmp_path: Path) -> None:
    from dataclasses import replace

    from handouts.publish import Vouching, review

    desk = asking(tmp_path)
    options = replace(desk.desk.arrangement.options)
    review(options, "stitches-at-home", Vouching("A", "RN", "2026-11-25", "2027-11-01", None, "es"))
    for language in ("es", "es-US", "ES", "sp"):
        answer = info(desk, **{"mainSearchCriteria.v.dn": "stitches", "informationRecipient.languageCode.c": language})
        assert titles(answer) == ["Cómo cuidar sus puntos"]


#: Requests as they are documented: the examples of HL7's URL-based guide (MeSH, an NDC in Spanish, SNOMED CT and
#: RxNorm while ordering), and those of MedlinePlus Connect for problems, medicines by RxCUI, NDC and name, tests, Spanish,
#: XML and JSON. Of ICD-9-CM, NDC and MeSH there are no codes here, so there the name counts.
DOCUMENTED = (
    (
        "knowledgeRequestNotification.effectiveTime.v=20060706001023&holder.assignedEntity.n=Organizationusername"
        "&holder.assignedEntity.certificateText=organizationpassword&patientPerson.administrativeGenderCode.c=M"
        "&patientPerson.administrativeGenderCode.dn=Male&&age.v.v=77&age.v.u=a&ageGroup.v.c=D000368"
        "&taskContext.c.c=PROBLISTREV&subTopic.v.c=Q000628&subTopic.v.cs=2.16.840.1.113883.6.177"
        "&subTopic.v.dn=therapy&mainSearchCriteria.v.c=D018410&mainSearchCriteria.v.cs=2.16.840.1.113883.6.177"
        "&mainSearchCriteria.v.dn=Bacterial+Pneumonia&mainSearchCriteria.v.ot=Pneumonia"
    ),
    (
        "knowledgeRequestNotification.effectiveTime.v=20060706001023&patientPerson.administrativeGenderCode.c=F"
        "&age.v.v=8&age.v.u=a&taskContext.c.c=MEDLISTREV&performer=PROV&informationRecipient=PAT"
        "&performer.languageCode.c=en&informationRecipient.languageCode.c=es"
        "&performer.healthCareProvider.c.c=163W00000X&performer.healthCareProvider.c.dn=Registered Nurse"
        "&mainSearchCriteria.v.c=49502-693-03&mainSearchCriteria.v.cs=2.16.840.1.113883.6.69"
        "&mainSearchCriteria.v.dn=Albuterol+sulfate+inhalation+solution+1.25+mg&mainSearchCriteria.v.ot=Albuterol+sulfate"
    ),
    (
        "patientPerson.administrativeGenderCode.c=F&age.v.v=28&age.v.u=a&taskContext.c.c=MEDOE&performer=PROV"
        "&mainSearchCriteria.v.c=38341003&mainSearchCriteria.v.cs=2.16.840.1.113883.6.96"
        "&mainSearchCriteria.v.dn=Hypertensive%20disorder&mainSearchCriteria.v.ot=Systemic+arterial+hypertension"
        "&observation.v.c=77386008&observation.v.cs=2.16.840.1.113883.6.96&subtopic.v.c=Q000628"
    ),
    (
        "age.v.v=67&age.v.u=a&taskContext.c.c=MEDOE&performer=PROV&encounter.c.c=AMB&mainSearchCriteria.v.c=197379"
        "&mainSearchCriteria.v.cs=2.16.840.1.113883.6.88&mainSearchCriteria.v.dn=Atenolol 100 mg Oral Tablet"
        "&observation.v.c=102811001&observation.v.v=65&observation.v.u=mL/min&subtopic.v.dn=administration+and+dosage"
    ),
    (
        "mainSearchCriteria.v.cs=2.16.840.1.113883.6.88&mainSearchCriteria.v.c=637188"
        "&mainSearchCriteria.v.dn=Chantix%200.5%20MG%20Oral%20Tablet&informationRecipient.languageCode.c=en"
        "&knowledgeResponseType=application/json"
    ),
    (
        "mainSearchCriteria.v.cs=2.16.840.1.113883.6.69&knowledgeResponseType=application/json"
        "&mainSearchCriteria.v.dn=Chantix%200.5%20MG%20Oral%20Tablet&informationRecipient.languageCode.c=en"
    ),
    (
        "mainSearchCriteria.v.cs=2.16.840.1.113883.6.1&mainSearchCriteria.v.c=3187-2"
        "&mainSearchCriteria.v.dn=Factor%20IX%20assay&informationRecipient.languageCode.c=en"
    ),
    "mainSearchCriteria.v.cs=2.16.840.1.113883.6.1&mainSearchCriteria.v.c=2093-3&knowledgeResponseType=text/xml",
    (
        "representedOrganization.id.root=1.2.3&taskContext.c.c=PROBLISTREV&mainSearchCriteria.v.c=E11"
        "&mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.dn=Type+2+Diabetes+Mellitus"
        "&mainSearchCriteria.v.ot=diabetes+type+2&patientPerson.administrativeGenderCode.c=M&age.v.v=45&age.v.u=a"
        "&informationRecipient=PAT&performer=PROV&performer.languageCode.c=en"
        "&performer.healthCareProvider.c.c=163W00000X&knowledgeResponseType=text/XML"
    ),
    (
        "mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=E11.9&mainSearchCriteria.v.dn="
        "&informationRecipient.languageCode.c=en"
    ),
    (
        "mainSearchCriteria.v.cs=2.16.840.1.113883.6.103&mainSearchCriteria.v.c=250.00"
        "&mainSearchCriteria.v.dn=Diabetes%20type%202&informationRecipient.languageCode.c=en"
    ),
    (
        "mainSearchCriteria.v.cs=2.16.840.1.113883.6.88&mainSearchCriteria.v.c=6809"
        "&mainSearchCriteria.v.dn=metformin%20500%20MG%20Oral%20Tablet&informationRecipient.languageCode.c=en"
    ),
    "mainSearchCriteria.v.cs=2.16.840.1.113883.6.1&mainSearchCriteria.v.c=4548-4&informationRecipient.languageCode.c=sp",
    "mainSearchCriteria.v.cs=2.16.840.1.113883.6.96&mainSearchCriteria.v.c=44054006&knowledgeResponseType=application/json",
)


@pytest.mark.parametrize("request_", DOCUMENTED)
def test_requests_as_they_are_documented_find_the_sheet(tmp_path: Path, request_: str) -> None:
    text = content().replace("title: Taking warfarin", "title: Living with type 2 diabetes")
    codes = (
        "{rxnorm: [6809, 637188, 197379], icd-10-cm: E11, loinc: [4548-4, 3187-2, 2093-3], "
        "snomed-ct: [44054006, 38341003]}"
    )
    text = text.replace("[Coumadin, Jantoven, blood thinner]", "[Chantix, albuterol sulfate, pneumonia, diabetes]")
    text = text.replace("{rxnorm: 11289, icd-10-cm: [I48, Z79.01]}", codes)
    assert _found(asking(tmp_path, text, reviewed=("blood-thinners",)), request_) == ["Living with type 2 diabetes"]


def test_what_there_is_no_sheet_for_is_answered_with_none(ready: Asking) -> None:
    other = (
        "mainSearchCriteria.v.cs=2.16.840.1.113883.6.103&mainSearchCriteria.v.c=250.33&informationRecipient.languageCode.c=es"
        "&mainSearchCriteria.v.dn=Diabetes mellitus with other coma Type 1 uncontrolled"
    )
    assert [_found(ready, request_) for request_ in (*DOCUMENTED, other)] == [[]] * (len(DOCUMENTED) + 1)


def _found(desk: Asking, request_: str) -> list[str]:
    answer = desk.get(f"/infobutton?{request_}")
    assert answer.status_code == 200, answer.text
    if "json" in request_:
        return [entry["title"]["_value"] for entry in answer.json["feed"]["entry"]]
    return titles(answer)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"mainSearchCriteria.v.c": "I48"},
        {"mainSearchCriteria.v.cs": ICD},
        {"mainSearchCriteria.v.c": "I48", "mainSearchCriteria.v.cs": "1.2.3"},
        {"mainSearchCriteria.v.dn": "x", "knowledgeResponseType": "application/javascript"},
    ],
)
def test_a_request_that_says_too_little_is_told_so(ready: Asking, parameters: dict[str, str]) -> None:
    answer = info(ready, **parameters)
    assert answer.status_code == 400
    assert "mainSearchCriteria" in answer.text or "knowledgeResponseType" in answer.text or "codes of" in answer.text


def test_markup_in_a_request_stays_text(ready: Asking) -> None:
    answer = info(ready, **{"mainSearchCriteria.v.dn": "]]><script>&"})
    assert ET.fromstring(answer.data).findtext("a:subtitle", "", ATOM).endswith("]]><script>&")
    assert info(ready, **{"mainSearchCriteria.v.dn": "a\x00b"}).status_code == 400


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """The definitions of FHIR R4 as HL7 publishes them."""
    definitions: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
    return definitions


def mistakes(published: dict[str, Any], resource: dict[str, Any]) -> list[str]:
    """What the published schema says against a resource; no extra field, no missing one, no wrong type passes."""
    kind = {"$ref": f"#/definitions/{resource['resourceType']}", "definitions": published}
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft6Validator(kind).iter_errors(resource)]


def given(desk: Asking, kind: str, **body: object) -> Any:
    return desk.post(f"/fhir/{kind}", {"handout": "blood-thinners", "language": "en", **body}, token=None)


def test_a_document_reference_is_valid_and_names_the_sheet(ready: Asking, published: dict[str, Any]) -> None:
    answer = given(ready, "DocumentReference", subject="Patient/123", sent="2026-11-25T09:30:00-05:00")
    assert answer.mimetype == "application/fhir+json"
    assert mistakes(published, answer.json) == []
    assert (answer.json["status"], answer.json["docStatus"]) == ("current", "final")
    assert answer.json["subject"] == {"reference": "Patient/123"}
    attachment = answer.json["content"][0]["attachment"]
    data = ready.get(attachment["url"].removeprefix("http://localhost:8321")).data
    assert attachment["size"] == len(data)
    assert b64decode(attachment["hash"]) == hashlib.sha1(data).digest()
    assert answer.json["identifier"][0]["value"] in answer.json["description"] or answer.json["identifier"]
    whole = given(ready, "DocumentReference", inline=True).json
    assert mistakes(published, whole) == []
    inline = whole["content"][0]["attachment"]
    assert b64decode(inline["data"]) == data
    assert "url" not in inline


def test_a_communication_is_valid_and_holds_the_document(ready: Asking, published: dict[str, Any]) -> None:
    answer = given(ready, "Communication", subject="Patient/123")
    assert mistakes(published, answer.json) == []
    assert answer.json["status"] == "completed"
    assert answer.json["payload"] == [{"contentReference": {"reference": "#handout"}}]
    assert answer.json["contained"][0]["id"] == "handout"
    assert {coding["code"] for coding in answer.json["topic"]["coding"]} == {"11289", "I48", "Z79.01"}
    assert answer.json["recipient"] == [{"reference": "Patient/123"}]


@pytest.mark.parametrize(
    "change",
    [
        {"status": " done"}, {"sent": "today"}, {"payload": [{"content": "us"}]}, {"patient": "Patient/1"},
        {"contained": [{"resourceType": "Pamphlet"}]}, {"subject": {"ref": "Patient/1"}},
    ],
)  # fmt: skip
def test_the_published_schema_would_find_a_mistake(
    ready: Asking, published: dict[str, Any], change: dict[str, Any]
) -> None:
    assert mistakes(published, {**given(ready, "Communication").json, **change})


def test_a_draft_is_told_apart(ready: Asking) -> None:
    answer = given(ready, "DocumentReference", handout="first-visit")
    assert answer.json["docStatus"] == "preliminary"


@pytest.mark.parametrize(
    "body",
    [
        {"handout": None}, {"language": 5}, {"edition": []}, {"subject": "Ana Ruiz"}, {"subject": 5}, {"sent": "yesterday"},
        {"sent": "2026-11-25"}, {"subject": "Patient/" + "1" * 65},
    ],
)  # fmt: skip
def test_what_is_no_giving_is_refused(ready: Asking, body: dict[str, object]) -> None:
    assert given(ready, "Communication", **body).status_code == 400


def test_nothing_of_it_is_kept(ready: Asking, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    given(ready, "Communication", subject="Patient/123")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert given(ready, "Communication", handout="old-inhaler").status_code == 404
