"""QR codes on paper lead where the content says, read by another program than the one that drew them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import yaml
import zxingcpp

from tests.conftest import PAPERS, ROOT

#: A phone held over a sheet sees about this many dots per inch.
_DPI = 150


def addresses(value: object) -> Iterator[str]:
    """The address of every QR code in a piece of content, in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "qr":
                yield inner["url"]
            elif key != "translations":
                yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)


def codes_in(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as document:
        pictures = [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in document]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("brand", ["loganville", "hillside"])
def test_every_code_reads_as_its_address(
    brand: str, paper: str, shipped_files: Mapping[tuple[str, str, str], Path]
) -> None:
    content = yaml.safe_load((ROOT / "content.yaml").read_text(encoding="utf-8"))
    sheets = [
        (name, said["code"], part, language)
        for name, said in content["handouts"].items()
        for language, part in {said["language"]: said, **said.get("translations", {})}.items()
    ]
    assert any([*addresses(part)] for _, _, part, _ in sheets)
    for name, code, part, language in sheets:
        document = name if language == "en" else f"{name}.{language.lower()}"
        *found, identity = codes_in(shipped_files[brand, paper, document])
        assert found == [*addresses(part)]
        assert re.match(rf"CODE:[0-9A-Z-]{{14}} {code} V\S+ OF \S+ {language.upper()} ", identity), identity
