"""What a PDF says of itself: title, language, and that it is PDF/UA-1 and PDF/A-2a at once.

ISO 14289-1 clause 5 (pdfuaid), ISO 19005-2 clause 6.6 (pdfaid, extension schemas), ISO 32000-1 table 150 (printing).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc

from handouts.records import dataclass
from handouts.tags.document import CompactDocument, Raw, reference
from handouts.tags.structure import text_string

PRODUCER = "Handouts"
#: A queue has a page for every copy.
_MANY = 2
_MARKED = "<</Marked true>>"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, author (the clinic), subject, language (BCP 47), date (ISO 8601) and keywords of one document.

    ``right_to_left`` is the direction in which its pages and columns follow each other.
    """

    title: str
    author: str
    subject: str
    language: str
    date: str
    keywords: str = ""
    right_to_left: bool = False


def information(metadata: Metadata) -> Raw:
    """The Info dictionary; each entry equals its XMP twin (ISO 19005-2, 6.6.3)."""
    stamp = f"(D:{metadata.date.replace('-', '')}000000Z)"
    return Raw(
        f"<</Title{text_string(metadata.title)}/Author{text_string(metadata.author)}"
        f"/Subject{text_string(metadata.subject)}/Keywords{text_string(metadata.keywords)}/Producer{text_string(PRODUCER)}"
        f"/CreationDate{stamp}/ModDate{stamp}>>".encode("ascii")
    )


def complete(document: CompactDocument, metadata: Metadata, pages: int) -> None:
    """Everything that catalog and Info say besides pages, outline and structure. ``pages`` counts them."""
    root: Any = document.Catalog
    root.__NoDefault__ = [*root.__NoDefault__, "OutputIntents"]
    root.MarkInfo = _MARKED
    root.ViewerPreferences = _printing(metadata, pages)
    root.Metadata = reference(document.reserve(Raw(b"<</Type/Metadata/Subtype/XML>>", payload=xmp(metadata))))
    profile = document.reserve(Raw(b"<</N 3>>", payload=srgb_profile()))
    root.OutputIntents = pdfdoc.PDFArray([_intent(profile)])
    document.info = information(metadata)


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """An sRGB ICC profile: ``srgb.icc`` beside this module, made by LittleCMS (Pillow's ``ImageCms.createProfile``).

    "No copyright, use freely", it says of itself. The date in its header (bytes 24-35) is zeroed, as ever.
    """
    return Path(__file__).with_name("srgb.icc").read_bytes()


def escape(text: str) -> str:
    """Text for XML content. The library's own function would import an HTTP client with it, 26 ms of a cold start."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def catalog(pages: int, structure: int, facts: int, profile: int, metadata: Metadata) -> bytes:
    """A catalog without an outline, given the numbers of what it leads to."""
    return (
        f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {structure} 0 R/Metadata {facts} 0 R"
        f"/Lang{text_string(metadata.language)}/MarkInfo{_MARKED}/ViewerPreferences{_printing(metadata, _MANY)}"
        f"/OutputIntents[{_intent(profile)}]>>"
    ).encode("ascii")


def _printing(metadata: Metadata, pages: int) -> str:
    """How it is to be printed, and in which order pages lie side by side (ISO 32000-1, table 150: Direction).

    That entry is for nothing else, so one page goes without: Chrome and Edge (PDFium) take it for the way of every
    line, and turn the words of Latin lines round for those who copy them or have them read aloud.
    """
    direction = "/Direction/R2L" if metadata.right_to_left and pages > 1 else ""
    return f"<</DisplayDocTitle true/PrintScaling/None/Duplex/DuplexFlipLongEdge{direction}>>"


def _intent(profile: int) -> str:
    return (
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>"
    )


def xmp(metadata: Metadata) -> bytes:
    """The same and more as XML (ISO 16684-1), with what the file claims to conform to.

    A file's own is written compressed, which PDF/A-1 forbade (ISO 19005-1, 6.7.2) and PDF/A-2 allows.
    """
    title, author, subject = escape(metadata.title), escape(metadata.author), escape(metadata.subject)
    language, stamp = escape(metadata.language), f"{metadata.date}T00:00:00Z"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{escape(metadata.keywords)}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
