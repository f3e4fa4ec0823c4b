"""Text with its inline elements to runs: white space collapses, styles nest, equal prose grows together.

Chinese sets no blank beside its own marks, which bring their space with them: a blank between two sentences goes.

The nearest source counts: that of a <cite>, else that of the element that holds the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from handouts.model import Inlines, Isolation, Run, Slot
from handouts.parse.sources import CITE, sources_of
from handouts.parse.tree import BLANKS, Element

BIG: Final = 1.35
_BLANKS: Final = re.compile(f"[{BLANKS}]+")
# Marks as wide as a Chinese character, not letters and digits.
FULL_WIDTH: Final = "\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_BESIDE_FULL_WIDTH: Final = re.compile(f"(?<=[{FULL_WIDTH}]) | (?=[{FULL_WIDTH}])")
_ISOLATION: Final[dict[str, Isolation]] = {"unit": "unit", "keep": "keep", "name": "name"}
_SLOTS: Final[dict[str, Slot]] = {"page-number": "page", "page-count": "pages"}


class _Part(NamedTuple):
    """What stands in an element, as a value: equal texts of many sheets become runs once."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    content: tuple[_Part | str, ...]


def inlines(element: Element, language: str) -> Inlines:
    """Runs of what stands in `element`; runs in the sheet's own `language` carry no tag."""
    return _runs(_part(element), language)


def _part(element: Element) -> _Part:
    content = tuple([part if isinstance(part, str) else _part(part) for part in element.content])
    return _Part(element.name, tuple(element.attributes.items()), content)


@functools.lru_cache(8192)
def _runs(part: _Part, language: str) -> Inlines:
    style = Run("", source=sources_of(dict(part.attributes)))
    return joined(_pieces(part.content, style, language))


def joined(pieces: Iterable[Run]) -> Inlines:
    """Pieces as runs: white space collapsed, equal prose in one."""
    return tuple(_merged(_collapsed(pieces)))


def _pieces(content: Iterable[_Part | str], style: Run, language: str) -> Iterator[Run]:
    for part in content:
        if isinstance(part, str):
            yield style._replace(text=part)
        elif part.name in _SLOTS:
            yield style._replace(text="", slot=_SLOTS[part.name])
        else:
            yield from _pieces(part.content, _styled(style, part, language), language)


def _styled(style: Run, part: _Part, language: str) -> Run:
    attributes = dict(part.attributes)
    match part.name:
        case "strong":
            return style._replace(strong=True)
        case "big":
            return style._replace(size=BIG)
        case name if name == CITE:
            return style._replace(source=sources_of(attributes))
        case "span":
            lang = attributes["lang"]
            return style._replace(lang="" if lang == language else lang)
        case name:
            return style._replace(isolation=_ISOLATION[name], field=attributes.get("field", ""))


def _collapsed(pieces: Iterable[Run]) -> Iterator[Run]:
    """Pieces with single blanks between words, none at either end, and none at the ends of an isolated piece."""
    before = ""
    gap: Run | None = None
    for piece in pieces:
        words = [word for word in _BLANKS.split(piece.text) if word]
        if _BLANKS.match(piece.text):
            gap = gap or _blank(piece)
        if not words and not piece.slot:
            continue
        text = _together(words, piece)
        if before and gap and not _BESIDE_FULL_WIDTH.search(f"{before} {text[:1]}"):
            yield gap
        yield piece._replace(text=text)
        before = text[-1:] or piece.slot
        gap = _blank(piece) if piece.text.endswith(tuple(BLANKS)) else None


def _together(words: list[str], piece: Run) -> str:
    """The words of a piece; what somebody typed keeps its blanks."""
    text = " ".join(words)
    return text if piece.isolation else _BESIDE_FULL_WIDTH.sub("", text)


def _blank(style: Run) -> Run:
    return style._replace(text=" ", isolation="", field="", slot="")


def _merged(pieces: Iterable[Run]) -> Iterator[Run]:
    """Neighbours in the same prose style as one run; isolated ones stay apart, since each is a value of its own."""
    last: Run | None = None
    for each in pieces:
        # A blank states nothing: it goes with the words before it.
        piece = each._replace(source=last.source) if last and each.text == " " and not each.slot else each
        if last and not last.isolation and not last.slot and last == piece._replace(text=last.text):
            last = last._replace(text=last.text + piece.text)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
