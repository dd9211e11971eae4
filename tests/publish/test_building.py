"""Publishing: whole files or none, the last good one kept, the same bytes everywhere."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.model import Handout
from handouts.problems import ContentError, MachineError, Severity, UsageError
from handouts.publish import Options, Project, Rendered, build, building, check, fixed_words, open_project, write_whole
from tests.sheets import ROOT, STYLES, content


@pytest.fixture
def options(tmp_path: Path) -> Options:
    (tmp_path / "content.yaml").write_text(content("- {heading: H, body: [Some text.]}"), encoding="utf-8")
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out")


def test_a_build_publishes_one_whole_file(options: Options) -> None:
    (built,) = build(options)
    assert built.published
    assert built.path.read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in options.out.iterdir()) == [".built", "register", "register.yaml", "sample.pdf"]


def test_what_differs_from_the_default_is_in_the_name(options: Options) -> None:
    (built,) = build(Options(options.content, STYLES, options.out, style="hillside", paper="a4"))
    assert built.path.name == "sample.a4.hillside.pdf"


def test_a_document_that_fails_its_proof_leaves_the_last_good_one(
    options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    (good,) = build(options)
    before = good.path.read_bytes()
    options.content.write_text(content("- {heading: H, body: [Other text.]}"), encoding="utf-8")
    render = building.render

    # The bytes of the old text, where the new text should be.
    def lossy(project: Project, handout: Handout, options: Options) -> Rendered:
        from handouts.proof import prove

        made = render(project, handout, options)
        words, pages = fixed_words(handout), made.sheet.pages
        return replace(
            made, problems=prove(before, handout, project.library, words, project.theme, pages, made.identity)
        )

    monkeypatch.setattr(building, "render", lossy)
    (bad,) = build(options)
    assert not bad.published
    assert good.path.read_bytes() == before


def test_an_image_and_a_character_are_told_with_their_place(options: Options) -> None:
    options.content.write_text(
        content("- {heading: H, body: ['Tibetan \u0f04 here.', {image: {file: none.png, alt: X}}]}"), encoding="utf-8"
    )
    problems = [problem for problem in check(options) if problem.severity is Severity.ERROR]
    assert {problem.code for problem in problems} == {"no-glyph", "bad-image"}
    mark = next(problem for problem in problems if problem.code == "no-glyph")
    assert "(U+0F04)" in mark.message
    assert mark.place is not None
    line = options.content.read_text(encoding="utf-8").splitlines()[mark.place.line - 1]
    assert line[mark.place.column - 1] == "\u0f04"


def test_an_unknown_name_or_paper_is_wrong_use(options: Options) -> None:
    with pytest.raises(UsageError) as error:
        list(build(Options(options.content, STYLES, options.out, names=("sampel",))))
    assert error.value.hint == "did you mean 'sample'?"
    with pytest.raises(UsageError, match="foolscap"):
        list(build(Options(options.content, STYLES, options.out, paper="foolscap")))


def test_a_wrong_page_count_is_told_with_the_measure(options: Options) -> None:
    text = content("- {heading: H, body: [Some text.]}").replace("kind: leaflet", "kind: leaflet\n    pages: 2")
    options.content.write_text(text, encoding="utf-8")
    (problem,) = [problem for problem in check(options) if problem.severity is Severity.ERROR]
    assert problem.code == "wrong-page-count"
    assert problem.hint is not None


def test_mistakes_in_content_and_style_are_told_together(options: Options, tmp_path: Path) -> None:
    options.content.write_text(content("- {haeding: H}"), encoding="utf-8")
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "loganville.yaml").write_text("extends: base\n", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        open_project(Options(options.content, styles, options.out))
    assert {Path(problem.place.file).name for problem in error.value.problems if problem.place} == {
        "content.yaml",
        "loganville.yaml",
    }


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_disk_trouble_is_the_machines_fault_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"good")

    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match="unchanged"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"good"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_output_folder_that_is_a_file_is_told(options: Options) -> None:
    options.out.write_text("x")
    with pytest.raises(MachineError):
        list(build(options))


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_kill_9_leaves_no_torn_file_and_the_next_run_cleans_up(options: Options) -> None:
    list(build(options))
    good = (options.out / "sample.pdf").read_bytes()
    script = (
        "import os, time\nfrom pathlib import Path\nfrom handouts import publish\n"
        "os.replace = lambda a, b: time.sleep(60)\n"
        f"publish.write_whole(Path({str(options.out / 'sample.pdf')!r}), b'half')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    deadline = time.monotonic() + 20
    while not list(options.out.glob(".handouts-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert list(options.out.glob(".handouts-*.part"))
    assert (options.out / "sample.pdf").read_bytes() == good
    list(build(options))
    assert sorted(path.name for path in options.out.iterdir()) == [".built", "register", "register.yaml", "sample.pdf"]


def test_bytes_do_not_depend_on_clock_zone_locale_or_hash_seed(options: Options) -> None:
    found = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("77", "America/New_York")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "make_pdf.py", "--content", str(options.content), "--out", str(options.out)]
        subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
        found.add((options.out / "sample.pdf").read_bytes())
    assert len(found) == 1
