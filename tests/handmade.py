"""A small PDF that conforms, written by hand without our engine, and ways to spoil it.

The referees are tried on these before they judge our files: they must accept it whole and object to each injury.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType
from typing import Any

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms
from reportlab.pdfgen.canvas import Canvas

#: In reading order: structure type, and the words drawn for it.
_CONTENT = (("H1", "Hello"), ("H2", "Again"), ("P", "Plain words"), ("Link", "a link"))
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sample</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas>
<rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def untagged() -> bytes:
    """What ReportLab writes when nobody asks for more: no tags, no title, Helvetica not embedded."""
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 720, "Nobody can hear me")
    canvas.save()
    return stream.getvalue()


def conforming() -> bytes:
    """One page: two headings, a paragraph, a link, a figure and a page number, tagged and archival."""
    pdf = Pdf.new()
    font, glyphs = _font(pdf)
    page = pdf.add_blank_page(page_size=(612, 792)).obj
    drawn = [
        f"/{kind} <</MCID {mcid}>> BDC BT /F1 12 Tf 1 0 0 1 72 {700 - 40 * mcid} Tm <{_codes(words, glyphs)}> Tj ET EMC"
        for mcid, (kind, words) in enumerate(_CONTENT)
    ]
    drawn.append(f"/Figure <</MCID {len(_CONTENT)}>> BDC 72 300 40 40 re f EMC")
    drawn.append(f"/Artifact BMC BT /F1 9 Tf 1 0 0 1 300 40 Tm <{_codes('1', glyphs)}> Tj ET EMC")
    page.Contents = pdf.make_stream("\n".join(drawn).encode())
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.StructParents = 0
    page.Tabs = Name.S
    _structure(pdf, page)
    _catalog(pdf)
    return _saved(pdf)


def spoiled(injury: Callable[[Pdf], None]) -> bytes:
    """The conforming file with one injury."""
    with Pdf.open(BytesIO(conforming())) as pdf:
        injury(pdf)
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream, deterministic_id=True, fix_metadata_version=False, min_version="1.7")
    return stream.getvalue()


def _font(pdf: Pdf) -> tuple[Any, Mapping[str, int]]:
    data = (files("fontpkg_atkinson_hyperlegible") / "files" / "AtkinsonHyperlegible-Regular.ttf").read_bytes()
    face = hb.Face(data)
    shaper = hb.Font(face)
    glyphs = {c: shaper.get_nominal_glyph(ord(c)) for c in sorted({*"1", *"".join(words for _, words in _CONTENT)})}
    scale = 1000 / face.upem
    file = pdf.make_stream(data, Length1=len(data))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Atkinson, Flags=4, FontBBox=Array([-200, -300, 1200, 1000]),
        ItalicAngle=0, Ascent=950, Descent=-290, CapHeight=668, StemV=80, FontFile2=file,
    )  # fmt: skip
    widths = [part for glyph in glyphs.values() for part in (glyph, Array([shaper.get_glyph_h_advance(glyph) * scale]))]
    cid = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Atkinson, CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), W=Array(widths),
    )  # fmt: skip
    lines = "\n".join(f"<{glyph:04X}> <{ord(c):04X}>" for c, glyph in glyphs.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(glyphs)} beginbfchar\n{lines}\nendbfchar endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Atkinson, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(cid)]), ToUnicode=pdf.make_stream(unicode_map.encode()),
    )  # fmt: skip
    return pdf.make_indirect(font), glyphs


def _codes(words: str, glyphs: Mapping[str, int]) -> str:
    return "".join(f"{glyphs[c]:04X}" for c in words)


def _structure(pdf: Pdf, page: Any) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array([])))
    owners = []
    for mcid, (kind, _) in enumerate((*_CONTENT, ("Figure", ""))):
        element = Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=document, Pg=page, K=mcid)
        owners.append(pdf.make_indirect(element))
    owners[-1].Alt = String("A black square")
    link = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 575, 110, 595]), F=4, StructParent=1,
            Border=Array([0, 0, 0]), Contents=String("a link"), A=Dictionary(S=Name.URI, URI=String("https://example.org")),
        )
    )  # fmt: skip
    page.Annots = Array([link])
    linking = owners[3]
    linking.K = Array([3, Dictionary(Type=Name.OBJR, Obj=link, Pg=page)])
    document.K = Array(owners)
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array(owners), 1, linking])))
    root.ParentTreeNextKey = 2
    pdf.Root.StructTreeRoot = root


def _catalog(pdf: Pdf) -> None:
    root = pdf.Root
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String("en")
    root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=Name.DuplexFlipLongEdge
    )
    root.Metadata = pdf.make_stream(_XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"), DestOutputProfile=profile
    )
    root.OutputIntents = Array([intent])
    pdf.docinfo[Name.Title] = String("Sample")


# --- injuries: each spoils one thing --------------------------------------------------------------------------------


def _draw(pdf: Pdf, operators: bytes) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n" + operators)


def _xmp_without(words: str) -> Callable[[Pdf], None]:
    def injure(pdf: Pdf) -> None:
        kept = pdf.Root.Metadata.read_bytes().replace(words.encode(), b"")
        pdf.Root.Metadata.write(kept)

    return injure


def _remove(*path: str | int) -> Callable[[Pdf], None]:
    """Delete what a path of keys leads to, starting from the catalog."""

    def injure(pdf: Pdf) -> None:
        holder: Any = pdf.Root
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]

    return injure


def _element(pdf: Pdf, kind: str) -> Any:
    return next(kid for kid in pdf.Root.StructTreeRoot.K[0].K if str(kid.S) == f"/{kind}")


def _font_of(pdf: Pdf) -> Any:
    return pdf.pages[0].Resources.Font.F1


def _unembed(pdf: Pdf) -> None:
    del _font_of(pdf).DescendantFonts[0].FontDescriptor.FontFile2


def _hide_font(pdf: Pdf) -> None:
    """A font that is not embedded, under the name of one that is."""
    good = _font_of(pdf)
    cid: Any = Dictionary(good.DescendantFonts[0])
    cid.FontDescriptor = Dictionary(cid.FontDescriptor)
    del cid.FontDescriptor.FontFile2
    bad = Dictionary(good)
    bad.DescendantFonts = Array([pdf.make_indirect(cid)])
    pdf.pages[0].Resources.Font = Dictionary(F0=pdf.make_indirect(bad), F1=good)


def _simple_font(pdf: Pdf) -> None:
    fonts = pdf.pages[0].Resources.Font
    fonts.F2 = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Simple, ToUnicode=fonts.F1.ToUnicode,
        FontDescriptor=fonts.F1.DescendantFonts[0].FontDescriptor,
    )  # fmt: skip


def _lose_unicode(pdf: Pdf) -> None:
    del _font_of(pdf).ToUnicode


def _lose_alternative(pdf: Pdf) -> None:
    del _element(pdf, "Figure").Alt


def _skip_heading(pdf: Pdf) -> None:
    _element(pdf, "H2").S = Name.H3


def _unknown_kind(pdf: Pdf) -> None:
    _element(pdf, "P").S = Name.Paragraph


def _stray_item(pdf: Pdf) -> None:
    _element(pdf, "P").S = Name.LI


def _orphan_content(pdf: Pdf) -> None:
    """Words that are marked on the page but that no element owns."""
    elements = pdf.Root.StructTreeRoot.K[0].K
    del elements[2]


def _swap_parents(pdf: Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def _stale_parent(pdf: Pdf) -> None:
    """The parent tree names content that no page draws."""
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners.append(owners[0])


def _draw_twice(pdf: Pdf) -> None:
    _draw(pdf, b"/P <</MCID 0>> BDC 0 0 m 9 9 l S EMC")


def _promise_content(pdf: Pdf) -> None:
    _element(pdf, "P").K = Array([2, 99])


def _share_content(pdf: Pdf) -> None:
    _element(pdf, "P").K = Array([2, 0])


def _lose_page_key(pdf: Pdf) -> None:
    del pdf.pages[0].obj[Name.StructParents]


def _lose_tab_order(pdf: Pdf) -> None:
    del pdf.pages[0].obj[Name.Tabs]


def _mute_link(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0].Contents


def _loosen_link(pdf: Pdf) -> None:
    _element(pdf, "Link").K = 3


def _untagged_text(pdf: Pdf) -> None:
    _draw(pdf, b"BT /F1 12 Tf 1 0 0 1 72 200 Tm <0024> Tj ET")


def _untagged_line(pdf: Pdf) -> None:
    _draw(pdf, b"0 0 m 9 9 l S")


def _hide_in_artifact(pdf: Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"/Artifact BMC\n" + page.Contents.read_bytes() + b"\nEMC")


def _never_close(pdf: Pdf) -> None:
    _draw(pdf, b"/Artifact BMC")


#: Name of an injury, how to do it, and a part of what the quick check must say of it.
INJURIES: Mapping[str, tuple[Callable[[Pdf], None], str]] = MappingProxyType({
    "no-structure": (_remove("/StructTreeRoot"), "no structure tree"),
    "not-marked": (_remove("/MarkInfo"), "MarkInfo"),
    "no-language": (_remove("/Lang"), "no document language"),
    "title-not-shown": (_remove("/ViewerPreferences"), "DisplayDocTitle"),
    "scaled": (_remove("/ViewerPreferences", "/PrintScaling"), "PrintScaling is not None"),
    "one-sided": (_remove("/ViewerPreferences", "/Duplex"), "Duplex is not DuplexFlipLongEdge"),
    "no-output-intent": (_remove("/OutputIntents"), "output intent"),
    "no-xmp": (_remove("/Metadata"), "no XMP"),
    "no-xmp-title": (_xmp_without("Sample"), "no title in the XMP"),
    "no-pdfua-claim": (_xmp_without("<pdfuaid:part>1</pdfuaid:part>"), "pdfuaid:part"),
    "no-pdfa-claim": (_xmp_without("<pdfaid:part>2</pdfaid:part>"), "pdfaid:part"),
    "font-not-embedded": (_unembed, "is not embedded"),
    "font-hidden": (_hide_font, "font Atkinson is not embedded"),
    "font-simple": (_simple_font, "font Simple is not composite"),
    "no-unicode": (_lose_unicode, "has no ToUnicode"),
    "no-alternative": (_lose_alternative, "Figure without alternative text"),
    "heading-skipped": (_skip_heading, "heading level skips from 1 to 3"),
    "unknown-kind": (_unknown_kind, "Paragraph stands for no standard type"),
    "stray-item": (_stray_item, "LI inside Document"),
    "orphan-content": (_orphan_content, "content 2 is in no structure element"),
    "parents-swapped": (_swap_parents, "gives content 0 to another element"),
    "parent-stale": (_stale_parent, "knows content 5, which is never drawn"),
    "drawn-twice": (_draw_twice, "content 0 is drawn twice"),
    "never-drawn": (_promise_content, "never drawn"),
    "two-owners": (_share_content, "belongs to two elements"),
    "no-page-key": (_lose_page_key, "no StructParents"),
    "no-tab-order": (_lose_tab_order, "tab order"),
    "mute-link": (_mute_link, "an annotation has no description"),
    "loose-link": (_loosen_link, "a link is in no Link element"),
    "untagged-text": (_untagged_text, "text drawn outside a mark"),
    "untagged-line": (_untagged_line, "something drawn outside a mark"),
    "hidden-in-artifact": (_hide_in_artifact, "content inside a mark"),
    "never-closed": (_never_close, "never closed"),
})  # fmt: skip
