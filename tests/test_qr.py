"""QR codes on paper lead where the content says, read by another program than the one that drew them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import yaml
import zxingcpp

from handouts.publish import Options, build, verify
from handouts.publish.verifying import Verdict
from tests.conftest import PAPERS, ROOT
from tests.sheets import STYLES, TODAY

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


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Options:
    """The shipped content of a clinic whose pages stand on the web."""
    folder = tmp_path_factory.mktemp("online")
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    line = "  web_folder: https://loganville.example/handouts\n"
    (folder / "content.yaml").write_text(text.replace("clinic:\n", f"clinic:\n{line}", 1), encoding="utf-8")
    return Options(folder / "content.yaml", STYLES, folder / "out", today=TODAY)


@pytest.mark.parametrize("style", ["loganville", "hillside"])
@pytest.mark.parametrize("look", ["standard letter", "large-print half-letter"])
def test_with_a_web_folder_the_code_leads_to_the_page(style: str, look: str, online: Options) -> None:
    edition, paper = look.split()
    options = replace(online, style=style, edition=edition, paper=paper)
    for built in build(options):
        assert built.published, [problem.message for problem in built.problems]
        assert built.rendered is not None
        *_, address = codes_in(built.path)
        of_one = replace(online, style=style, names=(built.handout.id,), languages=(built.handout.language,))
        (page,) = build(replace(of_one, formats=("html",)))
        code, version = built.rendered.identity.code, built.handout.review.version
        assert address == f"https://loganville.example/handouts/{page.path.name}#code={code}&v={version}"
        (judged,) = verify(options, (address,))
        assert judged.verdict is Verdict.DRAFT
        assert f"loganville.example/handouts/{page.path.name}" in page.path.read_text(encoding="utf-8")


def test_the_address_of_the_pages_is_no_part_of_what_was_reviewed(online: Options) -> None:
    """A clinic that moves its pages keeps its reviews, and the codes on paper stay good."""
    here = {built.path.name: built for built in build(online)}
    for built in build(replace(online, content=ROOT / "content.yaml", out=online.out / "plain")):
        assert built.rendered is not None
        found = here[built.path.name].rendered
        assert found is not None
        assert found.identity.code == built.rendered.identity.code


def test_a_long_address_makes_a_larger_code_that_still_reads(online: Options, tmp_path: Path) -> None:
    text = online.content.read_text(encoding="utf-8").replace("example/handouts", "example/" + "a-long-folder/" * 6)
    text = re.sub(r"^ +pages: \d+\n", "", text, flags=re.MULTILINE)
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    for built in build(replace(online, content=tmp_path / "content.yaml", out=tmp_path / "out")):
        assert built.published, [problem.message for problem in built.problems]
        *_, address = codes_in(built.path)
        assert address.startswith("https://loganville.example/a-long-folder/")
