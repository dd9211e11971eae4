"""Print queues: every copy on a sheet of its own, tagged, proved, whole, and the same as in a file of its own."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from handouts.problems import ContentError, Problem, UsageError
from handouts.proof import Claim
from handouts.publish import Copied, MergeRequest, Options, Queueing, Wish, merge, queues
from handouts.publish.press import Press
from handouts.tags.queue import Queue
from tests import pdf_checks
from tests.sheets import ROOT, STYLES, TODAY, content

VISIT = ROOT / "tests" / "fixtures" / "personal-visit.yaml"
LONG = "Maximiliana Alexandra Example de la Fuente y Montenegro von und zu Beispiel"
HEAD = "patient.name,appointment.date,appointment.clinician,appointment.choices,handouts,language"
ROWS = (
    "Ana Example,2026-12-01,Dr. Left,1,visit,",
    "Bo Example,2026-12-02,Dr. Right,,visit,",
    f"{LONG},2026-12-03,Dr. Left,2,visit,",
    "Cy Example,12/04/2026,Dr. Left,,visit,",
    "Di Example,2026-12-05,Dr. Right,,visit letter,",
    "Eva Example,2026-12-06,Dr. Left,1;2,visit,es",
)


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(VISIT, STYLES, tmp_path / "out", today=TODAY)


def queued(
    options: Options, tmp_path: Path, rows: Sequence[str], how: Queueing, group: str | None = None
) -> list[Copied]:
    data = tmp_path / "list.csv"
    data.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return list(merge(options, MergeRequest(data, Wish(None, group=group), None, how)))


def pages(path: Path) -> list[str]:
    document = pdfium.PdfDocument(path)
    found = [" ".join(document[n].get_textpage().get_text_bounded().split()) for n in range(len(document))]
    document.close()
    return found


def test_a_queue_is_one_whole_tagged_file(options: Options, tmp_path: Path) -> None:
    found = queued(options, tmp_path, ROWS, Queueing())
    assert [copied.row for copied in found if copied.path] == [2, 3, 4, 6, 7]
    assert [problem.code for copied in found for problem in copied.problems] == ["data-date"]
    (path,) = options.out.iterdir()
    assert path.name == "visit.queue.pdf"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not pdf_checks.check(path.read_bytes())


def test_every_copy_begins_on_a_sheet_of_its_own(options: Options, tmp_path: Path) -> None:
    queued(options, tmp_path, ROWS, Queueing())
    (path,) = options.out.iterdir()
    shown = pages(path)
    begins = [number for number, page in enumerate(shown) if "Page 1 of" in page or "Página 1 de" in page]
    assert len(begins) == 5
    assert not [number for number in begins if number % 2]
    assert len(shown) % 2 == 0
    assert "Ana Example" in shown[0]
    assert shown[1] == ""


def test_groups_lie_together_behind_a_separator(options: Options, tmp_path: Path) -> None:
    queued(options, tmp_path, ROWS, Queueing(grouped=True, separators=True), "appointment.clinician")
    (path,) = options.out.iterdir()
    order = [page for page in pages(path)[::2] if "Cover sheet" not in page or "Separator" in page]
    heads = [("Separator" in page, "Dr. Left" in page) for page in order if "Dr. " in page]
    assert heads[0] == (True, True)
    assert [left for _, left in heads] == sorted((left for _, left in heads), reverse=True)
    assert sum(separator for separator, _ in heads) == 2
    assert "Copies: 3" in order[0]
    assert not pdf_checks.check(path.read_bytes())


def test_a_copy_in_a_queue_looks_as_in_a_file_of_its_own(options: Options, tmp_path: Path) -> None:
    queued(options, tmp_path, ROWS[:4], Queueing())
    files = Options(VISIT, STYLES, tmp_path / "files", today=TODAY)
    own = [c.path for c in merge(files, MergeRequest(tmp_path / "list.csv", Wish(None))) if c.path]
    queue = pdfium.PdfDocument(options.out / "visit.queue.pdf")
    for number, path in enumerate(own):
        alone = pdfium.PdfDocument(path)
        one, two = queue[2 * number], alone[0]
        assert one.get_textpage().get_text_bounded() == two.get_textpage().get_text_bounded()
        assert bytes(one.render(scale=1).buffer) == bytes(two.render(scale=1).buffer)
        alone.close()
    queue.close()


@pytest.mark.parametrize("count", [1, 7, 130])
def test_a_queue_of_any_length_is_sound(options: Options, tmp_path: Path, count: int) -> None:
    rows = [f"Ana {number} Example,2026-12-01,Dr. {number % 3},1,visit," for number in range(count)]
    queued(options, tmp_path, rows, Queueing())
    path = options.out / "visit.queue.pdf"
    shown = pages(path)
    assert len(shown) == 2 * count
    assert [f"Ana {number} Example" in shown[2 * number] for number in range(count)] == [True] * count
    with pikepdf.open(path) as pdf:
        assert not pdf.check_pdf_syntax()
        assert len(pdf.Root.StructTreeRoot.K[0].K) == count
    assert not pdf_checks.check(path.read_bytes())


def test_many_copies_get_numbers_of_four_digits(options: Options, tmp_path: Path) -> None:
    """Long numbers are compressed in another way than short ones."""
    rows = [f"Ana{number},2026-12-01,Dr. Left,,visit," for number in range(1700)]
    found = queued(options, tmp_path, rows, Queueing())
    assert sum(copied.path is not None for copied in found) == 1700
    with pikepdf.open(options.out / "visit.queue.pdf") as pdf:
        assert not pdf.check_pdf_syntax()
        assert len(pdf.pages) == 3400
        assert pdf.pages[3398].obj.objgen[0] > 100_000


def test_a_queue_that_would_outgrow_readers_goes_on_in_another_file(
    options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Queue, "full", property(lambda queue: queue.pages >= 4))
    queued(options, tmp_path, [f"Ana {n},2026-12-01,Dr. Left,,visit," for n in range(5)], Queueing())
    assert sorted(path.name for path in options.out.iterdir()) == [
        "visit.queue-2.pdf",
        "visit.queue-3.pdf",
        "visit.queue.pdf",
    ]
    assert [len(pages(path)) for path in sorted(options.out.iterdir())] == [4, 2, 4]


def test_a_queue_whose_sample_fails_is_not_published(
    options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(
        press: Press, data: bytes | Path, entry: object, claims: Sequence[Claim], total: int | None = None
    ) -> tuple[Problem, ...]:
        return (Problem("proof-words", "lost"),) if total is not None else ()

    monkeypatch.setattr(Press, "proved", wrong)
    found = queued(options, tmp_path, ROWS[:2], Queueing())
    assert found[-1].problems[0].code == "proof-words"
    assert list(options.out.iterdir()) == []


def test_a_copy_damaged_in_the_queue_is_found(
    options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last copy shows another name than its row has."""
    from handouts.merge.stamping import Filler

    streams = Filler.streams
    seen = []

    def mixed(filler: Filler, values: object, ticked: object) -> list[bytes] | None:
        seen.append(streams(filler, values, ticked))  # type: ignore[arg-type]
        return seen[0]

    monkeypatch.setattr(Filler, "streams", mixed)
    found = queued(options, tmp_path, ROWS[:2], Queueing())
    assert [problem.code for copied in found for problem in copied.problems][:1] == ["proof-words"]
    assert list(options.out.iterdir()) == []
    assert "Example" not in found[-1].problems[0].render()


