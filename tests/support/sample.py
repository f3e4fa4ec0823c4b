"""A small tagged, archival PDF set by hand: what the validators must accept, and what the tests break on purpose."""

from __future__ import annotations

import functools
import io
from importlib import resources
from typing import Any

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

PAGE = (595, 842)
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sample</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

# Two pages; {} are texts of `TEXTS` in order, as glyph codes.  The paragraph of MCID 1 goes on on the second page.
PAGE_1 = """/Artifact <</Type /Pagination /Subtype /Header>> BDC BT /F1 9 Tf 40 800 Td <{}> Tj ET EMC
/H1 <</MCID 0>> BDC BT /F1 20 Tf 40 750 Td <{}> Tj ET EMC
/P <</MCID 1>> BDC BT /F1 6 Tf 2 0 0 2 40 720 Tm <{}> Tj ET EMC
/Span <</MCID 2 /ActualText (two)>> BDC BT /F1 12 Tf 40 700 Td <{}> Tj ET EMC
/Figure <</MCID 3>> BDC 0.1 0.3 0.5 rg 40 640 40 40 re f EMC
/Lbl <</MCID 4>> BDC BT /F1 12 Tf 40 610 Td <{}> Tj ET EMC
/LBody <</MCID 5>> BDC BT /F1 12 Tf 60 610 Td <{}> Tj ET EMC
/TH <</MCID 6>> BDC BT /F1 12 Tf 40 580 Td <{}> Tj ET EMC
/TD <</MCID 7>> BDC BT /F1 12 Tf 40 560 Td <{}> Tj ET EMC"""
PAGE_2 = "/P <</MCID 0>> BDC BT /F1 12 Tf 40 800 Td <{}> Tj ET EMC"
TEXTS = (
    *("Harbor Clinic", "After your visit", "Rest for ", "2", "1.", "Llame al +1 503-555-0123", "Day", "Ice"),
    " days.",
)


@functools.cache
def _font_data() -> bytes:
    path = "static/weblate_fonts/source-sans/ttf/SourceSans3-Regular.ttf"
    return resources.files("weblate_fonts").joinpath(path).read_bytes()


def _codes(text: str) -> str:
    font = hb.Font(hb.Face(_font_data()))
    return "".join(f"{font.get_nominal_glyph(ord(char)) or 0:04x}" for char in text)


def _subset(glyphs: set[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS
    wanted.glyph_set.update(glyphs)
    return bytes(hb.subset(hb.Face(_font_data()), wanted).blob.data)


def _font(pdf: Pdf) -> pikepdf.Object:
    face = hb.Face(_font_data())
    font = hb.Font(face)
    glyphs = {font.get_nominal_glyph(ord(char)) or 0: char for text in TEXTS for char in text}
    file = pdf.make_stream(_subset(set(glyphs)))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Sample"), Flags=4, FontBBox=[-500, -300, 1500, 1000],
        ItalicAngle=0, Ascent=1000, Descent=-300, CapHeight=660, StemV=80, FontFile2=file,
    )  # fmt: skip
    mille = 1000 / face.upem
    widths = Array([item for glyph in glyphs for item in (glyph, Array([font.get_glyph_h_advance(glyph) * mille]))])
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Sample"), FontDescriptor=descriptor,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity, W=widths,
    )  # fmt: skip
    lines = "\n".join(f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for glyph, char in glyphs.items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Sample def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(glyphs)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap end end"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Sample"), Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)], ToUnicode=pdf.make_stream(to_unicode.encode("ascii")),
        )
    )  # fmt: skip


def _element(pdf: Pdf, role: str, *kids: object, **entries: Any) -> pikepdf.Object:  # noqa: ANN401 - any entry
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), K=Array(kids), **entries))
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/S"):
            kid.P = element
    return element


def _structure(pdf: Pdf) -> None:
    first, second = (page.obj for page in pdf.pages)
    h1 = _element(pdf, "H1", 0, Pg=first)
    span = _element(pdf, "Span", 2, Pg=first)
    more = Dictionary(Type=Name.MCR, Pg=second, MCID=0)
    paragraph = _element(pdf, "P", 1, span, more, Pg=first)
    box = Dictionary(O=Name.Layout, BBox=[40, 640, 80, 680], Placement=Name.Block)
    figure = _element(pdf, "Figure", 3, Pg=first, Alt=String("A blue square"), A=box)
    label, body = _element(pdf, "Lbl", 4, Pg=first), _element(pdf, "LBody", 5, Pg=first, Lang=String("es"))
    items = _element(pdf, "L", _element(pdf, "LI", label, body), A=Dictionary(O=Name.List, ListNumbering=Name.Decimal))
    header = _element(pdf, "TH", 6, Pg=first, A=Dictionary(O=Name.Table, Scope=Name.Column))
    cell = _element(pdf, "TD", 7, Pg=first)
    table = _element(pdf, "Table", _element(pdf, "TR", header), _element(pdf, "TR", cell))
    document = _element(pdf, "Document", h1, paragraph, figure, items, table)
    parents = Array([0, Array([h1, paragraph, span, figure, label, body, header, cell]), 1, Array([paragraph])])
    root = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=document, ParentTree=Dictionary(Nums=parents), ParentTreeNextKey=2)
    )
    document.P = root
    pdf.Root.StructTreeRoot = root


def sample() -> Pdf:
    """The sample, open: it is valid as it stands, to be broken by a test."""
    pdf = Pdf.new()
    font = _font(pdf)
    for number, content in enumerate((PAGE_1, PAGE_2)):
        texts = TEXTS[: content.count("{}")] if number == 0 else TEXTS[-1:]
        page = pdf.add_blank_page(page_size=PAGE)
        page.obj.Contents = pdf.make_stream(content.format(*map(_codes, texts)).encode("ascii"))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
    _structure(pdf)
    root = pdf.Root
    root.Lang = String("en-US")
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"))
    intent.DestOutputProfile = pdf.make_stream(profile, N=3)
    root.OutputIntents = Array([intent])
    return pdf


def saved(pdf: Pdf) -> bytes:
    """Bytes of `pdf`, with nothing mended on the way."""
    stream = io.BytesIO()
    pdf.save(stream, fix_metadata_version=False, deterministic_id=True)
    return stream.getvalue()
