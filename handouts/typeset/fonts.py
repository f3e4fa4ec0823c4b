"""Font files: which face writes which text, what its glyphs mean, and the subset of it that a PDF embeds.

A `Face` is one weight of one family.  Nothing in it depends on what was typeset before: the text of a glyph is a
function of the font file alone, so the same sheet gives the same bytes in any process and after any other sheet.
"""

from __future__ import annotations

import functools
import tomllib
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

ZERO_WIDTH_JOINER = "\u200d"
ARABIC_LETTERS = range(0x0620, 0x0700)
PRESENTATION_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))
NO_TEXT = {"Co", "Cc", "Cn", "Cs"}  # categories that PDF/A-2a keeps out of a text layer
# fmt: off
LAYOUT_TABLES = (
    "GSUB", "GPOS", "GDEF", "BASE", "kern", "name", "post", "OS/2", "cmap", "DSIG", "gasp", "MATH", "STAT",
    "hdmx", "VDMX", "LTSH", "vhea", "vmtx", "meta", "Silf", "Glat", "Gloc", "Feat", "Sill", "FFTM", "PfEd",
    "TTFA", "prop",
)
# fmt: on


class Family(NamedTuple):
    """A regular and a bold face that belong together; `leading` is in type sizes, `size` a factor on the edition's."""

    name: str
    package: str
    regular: str
    bold: str
    size: float
    leading: float
    weights: tuple[int, ...] = ()

    def face(self, *, bold: bool) -> Face:
        """The face of one weight, read once a process."""
        return _face(self, bold)


class _Advances(dict[int, float]):
    """Advance widths of glyphs, in 1/1000 em, each asked for once."""

    def __init__(self, font: hb.Font, to_mille: float) -> None:
        super().__init__()
        self._font, self._to_mille = font, to_mille

    def __missing__(self, glyph: int) -> float:
        width: float = self._font.get_glyph_h_advance(glyph) * self._to_mille
        self[glyph] = width
        return width


class Face:
    """One weight of a family: metrics in 1/1000 em, the text of its glyphs, and subsets to embed."""

    def __init__(self, data: bytes | hb.Blob, weight: int | None = None) -> None:
        face = hb.Face(data)
        self.hb_face = face if weight is None else _instance(face, weight)
        self.hb_font = hb.Font(self.hb_face)
        self.to_mille = 1000 / self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.to_mille
        self.descent = extents.descender * self.to_mille
        name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Face"
        self.name = "".join(char for char in name if char.isalnum() or char == "-")
        if weight is not None:
            self.name = f"{self.name.split('-')[0]}-{weight}"
        self.advances = _Advances(self.hb_font, self.to_mille)

    def advance(self, glyph: int) -> float:
        """Advance width of a glyph, in 1/1000 em."""
        return self.advances[glyph]

    def glyph(self, char: str) -> int | None:
        """The nominal glyph of a character, if the face has one."""
        found: int | None = self.hb_font.get_nominal_glyph(ord(char))
        return found or None

    @functools.cached_property
    def characters(self) -> frozenset[int]:
        """Code points the face can write."""
        return frozenset(self.hb_face.unicodes)

    @functools.cached_property
    def text_of(self) -> dict[int, str]:
        """What each glyph means when seen alone: the character map turned round, and joined Arabic forms.

        A glyph that several characters share takes the canonical one (a blank, not a no-break blank).  A ligature
        glyph stands for its first letter: the others go beside it as hidden glyphs (see `shaping`).
        """
        texts: dict[int, str] = {}
        glyph_of = self.hb_font.get_nominal_glyph
        for code in sorted(self.characters):
            char, glyph = _canonical(code), glyph_of(code)
            if char is None or not glyph:
                continue
            known = texts.get(glyph)
            if known is None or unicodedata.normalize("NFKC", known) == char:
                texts[glyph] = char
        for glyph, char in self._joined_forms():
            texts.setdefault(glyph, char)
        return texts

    def _joined_forms(self) -> Iterator[tuple[int, str]]:
        """Glyphs of cursive letters in their four joining contexts."""
        for code in sorted(self.characters & set(ARABIC_LETTERS)):
            for before in ("", ZERO_WIDTH_JOINER):
                for after in ("", ZERO_WIDTH_JOINER):
                    buffer = hb.Buffer()
                    buffer.add_str(before + chr(code) + after)
                    buffer.guess_segment_properties()
                    hb.shape(self.hb_font, buffer)
                    own = [info.codepoint for info in buffer.glyph_infos if info.cluster == len(before)]
                    if len(own) == 1 and own[0]:
                        yield own[0], chr(code)

    @functools.lru_cache(64)  # noqa: B019 - faces live as long as the process
    def subset(self, glyphs: frozenset[int]) -> tuple[int, bytes]:
        """Font file with these glyphs at their own ids, as (length, deflated bytes); no layout tables, no hinting."""
        plan = hb.SubsetInput()
        plan.glyph_set.update(glyphs)
        flags = hb.SubsetFlags
        plan.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.NOTDEF_OUTLINE
        tags = (int.from_bytes(tag.ljust(4).encode(), "big") for tag in LAYOUT_TABLES)
        plan.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(tags)
        data = hb.subset(self.hb_face, plan).blob.data
        return len(data), zlib.compress(data, 9)


def _canonical(code: int) -> str | None:
    """The text a mapped code point stands for, or None where it must not be in a text layer."""
    char = chr(code)
    if unicodedata.category(char) in NO_TEXT:
        return None
    if code >= PRESENTATION_FORMS[0].start and any(code in forms for forms in PRESENTATION_FORMS):
        return unicodedata.normalize("NFKC", char)[:1]
    return char


def _instance(face: hb.Face, weight: int) -> hb.Face:
    """A variable font at one weight."""
    plan = hb.SubsetInput()
    plan.keep_everything()
    plan.pin_axis_location(face, "wght", weight)
    instance: hb.Face = hb.subset(face, plan)
    return instance


@functools.cache
def _face(family: Family, bold: bool) -> Face:
    path = Path(import_module(family.package).__path__[0], family.bold if bold else family.regular)
    weight = family.weights[int(bold)] if family.weights else None
    return Face(hb.Blob.from_file_path(str(path)), weight)


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("fonts.toml").read_text("utf-8"))


@functools.cache
def family(name: str) -> Family:
    """A family of fonts.toml by its name."""
    row = dict(_table()["families"][name])
    row["weights"] = tuple(row.get("weights", ()))
    return Family(name, **row)


@functools.cache
def families_for(language: str) -> tuple[Family, ...]:
    """Families to try for a language (BCP 47), the first one its own."""
    languages = _table()["languages"]
    own = languages.get(language.split("-", maxsplit=1)[0], languages["default"])
    return tuple(family(name) for name in dict.fromkeys([own, *_table()["fallback"]["order"]]))


def unwritable(language: str, letters: Iterable[str], own: Family | None = None) -> frozenset[str]:
    """Those of `letters` that no family tried for the language (or that `own` family) can write in both weights."""
    families = (own,) if own else families_for(language)
    faces = [family.face(bold=bold) for family in families for bold in (False, True)]
    pairs = list(zip(faces[::2], faces[1::2], strict=True))
    return frozenset(
        letter for letter in letters if not any(all(ord(letter) in face.characters for face in pair) for pair in pairs)
    )
