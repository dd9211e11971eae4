"""The shape of the engine, held by tests: one way only, private parts in one room, nothing that can be changed."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: The rooms of ``handouts/`` in reading order. A room may import from those before it, and from nothing after.
ROOMS = (
    "records",
    "problems",
    "codes",
    "source",
    "markup",
    "rules",
    "model",
    "words",
    "quotes",
    "schema",
    "scripts",
    "fonts",
    "theme",
    "images",
    "review",
    "translation",
    "checks",
    "bidi",
    "linebreak",
    "tags",
    "components",
    "layout",
    "typeset",
    "proof",
    "merge",
    "screen",
    "fold",
    "report",
    "publish",
    "desk",
    "cli",
)
#: The public face, which loads rooms when they are first asked for.
FACE = "__init__"
#: Who may use ReportLab at all, and who may reach into its private parts.
REPORTLAB = ("tags", "components")
PRIVATE_REPORTLAB = ("tags",)
#: What only one room may do: names that, imported or called, do it.
PRINTING = ("cli",)
WRITING = ("publish",)
_WRITES = frozenset({"write_bytes", "write_text", "replace", "rename", "unlink", "mkdir", "rmdir", "rmtree", "fsync"})
_MUTABLE_CALLS = frozenset({"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"})
_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_LARGEST = 2 * 1024 * 1024  # bytes

Module = tuple[Path, ast.Module]


@lru_cache
def modules() -> tuple[Module, ...]:
    paths = sorted((ROOT / "handouts").rglob("*.py"))
    return tuple((path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def room_of(path: Path) -> str:
    return path.parts[1].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: relative imports hide which room is meant"
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def against_the_flow(path: Path, tree: ast.Module) -> Iterator[str]:
    room = room_of(path)
    for line, name in imported(tree):
        first, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if first == "handouts" and other in ROOMS and ROOMS.index(other) > ROOMS.index(room):
            yield f"{path}:{line}: {room} imports {other}, which comes after it"


def circles(sources: Iterable[Module]) -> tuple[str, ...]:
    """Modules that import each other in a circle, inside one room too; empty when there is none."""
    trees = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): tree for path, tree in sources}
    graph: dict[str, set[str]] = {}
    for name, tree in trees.items():
        graph[name] = set()
        for _, wanted in imported(tree):
            parts = wanted.split(".")  # a name in a module counts as that module
            paths = (".".join(parts[:end]) for end in range(len(parts), 1, -1))
            graph[name] |= {next((path for path in paths if path in trees), name)} - {name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def reaching_into_reportlab(path: Path, tree: ast.Module) -> Iterator[str]:
    room = room_of(path)
    for line, name in imported(tree):
        if name.split(".")[0] == "reportlab" and room not in REPORTLAB:
            yield f"{path}:{line}: {room} uses ReportLab"
        if name.startswith("reportlab.pdfbase") and room not in PRIVATE_REPORTLAB:
            yield f"{path}:{line}: {room} uses {name}"
    if room in PRIVATE_REPORTLAB:
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr.startswith("_")) or node.attr.startswith("__"):
            continue
        if "canv" in ast.unparse(node.value).lower():
            yield f"{path}:{node.lineno}: {room} touches {ast.unparse(node)}"


def changeable_globals(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if not isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        value = node.value
        by_call = isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1] in _MUTABLE_CALLS
        if by_call or isinstance(value, _MUTABLE):
            yield f"{path}:{node.lineno}: {ast.unparse(targets[0])} can be changed; use a tuple or MappingProxyType"


def doing_what_others_do(path: Path, tree: ast.Module) -> Iterator[str]:
    room = room_of(path)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called == "print" and room not in PRINTING:
            yield f"{path}:{node.lineno}: {room} prints"
        if called.startswith("os.") and called.split(".")[-1] in _WRITES and room not in WRITING:
            yield f"{path}:{node.lineno}: {room} changes files"
        if called.split(".")[-1] in {"write_bytes", "write_text"} and room not in WRITING:
            yield f"{path}:{node.lineno}: {room} writes files"


def work_at_import(path: Path, tree: ast.Module) -> Iterator[str]:
    """Opening files while being imported makes starting slow and tests depend on the current folder."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
            continue
        for call in (part for part in ast.walk(node) if isinstance(part, ast.Call)):
            if ast.unparse(call.func).split(".")[-1] in {"open", "read_text", "read_bytes", "load", "safe_load"}:
                yield f"{path}:{call.lineno}: {ast.unparse(call.func)} while being imported"


RULES = (against_the_flow, reaching_into_reportlab, changeable_globals, doing_what_others_do, work_at_import)


def test_every_room_has_its_place() -> None:
    found = {room_of(path) for path, _ in modules()} - {FACE}
    assert found == set(ROOMS), "add a new room to ROOMS, at its place in reading order"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_engine_keeps_the_rule(rule: object) -> None:
    assert callable(rule)
    found = [line for path, tree in modules() if room_of(path) != FACE for line in rule(path, tree)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "room", "text", "said"),
    [
        (against_the_flow, "model", "from handouts.proof import prove", "model imports proof, which comes after it"),
        (against_the_flow, "model", "def f():\n    import handouts.cli", "handouts/model.py:2: model imports cli"),
        (against_the_flow, "model", "from handouts import cli", "model imports cli"),
        (reaching_into_reportlab, "model", "import reportlab", "model uses ReportLab"),
        (reaching_into_reportlab, "components", "from reportlab.pdfbase import pdfdoc", "uses reportlab.pdfbase"),
        (reaching_into_reportlab, "components", "self.canv._code.append('')", "touches self.canv._code"),
        (changeable_globals, "model", "KNOWN: dict[str, int] = {}", "KNOWN can be changed"),
        (changeable_globals, "model", "SEEN = set()", "SEEN can be changed"),
        (changeable_globals, "model", "__all__ = ['a']", "__all__ can be changed"),
        (doing_what_others_do, "model", "def f():\n    print(1)", "model prints"),
        (doing_what_others_do, "proof", "path.write_bytes(b'')", "proof writes files"),
        (doing_what_others_do, "proof", "os.replace(a, b)", "proof changes files"),
        (work_at_import, "words", "TEXT = Path('a').read_text()", "while being imported"),
    ],
)
def test_the_rule_can_fail(rule: object, room: str, text: str, said: str) -> None:
    assert callable(rule)
    found = list(rule(Path("handouts", f"{room}.py"), ast.parse(text)))
    assert len(found) == 1, found
    assert said in found[0]


def test_no_module_imports_itself_by_a_detour() -> None:
    assert circles(modules()) == ()


def test_a_detour_is_found() -> None:
    there = Path("handouts/tags/canvas.py"), ast.parse("from handouts.tags.structure import Tree")
    back = Path("handouts/tags/structure.py"), ast.parse("def f():\n    import handouts.tags.canvas")
    assert set(circles((there, back))) == {"handouts.tags.canvas", "handouts.tags.structure"}
    assert circles((there,)) == ()


def test_the_rules_let_good_code_be() -> None:
    text = "from handouts.problems import Problem\nCODES = ('a',)\nMAP = MappingProxyType({})\n__all__ = ('A',)"
    for rule in RULES:
        assert not list(rule(Path("handouts", "model.py"), ast.parse(text)))


def test_the_repository_holds_sources_only() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git clone")
    paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    here = [path for path in paths if path.is_file()]
    assert not [path for path in here if path.suffix == ".pdf"], "PDFs are built, not kept"
    assert not [path for path in here if path.stat().st_size > _LARGEST], "larger than 2 MiB"
