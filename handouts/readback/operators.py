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

from handouts.readback.drawn import RGB, Around, Glyphs, Said, Shape, UnreadableError, box_around
from handouts.readback.seen import Box
from handouts.readback.stencils import inflated, modules

BEGIN, END = b"BT\n", b"\nET"  # of a text
_TOKEN = re.compile(
    # Most of what a text consists of, each read at once.
    rb"1 0 0 1 (?P<x>-?[0-9.]+) (?P<y>-?[0-9.]+) Tm|/(?P<font>[\w-]+) (?P<size>[0-9.]+) Tf"
    rb"|\[(?P<shown>[^\]]*)\]TJ|/(?P<tag>\w+)(?:<<(?P<entries>.*?)>>BDC| BMC)|/(?P<name>[\w-]+)|(?P<number>-?[0-9.]+)"
    rb"|\[(?P<dash>[0-9. ]*)\]"
    rb"|(?P<operator>[A-Za-z]+)|(?P<strange>\S)"
)
_STENCIL = re.compile(rb"BI/IM true/W ([0-9]+)/H ([0-9]+)/BPC 1/F\[/AHx/Fl\]ID ([0-9a-f]+)>EI")
CACHED = 768  # blocks whose texts and codes alone differ have the same around them
_PART = re.compile(rb"<([0-9A-F]+)>|(-?[0-9.]+)")
_SPOKEN = re.compile(rb"/ActualText<FEFF([0-9A-F]*)>")


Advance = Callable[[int], float]


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


def read_text(body: bytes, advances: Mapping[str, Advance]) -> Said:
    """Read the operators of a text; `advances` give the width of a font's glyph in 1/1000 em."""
    reader = _Reader(advances)
    for token in _TOKEN.finditer(body):
        reader.take(token)
    return reader.said()


def _no_advance(_glyph: int) -> float:
    raise UnreadableError


PLAIN: tuple[float, ...] = (1.0, 1.0, 0.0, 0.0)  # a matrix: scales, then shifts


class _Reader:
    """The graphics state, and what was drawn so far."""

    def __init__(self, advances: Mapping[str, Advance]) -> None:
        self.advances = advances
        self.advance: Advance = _no_advance
        self.glyphs = Glyphs()
        self.shapes: list[Shape] = []
        self.images: list[tuple[str, Box]] = []
        self.spoken: list[str] = []
        self.marks: list[tuple[int, bool]] = []  # of the open marked content: what is spoken, whether it has an id
        self.numbers: list[float] = []
        self.points: list[tuple[float, float]] = []
        self.saved: list[tuple[tuple[float, ...], RGB | None]] = []
        self.matrix = PLAIN
        self.texts = 0
        self.colour: RGB | None = None
        self.name = self.font = ""
        self.size, self.rise, self.squeeze, self.hidden = 0.0, 0.0, 1.0, False
        self.x, self.y = 0.0, 0.0
        self.operators: dict[bytes, tuple[int, Callable[..., None]]] = {
            b"q": (0, self.save), b"Q": (0, self.restore), b"cm": (6, self.transform),
            b"rg": (3, self.set_colour), b"RG": (3, self.ignore), b"w": (1, self.ignore), b"J": (1, self.ignore),
            b"j": (1, self.ignore), b"d": (1, self.ignore), b"n": (0, self.ignore), b"h": (0, self.ignore),
            b"m": (2, self.add_points), b"l": (2, self.add_points), b"c": (6, self.add_points),
            b"re": (4, self.add_box),
            b"f": (0, self.fill), b"B": (0, self.fill), b"S": (0, self.stroke), b"Do": (0, self.draw_image),
            b"BT": (0, self.pass_text), b"BI": (0, self.draw_code),
            b"Ts": (1, self.set_rise), b"Tr": (1, self.set_mode), b"Tz": (1, self.set_squeeze),
            b"EMC": (0, self.unmark),
        }  # fmt: skip

    def take(self, token: re.Match[bytes]) -> None:
        match token.lastgroup:
            case "y":
                self.place(float(token["x"]), float(token["y"]))
            case "size":
                self.font, self.size = token["font"].decode(), float(token["size"])
                self.advance = self.advances.get(self.font, _no_advance)
            case "number":
                self.numbers.append(float(token[0]))
            case "shown":
                self.show(token["shown"])
            case "tag" | "entries":
                self.mark(token["tag"], token["entries"] or b"")
            case "name":
                self.name = token["name"].decode()
            case "operator":
                self.run(token[0])
            case "dash":
                pass
            case _:
                raise UnreadableError

    def run(self, operator: bytes) -> None:
        count, function = self.operators.get(operator, (-1, self.ignore))
        if count != len(self.numbers):
            raise UnreadableError
        function(*self.numbers)
        self.numbers.clear()

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
        return Said(self.glyphs, tuple(self.spoken))

    def settle(self) -> None:
        """See that whatever was begun has an end."""
        if self.saved or self.marks or self.numbers or self.points:
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

    def place(self, x: float, y: float) -> None:
        if self.matrix != PLAIN or self.numbers:
            raise UnreadableError
        self.x, self.y = x, y

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
        spoken, tagged = self.marks[-1] if self.marks else (-1, False)
        colour = self.known_colour()
        scale = self.size * self.squeeze / 1000
        drawn = self.glyphs
        before = len(drawn.numbers)
        for codes, back in _PART.findall(parts):
            if back:
                self.x -= float(back) * scale
                continue
            numbers = unpack(f">{len(codes) // 4}H", unhexlify(codes))
            *places, self.x = accumulate([width * scale for width in map(self.advance, numbers)], initial=self.x)
            drawn.numbers += numbers
            drawn.xs += places
        count = len(drawn.numbers) - before
        drawn.ys += [self.y + self.rise] * count
        drawn.fonts += [self.font] * count
        drawn.sizes += [self.size] * count
        drawn.hidden += [self.hidden] * count
        drawn.colours += [colour] * count
        drawn.spoken += [spoken] * count
        drawn.tagged += [tagged] * count
