"""Manifests: believed whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.publish import manifest
from handouts.publish.manifest import Manifest, parse, path_for, recall

_LINE = st.text(st.characters(exclude_characters="\n\r", codec="utf-8"))


@given(
    st.dictionaries(_LINE, st.sampled_from(("ab12", "00ff"))),
    st.lists(st.tuples(st.sampled_from(("out", "err")), _LINE)),
)
def test_comes_back_as_it_was_written(files: dict[str, str], said: list[tuple[str, str]]) -> None:
    made = Manifest(files, files, tuple(said))
    assert parse(made.text()) == made


def test_any_damage_is_noticed() -> None:
    text = Manifest({"a": "1"}, {"b": "2"}, (("out", "b: 1 page"),)).text()
    assert parse(text) is not None
    for at in range(len(text)):
        assert parse(text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]) is None
        assert parse(text[:at]) is None
    assert parse(text + " ") is None
    assert parse("") is None


def test_a_name_with_a_line_end_is_not_kept() -> None:
    with pytest.raises(ValueError, match="line end"):
        Manifest({"a\nb": "1"}, {}, ()).text()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A manifest that holds, of one file read and one written."""
    (tmp_path / "in.yaml").write_text("in", encoding="utf-8")
    (tmp_path / "out.pdf").write_text("out", encoding="utf-8")
    read, written = (
        {str(path): manifest.digest_of(str(path))} for path in (tmp_path / "in.yaml", tmp_path / "out.pdf")
    )
    (tmp_path / manifest.REGISTER).write_text(f"- {written}", encoding="utf-8")
    place = Path(path_for(str(tmp_path), ["build"]))
    place.parent.mkdir()
    place.write_text(Manifest(read, written, (("out", "built"),)).text(), encoding="utf-8")
    return place


def test_what_holds_is_recalled(kept: Path) -> None:
    found = recall(str(kept))
    assert found is not None
    assert found.said == (("out", "built"),)


@pytest.mark.parametrize("name", ["in.yaml", "out.pdf", manifest.REGISTER])
def test_what_changed_or_is_gone_is_not(kept: Path, name: str) -> None:
    file = kept.parent.parent / name
    before = file.read_bytes(), file.stat().st_mtime_ns
    file.write_bytes(b"x" * len(before[0]))
    os.utime(file, ns=(before[1], before[1]))  # same size, same time: only the bytes tell
    assert recall(str(kept)) is None
    file.write_bytes(before[0])
    assert recall(str(kept)) is not None
    file.unlink()
    assert recall(str(kept)) is None


def test_a_foreign_file_is_not_believed(kept: Path) -> None:
    kept.write_bytes(b"\xff\xfe\x00 not ours")
    assert recall(str(kept)) is None
    kept.unlink()
    assert recall(str(kept)) is None
    kept.mkdir()
    assert recall(str(kept)) is None


def test_everything_that_matters_is_in_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = path_for("out", ["build"], "2026-11-25")
    assert first == path_for("out", ["build"], "2026-11-25")
    others = {
        path_for("out", arguments, day)
        for arguments, day in ((["build", "x"], "2026-11-25"), (["build"], "2026-11-26"))
    }
    monkeypatch.setattr(manifest, "_PACKAGE", str(tmp_path))
    (tmp_path / "engine.py").write_text("1", encoding="utf-8")
    others.add(path_for("out", ["build"], "2026-11-25"))
    (tmp_path / "engine.py").write_text("22", encoding="utf-8")
    others.add(path_for("out", ["build"], "2026-11-25"))
    monkeypatch.setattr(manifest, "_versions", lambda: ["reportlab-9.9.dist-info"])
    others.add(path_for("out", ["build"], "2026-11-25"))
    monkeypatch.chdir(tmp_path)
    others.add(path_for("out", ["build"], "2026-11-25"))
    assert len(others - {first}) == 6


def test_the_libraries_are_seen() -> None:
    names = " ".join(manifest._versions()).lower()
    for library in (
        "reportlab",
        "pyyaml",
        "uharfbuzz",
        "pypdfium2",
        "pillow",
        "zxing_cpp",
        "fontpkg_atkinson_hyperlegible",
    ):
        assert f"{library}-" in names
