"""A small reader of page operators: what a block, or a text of it, draws.  Points from the block's corner, y upwards.

It knows only what a sheet needs and refuses the rest: clipping, other matrices, text that is no glyph string.  So
whatever it read is all that there is to see.  Each text sets its own font and colour, and leaves nothing behind; so
texts are read by themselves, and a block without what stands in its texts.
"""

from __future__ import annotations

import functools
import re
from binascii import unhexlify
from collections.abc import Callable, Mapping
from itertools import accumulate
from struct import unpack

from handouts.readback.drawn import RGB, Around, Look, Said, Shape, Shown, UnreadableError, box_around
from handouts.readback.seen import Box
from handouts.readback.stencils import inflated, modules

BEGIN, END = b"BT\n", b"\nET"  # of a text
_TOKEN = re.compile(
    rb"(?P<numbers>(?:-?[0-9.]+\s+)*)(?P<operator>[A-Za-z]+)|\[(?P<shown>[^\]]*)\]TJ"
    rb"|/(?P<tag>\w+)(?:<<(?P<entries>.*?)>>BDC| BMC)|/(?P<name>[\w-]+)|\[(?P<dash>[0-9. ]*)\]|(?P<strange>\S)"
)
_STENCIL = re.compile(rb"BI/IM true/W ([0-9]+)/H ([0-9]+)/BPC 1/F\[/AHx/Fl\]ID ([0-9a-f]+)>EI")
CACHED = 768  # blocks whose texts and codes alone differ have the same around them
_SPOKEN = re.compile(rb"/ActualText<FEFF([0-9A-F]*)>")


Advances = Mapping[int, float]
"""How wide each glyph of a font is, in 1/1000 em."""


def parted(body: bytes) -> tuple[list[bytes], list[bytes], bytes]:
    """The texts of a block, the modules of its codes, and the operators around them, with BT and BI for each."""
    first, *others = body.split(BEGIN)
    texts, between = [], [first]
    for each in others:
        text, _, rest = each.partition(END)
        texts.append(text)
        between.append(rest)
    around = b" BT ".join(between)
    codes = [modules(int(wide), int(high), inflated(dots)) for wide, high, dots in _STENCIL.findall(around)]
    return texts, codes, _STENCIL.sub(b" BI ", around) if codes else around


@functools.lru_cache(CACHED)
def read_around(body: bytes) -> Around:
    """Read the operators around a block's texts and codes."""
    reader = _Reader({})
    for token in _TOKEN.finditer(body):
        reader.take(token)
    return reader.around()


def read_text(body: bytes, fonts: Mapping[str, Advances]) -> Said:
    """Read the operators of a text; `fonts` have the widths of their glyphs."""
    reader = _Reader(fonts)
    for token in _TOKEN.finditer(body):
        reader.take(token)
    return reader.said()


PLAIN: tuple[float, ...] = (1.0, 1.0, 0.0, 0.0)  # a matrix: scales, then shifts


