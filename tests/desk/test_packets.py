"""Packets: every page of every sheet, in order, on paper of its own, tagged as it was."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from handouts.desk.packets import Sheet, packet
from tests.sheets import library, sheet

SHORT = sheet(library("- {heading: One, body: ['See [one](https://example.org/a).']}")).data
LONG = sheet(
    library("- heading: Two\n  body:\n    - bullets: [" + ", ".join(f"Item {n}" for n in range(60)) + "]")
).data


def texts(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]


def test_a_single_sheet_stays_as_it_is() -> None:
    assert packet([Sheet("One", SHORT)], "One") is SHORT


def test_each_sheet_begins_on_paper_of_its_own() -> None:
    one, two = texts(SHORT), texts(LONG)
    assert (len(one), len(two)) == (1, 2)
    assert texts(packet([Sheet("One", SHORT), Sheet("Two", LONG)], "Both")) == [*one, "", *two]
    assert texts(packet([Sheet("Two", LONG), Sheet("One", SHORT)], "Both")) == [*two, *one]
    assert texts(packet([Sheet("One", SHORT)] * 3, "One")) == [*one, "", *one, "", *one]


def test_it_gives_the_same_bytes_each_time() -> None:
    sheets = [Sheet("One", SHORT), Sheet("Two", LONG)]
    assert packet(sheets, "Both") == packet(sheets, "Both")


def test_all_that_hangs_on_the_pages_comes_along() -> None:
    data = packet([Sheet("One", SHORT), Sheet("Two", LONG), Sheet("One", SHORT)], "Both & more")
    with pikepdf.open(BytesIO(data)) as joined:
        tree = joined.Root.StructTreeRoot
        assert len(tree.K) == 3
        assert all(document.P.objgen == tree.objgen for document in tree.K)
        numbers = [int(number) for number in list(tree.ParentTree.Nums)[::2]]
        assert numbers == sorted(set(numbers))
        assert int(tree.ParentTreeNextKey) > max(numbers)
        entries = dict(zip(numbers, list(tree.ParentTree.Nums)[1::2], strict=True))
        links = 0
        for page in joined.pages:
            if "/StructParents" in page:
                for element in entries[int(page.StructParents)]:
                    assert element.Pg.objgen == page.obj.objgen
            for link in page.get("/Annots", ()):
                links += 1
                assert entries[int(link.StructParent)].S == "/Link"
        assert links == 2
        with joined.open_outline() as outline:
            assert [(mark.title, [below.title for below in mark.children]) for mark in outline.root] == [
                ("One", ["One"]), ("Two", ["Two"]), ("One", ["One"]),
            ]  # fmt: skip
        assert str(joined.docinfo["/Title"]) == "Both & more"
        with joined.open_metadata() as metadata:
            assert metadata["dc:title"] == "Both & more"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] == "2"


def test_a_packet_of_different_sheets_does_not_pass_for_one_of_them() -> None:
    mixed, copies = packet([Sheet("One", SHORT), Sheet("Two", LONG)], "B"), packet([Sheet("One", SHORT)] * 2, "One")
    for data, keywords in ((mixed, False), (copies, True)):
        with pikepdf.open(BytesIO(data)) as joined:
            assert bool(str(joined.docinfo["/Keywords"])) is keywords


@pytest.mark.parametrize("count", [2, 30])
def test_copies_cost_little(count: int) -> None:
    assert len(packet([Sheet("One", SHORT)] * count, "One")) < count * len(SHORT)