def test_no_queue_is_made_of_rows_that_all_fail(options: Options, tmp_path: Path) -> None:
    found = queued(options, tmp_path, [ROWS[3]], Queueing())
    assert [copied.path for copied in found] == [None]
    assert list(options.out.iterdir()) == []


def test_rows_that_cannot_be_laid_out_are_told_and_make_no_empty_queue(tmp_path: Path) -> None:
    text = content("- {heading: H, body: [{personal: {notes: 1}}]}").replace(
        "kind: leaflet", "kind: leaflet\n    pages: 1"
    )
    source = tmp_path / "content.yaml"
    source.write_text(f"fields: {{appointment.notes: {{longest: 2000}}}}\n{text}", encoding="utf-8")
    long = "long words " * 180
    for rows, made in (([f"Ana,{long}", f"Bo,{long}"], 0), ([f"Ana,{long}", "Bo,x", f"Cy,{long}"], 1)):
        data = tmp_path / "list.csv"
        data.write_text("\n".join(["patient.name,appointment.notes", *rows]) + "\n", encoding="utf-8")
        options = Options(source, STYLES, tmp_path / f"out{made}", today=TODAY)
        found = list(merge(options, MergeRequest(data, Wish("sample"), None, Queueing())))
        assert [problem.code for copied in found for problem in copied.problems] == ["data-no-room"] * 2
        assert len(list(options.out.iterdir())) == made


def test_a_queue_of_an_earlier_run_is_not_mixed_with_this_one(options: Options, tmp_path: Path) -> None:
    queued(options, tmp_path, ROWS[:1], Queueing())
    with pytest.raises(UsageError, match="earlier run"):
        queued(options, tmp_path, ROWS[:1], Queueing())


def test_a_list_too_long_to_be_sorted_is_told(
    options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "_MOST_GROUPED", 1)
    with pytest.raises(ContentError, match="sorted"):
        queued(options, tmp_path, ROWS[:2], Queueing(grouped=True), "appointment.clinician")
    assert list(options.out.iterdir()) == []


def test_a_group_may_be_a_column_that_is_no_field(options: Options, tmp_path: Path) -> None:
    queued(options, tmp_path, ROWS[:2], Queueing(grouped=True, separators=True), "language")
    data = tmp_path / "list.csv"
    data.write_text("patient.name,ward\nAna,North\nBo,South\nCy,North\n", encoding="utf-8")
    other = Options(VISIT, STYLES, tmp_path / "wards", today=TODAY)
    list(merge(other, MergeRequest(data, Wish("visit", group="ward"), None, Queueing(grouped=True))))
    shown = [page for page in pages(other.out / "visit.queue.pdf") if page]
    assert [next(name for name in ("Ana", "Bo", "Cy") if f"Name {name}" in page) for page in shown] == [
        "Ana",
        "Cy",
        "Bo",
    ]