class _Reader:
    """The graphics state, and what was drawn so far."""

    def __init__(self, fonts: Mapping[str, Advances]) -> None:
        self.fonts = fonts
        self.advances: Advances = {}
        self.shown: list[Shown] = []
        self.shapes: list[Shape] = []
        self.images: list[tuple[str, Box]] = []
        self.spoken: list[str] = []
        self.marks: list[tuple[int, bool]] = []  # of the open marked content: what is spoken, whether it has an id
        self.points: list[tuple[float, float]] = []
        self.saved: list[tuple[tuple[float, ...], RGB | None]] = []
        self.matrix = PLAIN
        self.texts = 0
        self.colour: RGB | None = None
        self.name = self.font = ""
        self.size, self.rise, self.squeeze, self.hidden = 0.0, 0.0, 1.0, False
        self.x, self.y = 0.0, 0.0

    def take(self, token: re.Match[bytes]) -> None:
        match token.lastgroup:
            case "operator":
                numbers = token["numbers"].split()
                count, function = _OPERATORS.get(token["operator"], (-1, _Reader.ignore))
                if count != len(numbers):
                    raise UnreadableError
                function(self, *map(float, numbers))
            case "shown":
                self.show(token["shown"])
            case "tag" | "entries":
                self.mark(token["tag"], token["entries"] or b"")
            case "name":
                self.name = token["name"].decode()
            case "dash":
                pass
            case _:
                raise UnreadableError

    def around(self) -> Around:
        self.settle()
        if self.font or self.spoken:
            raise UnreadableError
        return Around(tuple(self.shapes), tuple(self.images))

    def said(self) -> Said:
        self.settle()
        state = (self.rise, self.squeeze, self.hidden, self.matrix)
        if self.shapes or self.images or self.texts or state != (0.0, 1.0, False, PLAIN):
            raise UnreadableError
        return Said(tuple(self.shown), tuple(self.spoken))

    def settle(self) -> None:
        """See that whatever was begun has an end."""
        if self.saved or self.marks or self.points:
            raise UnreadableError

    def pass_text(self) -> None:
        """Go past a text: it may stand in decoration, but not in a scaled place or in what has an id."""
        if self.matrix != PLAIN or any(mark != (-1, False) for mark in self.marks):
            raise UnreadableError
        self.texts += 1
        self.colour = None

    def ignore(self, *_numbers: float) -> None:
        """What changes nothing of what is asked here."""

    def save(self) -> None:
        self.saved.append((self.matrix, self.colour))

    def restore(self) -> None:
        if not self.saved:
            raise UnreadableError
        self.matrix, self.colour = self.saved.pop()

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        if b or c:
            raise UnreadableError
        across, up, right, above = self.matrix
        self.matrix = (across * a, up * d, right + across * e, above + up * f)

    def set_colour(self, red: float, green: float, blue: float) -> None:
        self.colour = (red, green, blue)

    def at(self, x: float, y: float) -> tuple[float, float]:
        across, up, right, above = self.matrix
        return right + across * x, above + up * y

    def add_points(self, *places: float) -> None:
        self.points += [self.at(x, y) for x, y in zip(places[::2], places[1::2], strict=True)]

    def add_box(self, x: float, y: float, width: float, height: float) -> None:
        self.points += [self.at(x, y), self.at(x + width, y + height)]

    def fill(self) -> None:
        self.paint(self.known_colour())

    def known_colour(self) -> RGB:
        if self.colour is None:
            raise UnreadableError
        return self.colour

    def stroke(self) -> None:
        self.paint(None)

    def paint(self, colour: RGB | None) -> None:
        if not self.points:
            raise UnreadableError
        self.shapes.append(Shape(box_around(self.points), colour, self.texts))
        self.points.clear()

    def draw_image(self) -> None:
        self.images.append((self.name, box_around([self.at(0, 0), self.at(1, 1)])))

    def draw_code(self) -> None:
        box = box_around([self.at(0, 0), self.at(1, 1)])
        self.shapes.append(Shape(box, self.known_colour(), self.texts, code=True))

    def place(self, *matrix: float) -> None:
        if self.matrix != PLAIN or matrix[:4] != (1.0, 0.0, 0.0, 1.0):
            raise UnreadableError
        self.x, self.y = matrix[4:]

    def set_font(self, size: float) -> None:
        self.font, self.size = self.name, size
        if self.name not in self.fonts:
            raise UnreadableError
        self.advances = self.fonts[self.name]

    def set_rise(self, rise: float) -> None:
        self.rise = rise

    def set_mode(self, mode: float) -> None:
        if mode not in (0, 3):
            raise UnreadableError
        self.hidden = mode == 3

    def set_squeeze(self, percent: float) -> None:
        self.squeeze = percent / 100

    def mark(self, tag: bytes, entries: bytes) -> None:
        spoken, tagged = self.marks[-1] if self.marks else (-1, False)
        if said := _SPOKEN.search(entries):
            spoken = len(self.spoken)
            self.spoken.append(bytes.fromhex(said[1].decode()).decode("utf-16-be"))
        self.marks.append((spoken, tagged or (tag != b"Artifact" and b"/MCID" in entries)))

    def unmark(self) -> None:
        if not self.marks:
            raise UnreadableError
        self.marks.pop()

    def show(self, parts: bytes) -> None:
        scale = self.size * self.squeeze / 1000
        before, *others = parts.split(b"<")
        strings = [other.partition(b">") for other in others]
        codes = unhexlify(b"".join([digits for digits, _, _ in strings]))
        glyphs = unpack(f">{len(codes) // 2}H", codes)
        moves = [-float(before or 0), *map(self.advances.__getitem__, glyphs)]  # of the pen, at first and by each glyph
        at = 0
        for digits, _, back in strings:
            at += len(digits) // 4
            if back:
                moves[at] -= float(back)
        if at != len(glyphs):
            raise UnreadableError
        _, *xs, self.x = accumulate([move * scale for move in moves], initial=self.x)
        spoken, tagged = self.marks[-1] if self.marks else (-1, False)
        look = Look(self.font, self.size, self.y + self.rise, self.hidden, self.known_colour(), spoken, tagged)
        self.shown.append(Shown(glyphs, xs, look))


_OPERATORS: dict[bytes, tuple[int, Callable[..., None]]] = {  # how many numbers each takes, and what it does
    b"q": (0, _Reader.save), b"Q": (0, _Reader.restore), b"cm": (6, _Reader.transform),
    b"rg": (3, _Reader.set_colour), b"RG": (3, _Reader.ignore), b"w": (1, _Reader.ignore), b"J": (1, _Reader.ignore),
    b"j": (1, _Reader.ignore), b"d": (1, _Reader.ignore), b"n": (0, _Reader.ignore), b"h": (0, _Reader.ignore),
    b"m": (2, _Reader.add_points), b"l": (2, _Reader.add_points), b"c": (6, _Reader.add_points),
    b"re": (4, _Reader.add_box),
    b"f": (0, _Reader.fill), b"B": (0, _Reader.fill), b"S": (0, _Reader.stroke), b"Do": (0, _Reader.draw_image),
    b"BT": (0, _Reader.pass_text), b"BI": (0, _Reader.draw_code),
    b"Tm": (6, _Reader.place), b"Tf": (1, _Reader.set_font), b"Ts": (1, _Reader.set_rise),
    b"Tr": (1, _Reader.set_mode), b"Tz": (1, _Reader.set_squeeze),
    b"EMC": (0, _Reader.unmark),
}  # fmt: skip
