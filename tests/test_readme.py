"""The README does what it says: its commands run, its examples print what they show, and what it names exists."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from handouts.cli.arguments import parser
from handouts.theme import load_theme
from tests.test_architecture import ROOMS

ROOT = Path(__file__).parent.parent
SECTIONS = (
    "At the front desk",
    "Tomorrow's list",
    "Print and fold",
    "For phones, messages and braille",
    "For clinicians",
    "A copy for one patient",
    "Review a handout",
    "Is this sheet still the right one?",
    "Write your own content",
    "Translate a handout",
    "Say that help with languages is free",
    "For developers",
    "How it works",
    "Add a block",
    "Add a language",
    "Add a brand or an edition",
    "License",
)
#: Commands that CI runs in a fresh clone, each under the comment ``<!-- name -->``; ``.ci/run`` takes them from here.
MARKED = ("build", "test")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced example: its language, its text, and the comment that marks it, if any."""

    language: str
    text: str
    mark: str


@lru_cache
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@lru_cache
def blocks() -> tuple[Block, ...]:
    fence = r"(?:<!-- (?P<mark>[\w-]+) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$"
    pattern = re.compile(fence, re.MULTILINE | re.DOTALL)
    return tuple(Block(m["language"], m["text"], m["mark"] or "") for m in pattern.finditer(readme()))


def of(language: str) -> tuple[str, ...]:
    return tuple(block.text for block in blocks() if block.language == language and not block.mark)


