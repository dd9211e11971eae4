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
        ("Ketamine is not only safe, it cures depression.", "forbidden-claim", "cures"),
        ("If pills fail, ketamine cures depression.", "forbidden-claim", "cures"),
        ("Do not worry: it has no side effects. [@one]", "forbidden-claim", "no side effects"),
        ("Side effects are relatively minimal. [@one]", "forbidden-claim", "Side effects are"),
        ("You will be cured. [@one]", "forbidden-claim", "will be cured"),
        ("There is no risk of addiction.", "claim-word", "is no risk of"),
        ("Ketamine is better than pills.", "claim-word", "Ketamine is better than"),
        ("About half of patients get better.", "uncited-claim", "half of patients"),
        ("Nine out of ten people feel better.", "uncited-claim", "Nine out of ten people"),
        ("Ketamine lowers blood pressure.", "uncited-claim", "lowers blood pressure"),
        ("It has not been shown to prevent suicide.", "uncited-claim", "has not been shown to"),
        ("This Medication Guide tells you about ketamine. [@one]", "reserved-words", "This Medication Guide"),
        (
            "This guide has been approved by the U.S. Food and Drug Administration. [@one]",
            "reserved-words",
            "guide has been",
        ),
    ],
)
def test_it_is_told_at_its_word(text: str, code: str, at: str) -> None:
    found = [rest for name, rest in told(EVIDENCE, body(text)) if name == code]
    assert any(rest.startswith(at) for rest in found), found


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
        "Esketamine has been approved by the U.S. Food and Drug Administration. [@one]",
        "No treatment, however good, is a cure.",
        "Nothing is guaranteed.",
        "Did studies show that it helps?",
        "Be wary of ads that promise a miracle.",
        "A cure has not been found.",
        "A small bruise is harmless.",
        "Patients with no side effects may go home.",
        "People who have no risk factors wait.",
        "It carries no more risk than a blood test. [@one]",
        "There is no risk of infection. [@one]",
        "We want you to be safe.",
        "Our nurse will help you stand up.",
        "Use effective birth control.",
        "It never hurts to ask.",
        "Most people get an IV line.",
        "We will find the best choice for you.",
        "You will have a sleep study in our lab.",
        "You may join a study.",
        "Your visit was approved by your plan.",
        "Pay 20% of the cost.",
        "Put 1 in 10 boxes.",
    ],
)
def test_plain_talk_is_left_alone(text: str) -> None:
    assert told(EVIDENCE, body(text)) == []


def test_a_citation_covers_the_list_it_leads_into() -> None:
    lines = "- heading: H\n  body:\n    - 'It can cause: {}'\n    - bullets: ['pain, in 3 in 100 people']\n"
    assert told(EVIDENCE, lines.format("[@one]")) == []
    assert [code for code, _ in told(EVIDENCE, lines.format(""))] == ["uncited-claim", "uncited-claim"]


@pytest.mark.parametrize(
    ("lead", "cell", "codes"),
    [("Text.", "", ["uncited-claim"]), ("Text.", " [@one]", []), ("Here they are: [@one]", "", [])],
)
def test_a_table_is_covered_by_one_of_its_cells_or_by_its_lead(lead: str, cell: str, codes: list[str]) -> None:
    rows = f"[[Pain, '3 in 100 people'], [Rash, 'a few{cell}']]"
    text = f"- heading: H\n  body:\n    - '{lead}'\n    - table: {{caption: C, columns: [A, B], rows: {rows}}}\n"
    assert [code for code, _ in told(EVIDENCE, text)] == codes


def test_the_lead_into_a_cited_list_needs_no_citation_of_its_own() -> None:
    text = (
        "- heading: H\n  body:\n    - 'Here is what studies found:'\n    - bullets: ['55 in 100 felt better [@one]']\n"
    )
    assert told(EVIDENCE, text) == []


def test_own_titles_may_not_say_medication_guide() -> None:
    found = told(EVIDENCE, "- heading: Medication Guide\n  body: [Text.]\n")
    assert found == [("reserved-words", "Medication Guide")]
    assert told(EVIDENCE, "- heading: Ask for the Medication Guide\n  body: [Text.]\n") == []


def test_english_names_are_reserved_in_every_language() -> None:
    assert told(EVIDENCE, "- heading: Medication Guide\n  body: [Texto.]\n", "vi")[0][0] == "reserved-words"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Es un tratamiento seguro y eficaz.", "claim-word"),
        ("No tiene riesgos: sin efectos secundarios. [@one]", "forbidden-claim"),
        ("Los resultados están garantizados. [@one]", "forbidden-claim"),
        ("No tiene efectos secundarios. [@one]", "forbidden-claim"),
        ("Es una medicina segura.", "claim-word"),
        ("Esta guía ha sido aprobada por la FDA. [@one]", "reserved-words"),
        ("Un estudio con 55 de cada 100 personas.", "uncited-claim"),
    ],
)
def test_spanish_has_lists_of_its_own(text: str, code: str) -> None:
    assert code in [name for name, _ in told(EVIDENCE, body(text), "es")]


@pytest.mark.parametrize(
    "text",
    [
        "No es una cura.",
        "Ningún tratamiento está libre de riesgos.",
        "Guárdelo en un lugar seguro.",
        "Su seguro médico lo paga.",
        "Pague en efectivo.",
        "Si no tiene efectos secundarios, vaya a casa.",
    ],
)
def test_plain_talk_in_spanish_is_left_alone(text: str) -> None:
    assert told(EVIDENCE, body(text), "es") == []


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
        ("www.cdc.gov/one", "www.cdc.gov/one)", "bad-source-address"),
        ("www.cdc.gov/one", "192.168.0.12/one", "bad-source-address"),
        ("year: 2020", "year: 1998", "old-source"),
        ("year: 2020", "year: 2031", "future-source"),
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
        "https://www.who.int/news(2024)",
        "https://xn--kln-sna.xn--p1ai/gesundheit",
    ],
)
def test_real_addresses_are_good(url: str) -> None:
    assert told_of_library(LIBRARY, CITED.replace("https://www.cdc.gov/one", f'"{url}"')) == []


@pytest.mark.parametrize("year", [2016, 2025, 2026])
def test_a_source_of_the_limit_is_not_old(year: int) -> None:
    assert told_of_library(LIBRARY, CITED.replace("year: 2020", f"year: {year}")) == []


def test_placeholders_are_known_in_every_language() -> None:
    text = CITED.replace("www.cdc.gov/one", "example.com/one").replace("language: en", "language: vi")
    assert [name for name, _ in told_of_library(LIBRARY, text)] == ["placeholder-address"]
