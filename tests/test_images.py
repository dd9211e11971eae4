"""Pictures: what is refused, in words, and what is shown."""

from __future__ import annotations

import os
import zlib
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pypdfium2 as pdfium
import pytest
from PIL import Image

from handouts.images import Picture, load_picture
from handouts.proof import prove
from handouts.words import words_for
from tests.sheets import first, identity, library, sheet, theme


def png(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, "red" if mode != "CMYK" else None).save(out, "PNG" if mode != "CMYK" else "JPEG")
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG that says it has 50,000 by 50,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = (50_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def animated() -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (4, 4), color) for color in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "neither PNG nor JPEG"),
        (b"GIF89a...", "neither PNG nor JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', "neither PNG nor JPEG"),
        (png()[:60], "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "damaged"),
        (huge_png(), "more than 20 million pixels"),
        (animated(), "animated"),
    ],
)
def test_bad_files_are_told_quickly(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "x.png").write_bytes(data)
    start = perf_counter()
    said = load_picture("x.png", tmp_path)
    assert isinstance(said, str)
    assert words in said
    assert perf_counter() - start < 5  # generous: it must not decode 2.5 billion pixels


@pytest.mark.parametrize(
    "name", ["../x.png", "/etc/hostname", "https://example.org/x.png", "data:image/png;base64,x", "a\0b"]
)
def test_nothing_outside_the_project_is_opened(tmp_path: Path, name: str) -> None:
    assert isinstance(load_picture(name, tmp_path), str)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a POSIX file system")
def test_links_out_and_pipes_are_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret.png").write_bytes(png())
    (project / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(project / "pipe.png")
    assert load_picture("link.png", project) == "leads outside the project"
    assert load_picture("pipe.png", project) == "is not an ordinary file"
    assert "cannot be read" in str(load_picture("none.png", project))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "CMYK", "1"])
def test_every_common_kind_becomes_rgb(tmp_path: Path, mode: str) -> None:
    (tmp_path / "x").write_bytes(png(mode=mode))
    picture = load_picture("x", tmp_path)
    assert isinstance(picture, Picture)
    assert len(picture.pixels) == 40 * 30 * 3


def test_a_picture_is_on_the_page_with_its_words_and_survives_the_proof(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(png((400, 300)))
    picture = load_picture("x.png", tmp_path)
    assert isinstance(picture, Picture)
    read = library("- {heading: H, body: [{image: {file: x.png, alt: A red square, caption: What it shows.}}]}")
    made = sheet(read, pictures={"x.png": picture})
    assert not prove(made.data, first(read), read, words_for("en"), theme(), made.pages, identity(first(read), read))
    document = pdfium.PdfDocument(made.data)
    bitmap = document[0].render(scale=0.5).to_pil().convert("RGB")
    document.close()
    assert (255, 0, 0) in {color for _, color in bitmap.getcolors(1 << 20)}


def test_a_qr_code_leads_where_it_says() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    url = "https://988lifeline.org/chat/"
    read = library(f'- {{heading: H, body: [{{qr: {{url: "{url}", text: Scan.}}}}]}}')
    document = pdfium.PdfDocument(sheet(read).data)
    image = document[0].render(scale=3, grayscale=True).to_pil()
    document.close()
    assert [code.text for code in zxingcpp.read_barcodes(image)][:1] == [url]
