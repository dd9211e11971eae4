"""The desk in Spanish: all of it is there, nothing of it is lost, and nobody at the desk meets English by surprise."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from handouts import words
from handouts.desk import app
from handouts.desk.settings import settings
from handouts.desk.speech import Said, speech_in, wanted
from handouts.review import State
from handouts.words import desk_languages, desk_phrases
from tests.desk.desks import Asking, asking, content, order

DESK = Path(app.__file__).parent
CATALOG = Path(words.__file__).parent / "catalogs" / "desk" / "es.po"
_IN_PAGES = re.compile(r"_\(((?:[^()\"]|\"[^\"]*\")*)")
_IN_SCRIPTS = re.compile(r"\bt\(((?:[^()\"]|\"[^\"]*\")*)")
_TEXT = re.compile(r'"([^"]*)"')
#: What scripts choose between before they say it.
_CHOSEN = re.compile(r'("(?:\{n\}|Both sides)[^"]*")')
#: Answers to programs, and the problems page for writers, stay English.
_FOR_PROGRAMS = {"infobutton.py", "records.py", "outside.py", "serving.py", "phones.py"}
_SAID = {"_told": 1, "spoken": 0, "say": 0, "Said": 0, "BadOrderError": 0, "UnknownSheetError": 0, "MayNotPrintError": 0,
         "CannotBeMadeError": 0, "PrinterError": 0}  # fmt: skip


def said() -> set[str]:
    """Every sentence that the desk can say."""
    found = {text for path in (DESK / "templates").glob("*.html") for text in _written(path, _IN_PAGES)}
    found |= {text for path in (DESK / "static").glob("*.js") for text in _written(path, _IN_SCRIPTS, _CHOSEN)}
    found |= {text for path in DESK.glob("*.py") if path.name not in _FOR_PROGRAMS for text in _called(path)}
    found |= {"Draft: not reviewed", "Reviewed", "Review is due", "Its review ran out", "Changed since its review",
              "Retired: not handed out", "Recalled: do not use", "Letter", "Legal", "Half letter"}  # fmt: skip
    found |= {f"“{{title}}” is {state.value} and cannot be printed." for state in State}
    for what in ("The name", "The note"):
        found |= {f"{what} has {{n}} characters; there is room for {{most}}."}
        found |= {f"{what} holds a character that cannot be seen ({{sign}}). Type it anew."}
    lists = settings()
    for one in (lists.folds, lists.flips, lists.reasons, lists.unfit, lists.cannot, lists.languages):
        found |= {*one.values()}
    found |= {*app._SAID.values(), "Something that was typed cannot be printed."}
    return found


def _written(path: Path, *patterns: re.Pattern[str]) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for pattern in patterns:
        for call in pattern.findall(text):
            for part in _TEXT.findall(call):
                if part[:1].isupper() or " " in part or part in {"only", "needed"}:
                    yield part


def _called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.func if isinstance(node.func, ast.Call) else node.func
            at = _SAID.get(getattr(called, "id", ""))
            if at is not None and len(node.args) > at:
                if any(isinstance(part, ast.JoinedStr) for part in ast.walk(node.args[at])):
                    continue  # its parts are named above
                for part in ast.walk(node.args[at]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value[-1:] in ".?":
                        yield part.value


def test_spanish_says_all_that_the_desk_says_and_nothing_else() -> None:
    phrases = desk_phrases("es")
    everything = said()
    assert len(everything) > 200
    assert sorted(everything - set(phrases)) == []
    assert sorted(set(phrases) - everything) == []


def test_every_sentence_is_translated_with_its_blanks() -> None:
    with CATALOG.open("rb") as file:
        catalog = [message for message in read_po(file, abort_invalid=True) if message.id]
    blank = re.compile(r"\{\w+\}")
    assert [one.id for one in catalog if one.fuzzy or not one.string] == []
    assert [
        one.id for one in catalog if sorted(blank.findall(str(one.id))) != sorted(blank.findall(str(one.string)))
    ] == []
    assert {str(one.id): one.string for one in catalog} == dict(desk_phrases("es"))


def test_the_language_is_the_one_asked_for_that_is_there() -> None:
    assert desk_languages() == ("en", "es")
    for accepted, language in [
        (["es-US", "en"], "es"), (["fr", "es"], "es"), (["en-US", "es"], "en"), (["fr"], "en"), ([], "en"), (["*"], "en"),
    ]:  # fmt: skip
        assert wanted(None, accepted).language == language
    assert wanted("es", ["en"]).language == "es"
    assert speech_in("es").told(Said("{n} sheets", {"n": 3})) == "3 hojas"


@pytest.fixture
def desk(tmp_path: Path) -> Asking:
    return asking(tmp_path, language="es")


def test_the_page_and_its_answers_are_in_spanish(desk: Asking) -> None:
    page = desk.get("/").text
    assert '<html lang="es">' in page
    seen = re.sub(r' data-words="[^"]*"', "", page)
    english = [text for text in desk_phrases("es") if f">{text}<" in seen or f'"{text}"' in seen]
    assert sorted(set(english) - {"No", "English"}) == []  # a language is also called by its own name
    for part in (
        "Buscar una hoja",
        "Letra grande",
        "Lista de verificación",
        "Nombre del paciente",
        "Inglés al lado",
    ):
        assert part in page
    shown = desk.order("first-visit", "stitches-at-home").json
    assert "Paquete de 2 hojas" in shown["items"]
    assert "Borrador: sin revisar" in shown["items"]
    assert "Página 1 de" in shown["preview"]
    assert "version" in shown["record"][0]  # for the chart, in English
    assert desk.post("/order", order("first-visit", copies=100)).json["message"] == "Copias: un número del 1 al 99."
    assert desk.order("none").json["message"].startswith("No existe esa hoja.")
    assert "Eso no funcionó" in desk.get("/nowhere").text


def test_a_browser_is_answered_in_its_language(tmp_path: Path) -> None:
    desk = asking(tmp_path)
    assert '<html lang="en">' in desk.get("/").text
    assert '<html lang="es">' in desk.get("/", headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}).text


def test_markup_that_is_filled_in_stays_text(tmp_path: Path) -> None:
    text = content().replace("title: Your first visit", 'title: "<b>One & two"')
    page = asking(tmp_path, text, language="es").get("/").text
    assert "Favorita: &lt;b&gt;One &amp; two" in page
    assert "<b>One" not in page


def test_a_language_that_the_desk_does_not_speak_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    from handouts.cli import main

    assert main(["desk", "--no-open", "--language", "fr"]) == 2
    assert "there are: en, es" in capsys.readouterr().err