def commands() -> tuple[str, ...]:
    return tuple(line for text in of("sh") for line in text.splitlines())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder as a user has it, to run things in."""
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    for name in ("content.yaml", "make_pdf.py"):
        shutil.copy(ROOT / name, tmp_path)
    for folder in ("handouts", "images"):
        if (ROOT / folder).is_dir():
            (tmp_path / folder).symlink_to(ROOT / folder)
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_the_picture_comes_first() -> None:
    picture = re.match(r"!\[[^\]]+\]\((\S+)\)", readme())
    assert picture, "the README begins with a picture of a real page, with a text for those who cannot see it"
    assert (ROOT / picture[1]).is_file()


def test_every_section_is_there() -> None:
    headings = re.findall(r"^#{2,3} (.+)$", readme(), re.MULTILINE)
    assert [heading for heading in headings if heading in SECTIONS] == list(SECTIONS)


@pytest.mark.parametrize("mark", MARKED)
def test_a_marked_command_is_one_line_for_every_shell(mark: str) -> None:
    (text,) = (block.text for block in blocks() if block.mark == mark)
    assert text.count("\n") == 1
    assert not set(text) & set("$`;|<>*[]{}(){}'\"\\~#!"), "fish, zsh and bash must read it alike"


def test_every_marked_command_is_run_by_ci() -> None:
    assert {block.mark for block in blocks() if block.mark} == set(MARKED)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for mark in MARKED:
        assert f"readme {mark}" in script


@pytest.mark.parametrize("command", commands())
def test_every_other_command_runs(command: str, desk: Path) -> None:
    program, *arguments = shlex.split(command, comments=True)
    assert (program, arguments[0]) == ("python", "make_pdf.py"), "an example nobody runs; give it a mark or a test"
    if arguments[1] == "merge":
        (listed,) = of("csv")
        (desk / "tomorrow.csv").write_text(listed, encoding="utf-8")
    if arguments[1] in {"verify", "changes"}:
        issue_two_versions(desk)
    if arguments[1:3] == ["translate", "import"]:
        run(desk, "make_pdf.py", "translate", "export", "ketamine-questions", "--to", "es")
    if arguments[1] == "desk":
        open_and_close(desk, *arguments)
    else:
        done = run(desk, *arguments)
        expected = re.search(r"# exit code (\d)$", command)
        assert done.returncode == (int(expected[1]) if expected else 0), done.stderr


def open_and_close(folder: Path, *arguments: str) -> None:
    """Open the front desk, which stays open until it is told to close."""
    command = [sys.executable, *arguments, "--no-open"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        line = desk.stderr.readline()
        desk.send_signal(signal.SIGINT)
        assert desk.wait(30) == 0
    assert line.startswith("The front desk is open at http://127.0.0.1:")


def issue_two_versions(folder: Path) -> None:
    """A register with a version before the present one, as a clinic has it after its first change."""
    content = folder / "content.yaml"
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace("What is ketamine?", "What is this medicine?"), encoding="utf-8")
    run(folder, "make_pdf.py")
    content.write_text(text, encoding="utf-8")
    run(folder, "make_pdf.py")


def test_the_rules_of_the_example_are_rules(desk: Path) -> None:
    (rules,) = (text for text in of("yml") if text.startswith("rules:"))
    content = desk / "content.yaml"
    content.write_text(f"{rules}\n{content.read_text(encoding='utf-8')}", encoding="utf-8")
    done = run(desk, "make_pdf.py", "list")
    assert done.returncode == 0, done.stderr


def test_the_fields_of_the_example_are_fields(desk: Path) -> None:
    (fields,) = (text for text in of("yml") if text.startswith("fields:"))
    content = desk / "content.yaml"
    text = content.read_text(encoding="utf-8")
    assert text.count("\nfields:\n") == 1
    content.write_text(text.replace("\nfields:\n", f"\n{fields}"), encoding="utf-8")
    done = run(desk, "make_pdf.py", "list")
    assert done.returncode == 0, done.stderr


def test_the_hook_of_the_example_is_there() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (example,) = (yaml.safe_load(text) for text in of("yml") if text.startswith("repos:"))
    assert example["repos"][0]["hooks"] == [{"id": hook["id"]}]
    program, *arguments = shlex.split(hook["entry"])
    assert program == "handouts"
    assert parser().parse_args(arguments).command == "check"


@pytest.mark.parametrize("program", of("python"))
def test_every_python_example_runs(program: str, desk: Path) -> None:
    done = run(desk, "-c", program)
    assert done.returncode == 0, done.stderr


def test_the_message_shown_is_the_message_printed(desk: Path) -> None:
    """The mistake in the example is made in the shipped content; line numbers may move as that grows."""
    (shown,) = of("text")
    typed, meant = re.findall(r"'(\w+)'", shown)
    wrong = shown.splitlines()[1].strip()
    right = wrong.replace(typed, meant)
    content = desk / "content.yaml"
    text = content.read_text(encoding="utf-8")
    assert text.count(right) == 1, f"the example needs the line {right!r} in content.yaml, once"
    content.write_text(text.replace(right, wrong), encoding="utf-8")
    done = run(desk, "make_pdf.py", "check")
    assert done.returncode == 1
    numbers = re.compile(r"^(content\.yaml):\d+:", re.MULTILINE)
    assert numbers.sub(r"\1:N:", shown) in numbers.sub(r"\1:N:", done.stderr)


def test_the_content_example_is_content(desk: Path) -> None:
    hold(desk, next(text for text in of("yaml") if "heading:" in text))
    done = run(desk, "make_pdf.py", "build")
    assert done.returncode == 0, done.stderr


def test_the_waiver_of_the_example_waives_something(desk: Path) -> None:
    hold(desk, next(text for text in of("yaml") if "waive:" in text))
    found = json.loads(run(desk, "make_pdf.py", "check", "--format", "json").stdout)
    assert "waiver-unused" not in {problem["code"] for problem in found["problems"]}
    assert [waived["problem"]["code"] for waived in found["waived"]] == ["long-sentence"]


def hold(desk: Path, sections: str) -> None:
    """Make the content file one of a single handout with these sections."""
    content = yaml.safe_load((desk / "content.yaml").read_text(encoding="utf-8"))
    name, first = next(iter(content["handouts"].items()))
    first["sections"] = yaml.safe_load(sections)
    for fitted in ("pages", "translations"):
        first.pop(fitted, None)
    content["handouts"] = {name: first}
    content.pop("bundles", None)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    (desk / "content.yaml").write_text(text, encoding="utf-8")


def test_the_brand_example_is_a_brand(desk: Path) -> None:
    example = next(text for text in of("yaml") if "extends:" in text)
    saved = re.search(r"`styles/(\w+)\.yaml` and build with `--style (\w+)`", readme())
    assert saved
    assert saved[1] == saved[2]
    (desk / "styles" / f"{saved[1]}.yaml").write_text(example, encoding="utf-8")
    done = run(desk, "make_pdf.py", "build", "--style", saved[1])
    assert done.returncode == 0, done.stderr


def test_every_room_is_in_the_table_in_order() -> None:
    table = readme().split("| room |")[1].split("\n\n")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == ROOMS


def test_every_block_is_in_the_table() -> None:
    schema = json.loads((ROOT / "handouts" / "content.schema.json").read_text(encoding="utf-8"))
    kinds = [
        kind for entry in schema["definitions"]["blocks"]["items"]["anyOf"] for kind in entry.get("properties", ())
    ]
    table = readme().split("| block |")[1].split("\n\n")[0]
    assert "callout" in kinds
    assert not [kind for kind in kinds if f"`{kind}`" not in table]


def test_every_file_it_names_exists() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme())
    named = re.findall(r"`((?:\w+/)*\w+\.(?:py|yaml|json|md))`", readme())
    made = {"styles/riverside.yaml", "out/register.yaml"}  # by the reader, and by the first build
    missing = [name for name in {*linked, *named} - made if not _exists(name)]
    assert not missing


def _exists(name: str) -> bool:
    return any((ROOT / folder / name).exists() for folder in ("", "handouts", "handouts/components", "styles"))


def test_every_option_of_the_command_line_has_help() -> None:
    """Nothing is documented twice: the README points to --help, and --help must be complete."""
    from handouts.cli.arguments import parser

    for action in parser()._actions:
        for command, sub in (action.choices or {}).items() if isinstance(action.choices, dict) else ():
            lacking = [part.dest for part in sub._actions if not part.help]
            assert not lacking, (command, lacking)


def test_the_example_of_a_font_for_a_script_is_one(tmp_path: Path) -> None:
    example = next(text for text in of("yaml") if text.startswith("scripts:"))
    (tmp_path / "base.yaml").write_bytes((ROOT / "styles" / "base.yaml").read_bytes())
    (tmp_path / "own.yaml").write_text(f"extends: base\nname: Own\n{example}", encoding="utf-8")
    named = load_theme(tmp_path, "own")[0].scripts["devanagari"]
    assert {style: file.weight for style, file in named.items()} == {"regular": 400, "bold": 700}
    assert all(file.path() is not None for file in named.values())
