"""Layout -> a finished PDF file: pages, their resources, what they mean, the catalogue.

Nothing here reads a clock or a random source: the same layout gives the same bytes.
"""

from __future__ import annotations

import functools
import hashlib
from itertools import chain

from handouts.pdf.content import LOGO, serialise
from handouts.pdf.deflate import deflated
from handouts.pdf.file import File
from handouts.pdf.fonts import font_objects, glyph_texts
from handouts.pdf.image import image
from handouts.pdf.metadata import Meta, colour_profile, information, output_intent, xmp
from handouts.pdf.structure import structure
from handouts.pdf.syntax import numbers, references, stream
from handouts.pdf.text import Drawn, together
from handouts.pdf.watermark import ALPHA, STATE, watermark
from handouts.typeset.fonts import Face
from handouts.typeset.pages import Layout, PlacedBlock
from handouts.typeset.setblock import Picture


def write(layout: Layout, meta: Meta, brand: str = "") -> bytes:
    """PDF bytes of a layout in a clinic's colour ("#RRGGBB", or "" for the house's)."""
    file = File()
    pages = [[_serialised(placed, brand) for placed in page] for page in layout.pages]
    contents = [deflated(_page_operators(page, layout)) for page in pages]
    resources = file.add(_resources(file, layout, [done for page in pages for _, done in page]))
    page_numbers, page_tree = _add_pages(file, layout, contents, resources)
    intent = file.add(output_intent(file.add(colour_profile())))
    tree = file.next_number
    read = [[placed for placed in page if not placed.artifact] for page in layout.pages]
    file.add_all(structure(read, page_numbers, tree, layout.height))
    catalogue = _catalogue(layout, meta, file.add(xmp(meta)), intent, tree, page_tree)
    return file.finished(file.add(catalogue), file.add(information(meta)), _identity(contents, meta))


def _identity(contents: list[bytes], meta: Meta) -> bytes:
    """A name for the file by what it says."""
    said = b"".join([*contents, repr(meta).encode()])
    return hashlib.md5(said, usedforsecurity=False).hexdigest().encode()


CACHED = 32
PARTS = 256  # blocks in their places
_Parts = list[bytes]
_Page = list[tuple[PlacedBlock, Drawn]]


def _serialised(placed: PlacedBlock, brand: str) -> tuple[PlacedBlock, Drawn]:
    return placed, serialise(placed.block, brand, bool(placed.artifact))


def _page_operators(page: _Page, layout: Layout) -> _Parts:
    """The operators of a page, part by part; each begins with a line end."""
    out: _Parts = []
    first = 0
    for placed, done in page:
        out.append(_in_place(done.operators, done.contents, first, placed.x, layout.height - placed.y, placed.artifact))
        first += done.contents
    if layout.mark:
        out.append(b"\n" + watermark(layout.mark.word, layout.typesetter))
    return out


@functools.lru_cache(PARTS)
def _in_place(operators: bytes, contents: int, first: int, x: float, y: float, artifact: str) -> bytes:
    """The operators of a block where it stands on its page, with marked content ids from `first` on."""
    block = b"\nq 1 0 0 1 %s cm\n%s\nQ" % (numbers(x, y), operators % tuple(range(first, first + contents)))
    return _as_artifact(block, artifact) if artifact else block


def _as_artifact(operators: bytes, kind: str) -> bytes:
    subtype = b"/Subtype/" + kind.encode() if kind in ("Header", "Footer") else b""
    return b"\n/Artifact<</Type/Pagination%s>>BDC%s\nEMC" % (subtype, operators)


def _resources(file: File, layout: Layout, blocks: list[Drawn]) -> bytes:
    fonts = b"".join(_add_fonts(file, blocks))
    images = _add_logo(file, layout)
    states = b"/ExtGState<</%s<</Type/ExtGState/ca %s>>>>" % (STATE, numbers(ALPHA)) if layout.mark else b""
    return b"<</Font<<%s>>%s%s>>" % (fonts, images, states)


def _add_fonts(file: File, blocks: list[Drawn]) -> list[bytes]:
    glyphs = _all_glyphs(tuple([block.glyphs for block in blocks]))
    texts = glyph_texts(word for block in blocks for word in block.unspelled)
    names: list[bytes] = []
    for face in sorted(glyphs, key=lambda face: face.name):
        first = file.next_number
        file.add_all(font_objects(face, glyphs[face], texts.get(face, ()), first))
        names.append(b"/%s %d 0 R" % (face.name.encode(), first))
    return names


@functools.lru_cache(CACHED)
def _all_glyphs(used: tuple[tuple[tuple[Face, frozenset[int]], ...], ...]) -> dict[Face, frozenset[int]]:
    """The glyphs of some blocks by their faces."""
    return dict(together(chain.from_iterable(used)))


def _add_logo(file: File, layout: Layout) -> bytes:
    for placed in layout.pages[0]:
        for mark in placed.block.marks:
            if isinstance(mark, Picture):
                return b"/XObject<</%s %d 0 R>>" % (LOGO, file.add(image(mark.logo)))
    return b""


def _add_pages(file: File, layout: Layout, contents: list[bytes], resources: int) -> tuple[list[int], int]:
    """Content streams, pages and the page tree: the numbers of the last two."""
    streams = file.add_all(stream(b"/Filter/FlateDecode", content) for content in contents)
    tree = file.next_number + len(contents)
    box = numbers(0, 0, layout.width, layout.height)
    pages = file.add_all(
        b"<</Type/Page/Parent %d 0 R/MediaBox[%s]/Resources %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S>>"
        % (tree, box, resources, content, index)
        for index, content in enumerate(streams)
    )
    return pages, file.add(b"<</Type/Pages/Count %d/Kids%s>>" % (len(pages), references(pages)))


def _catalogue(layout: Layout, meta: Meta, metadata: int, intent: int, tree: int, pages: int) -> bytes:
    direction = b"/Direction/R2L" if layout.typesetter.rtl else b""
    return (
        b"<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true%s>>"
        b"/StructTreeRoot %d 0 R/Metadata %d 0 R/OutputIntents[%d 0 R]>>"
        % (pages, meta.language.encode("ascii"), direction, tree, metadata, intent)
    )
