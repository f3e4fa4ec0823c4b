"""What a sheet says of itself: XMP, document information, colour profile.  Never anything about a patient."""

from __future__ import annotations

import functools
import zlib
from pathlib import Path
from typing import NamedTuple

from handouts.pdf.syntax import stream, text_string

PRODUCER = "handouts"


class Meta(NamedTuple):
    """Title, author (the clinic), language (BCP 47) and the ISO date of the handout's version."""

    title: str
    author: str
    language: str
    written: str


_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(meta: Meta) -> bytes:
    """The metadata stream."""
    packet = _XMP.format(
        title=meta.title.translate(_ESCAPED),
        author=meta.author.translate(_ESCAPED),
        language=meta.language,
        producer=PRODUCER,
        date=f"{meta.written}T00:00:00Z",
    )
    return stream(b"/Type/Metadata/Subtype/XML", packet.encode())


def information(meta: Meta) -> bytes:
    """The document information dictionary; it must agree with the XMP."""
    date = b"(D:%s000000Z)" % meta.written.replace("-", "").encode()
    producer = text_string(PRODUCER)
    return b"<</Title%s/Author%s/Creator%s/Producer%s/CreationDate%s/ModDate%s>>" % (
        text_string(meta.title),
        text_string(meta.author),
        producer,
        producer,
        date,
        date,
    )


@functools.cache
def colour_profile() -> bytes:
    """The sRGB profile, made by Little CMS with its clock set to 2000-01-01."""
    data = Path(__file__).with_name("srgb.icc").read_bytes()
    return stream(b"/N 3/Filter/FlateDecode", zlib.compress(data, 9))


def output_intent(profile: int) -> bytes:
    """What the colours of the page mean: object `profile` is the colour profile."""
    name = b"(sRGB IEC61966-2.1)"
    return b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s/DestOutputProfile %d 0 R>>" % (
        name,
        name,
        profile,
    )
