"""Evidence: claims that need a source are found, and plain talk is left alone."""

from __future__ import annotations

import pytest

from handouts.checks.evidence import EVIDENCE, LIBRARY
from tests.checks.telling import body, sample, told, told_of_library


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("In one study, 55 in 100 people felt better.", "uncited-claim", "one study"),
        ("Studies show that it helps.", "uncited-claim", "Studies show"),
        ("FDA approved it in 2019.", "uncited-claim", "FDA approved"),
        ("It can cause liver damage.", "uncited-claim", "can cause"),
        ("It reduces the risk of stroke.", "uncited-claim", "reduces the risk of"),
        ("About 30 percent of people stop.", "uncited-claim", "30 percent of"),
        ("This treatment is safe.", "claim-word", "safe"),
        ("It is safe and effective.", "claim-word", "effective"),
        ("It is the best treatment for pain.", "claim-word", "the best treatment"),
        ("It is a proven treatment.", "claim-word", "proven treatment"),
        ("It always works.", "claim-word", "always works"),
        ("You will soon feel better: it will lift your mood.", "claim-word", "will lift"),
        ("It gives rapid relief.", "claim-word", "rapid relief"),
        ("Most patients feel better.", "claim-word", "Most patients feel"),
        ("It cures depression.", "forbidden-claim", "cures"),
        ("Ketamine is a cure. [@one]", "forbidden-claim", "is a cure"),
        ("Results are guaranteed. [@one]", "forbidden-claim", "guaranteed"),
        ("It has no side effects. [@one]", "forbidden-claim", "no side effects"),
        ("It has no serious side effects. [@one]", "forbidden-claim", "no serious side effects"),
        ("It is completely safe. [@one]", "forbidden-claim", "completely safe"),
        ("There is no risk. [@one]", "forbidden-claim", "is no risk"),
        ("A breakthrough for depression. [@one]", "forbidden-claim", "breakthrough"),
        ("It brings new hope. [@one]", "forbidden-claim", "new hope"),
        ("It has relatively minimal side effects. [@one]", "forbidden-claim", "relatively minimal"),
        ("This guide has been approved by the U.S. Food and Drug Administration. [@one]", "reserved-words", "has been"),
    ],
)
def test_it_is_told_at_its_word(text: str, code: str, at: str) -> None:
    found = [rest for name, rest in told(EVIDENCE, body(text)) if name == code]
    assert found
    assert found[-1 if at == "effective" else 0].lower().startswith(at.lower())


@pytest.mark.parametrize(
    "text",
    [
        "In one study, 55 in 100 people felt better. [@one]",
        "Keep the needle in a safe place.",
        "Ask us when it is safe to drive.",
        "Is it safe?",
        "It is not safe to stop suddenly.",
        "No one knows if it is effective.",
        "There is no cure for this illness.",
        "It does not cure depression.",
        "No treatment is risk-free.",
        "We cannot guarantee that it helps.",
        "Even if you have no side effects, rest for a day.",
        "Tell us if you have side effects.",
        "Only certified clinics may give it.",
        "Always wash your hands first.",
        "Never share your medicine.",
        "The best time to call is the morning.",
        "Take 6 breaths in 2 minutes.",
        "Research takes time.",
        "It may help to write your questions down.",
        "The treatment is safe for most adults. [@one]",
        "If you have a Medication Guide, read it too.",
    ],
)
def test_plain_talk_is_left_alone(text: str) -> None:
    assert told(EVIDENCE, body(text)) == []


def test_a_citation_covers_the_list_it_leads_into() -> None:
    lines = "- heading: H\n  body:\n    - 'It can cause: {}'\n    - bullets: ['pain, in 3 in 100 people']\n"
    assert told(EVIDENCE, lines.format("[@one]")) == []
    assert [code for code, _ in told(EVIDENCE, lines.format(""))] == ["uncited-claim", "uncited-claim"]


def test_the_lead_into_a_cited_list_needs_no_citation_of_its_own() -> None:
    text = (
        "- heading: H\n  body:\n    - 'Here is what studies found:'\n    - bullets: ['55 in 100 felt better [@one]']\n"
    )
    assert told(EVIDENCE, text) == []


def test_own_titles_may_not_say_medication_guide() -> None:
    found = told(EVIDENCE, "- heading: Medication Guide\n  body: [Text.]\n")
    assert found == [("reserved-words", "Medication Guide")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Es un tratamiento seguro y eficaz.", "claim-word"),
        ("No tiene riesgos: sin efectos secundarios. [@one]", "forbidden-claim"),
        ("Un estudio con 55 de cada 100 personas.", "uncited-claim"),
    ],
)
def test_spanish_has_lists_of_its_own(text: str, code: str) -> None:
    assert code in [name for name, _ in told(EVIDENCE, body(text), "es")]


def test_a_language_without_lists_is_left_alone() -> None:
    assert told(EVIDENCE, body("It cures everything, guaranteed."), "vi") == []


CITED = sample(body("Text. [@one]"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[@one]", "", "unused-source"),
        ("year: 2020", "year: 2015", "old-source"),
        ("year: 2020", "year: 2027", "future-source"),
        (", url: https://www.cdc.gov/one", "", "source-without-address"),
        ("www.cdc.gov/one", "doi.org/10.1001", "bad-source-address"),
        ("www.cdc.gov/one", "doi.org/jamapsychiatry.2017.0080", "bad-source-address"),
        ("www.cdc.gov/one", "www.cdc/one", "bad-source-address"),
        ("www.cdc.gov/one", "localhost/one", "bad-source-address"),
        ("www.cdc.gov/one", "www.cdc.gov/one.", "bad-source-address"),
        ("www.cdc.gov/one", "https://www.cdc.gov", "bad-source-address"),
        ("www.cdc.gov/one", "www.example.org/one", "placeholder-address"),
    ],
)
def test_a_source_with_something_wrong(old: str, new: str, code: str) -> None:
    assert old in CITED
    assert [name for name, _ in told_of_library(LIBRARY, CITED.replace(old, new))] == [code]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.cdc.gov/one",
        "https://doi.org/10.1016/S2215-0366(17)30272-9",
        "https://doi.org/10.1001/jamapsychiatry.2017.0080",
        "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=14e8f864-8b8a-4e7e-8439-e510d3107063",
        "https://988lifeline.org/get-help/what-to-expect",
    ],
)
def test_real_addresses_are_good(url: str) -> None:
    assert told_of_library(LIBRARY, CITED.replace("https://www.cdc.gov/one", f'"{url}"')) == []


def test_a_source_of_the_limit_is_not_old() -> None:
    assert told_of_library(LIBRARY, CITED.replace("year: 2020", "year: 2016")) == []
