"""Whether the structure tree says the words that are drawn backwards: screen readers take them from there alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from handouts.pdf.text import said_aloud
from handouts.readback.objects import DamagedError, Objects, reference
from handouts.typeset.pages import Layout
from handouts.typeset.setblock import ARTIFACT, Path, SetBlock, Text

CACHED = 1024
_OWNERS = re.compile(rb"([0-9]+) \[([0-9R ]*)\]")  # of a page's marked content, in the parent tree
_SAID = re.compile(rb"/ActualText<FEFF([0-9A-F]*)>")


class Meant(NamedTuple):
    """What the element of some marked content has to say in its place, and how far that is from its block's top."""

    text: str
    y: float


@functools.lru_cache(CACHED)
def meant(block: SetBlock) -> tuple[Meant, ...]:
    """The same for each marked content of a block; nothing where the content itself reads well."""
    found: list[Meant] = []
    for mark in block.marks:
        if isinstance(mark, Text) and mark.element != ARTIFACT:
            found += [Meant(aloud.text, mark.y) for aloud in said_aloud(mark.content)]
        elif not isinstance(mark, Text | Path):
            found.append(Meant("", mark.y))
    return tuple(found)


@functools.lru_cache(CACHED)
def _speaks(block: SetBlock) -> bool:
    """Whether an element of a block has to say anything in the place of its content."""
    texts = [mark for mark in block.marks if isinstance(mark, Text) and mark.element != ARTIFACT]
    return any(aloud.text for mark in texts for aloud in said_aloud(mark.content))


def unsaid(data: bytes, layout: Layout) -> Iterator[tuple[int, float]]:
    """Pages and heights of what is said otherwise than it was set.  Raises DamagedError if nothing can be read."""
    if not any(_speaks(placed.block) for page in layout.pages for placed in page):
        return
    pages = [
        [Meant(one.text, placed.y + one.y) for placed in page if not placed.artifact for one in meant(placed.block)]
        for page in layout.pages
    ]
    objects = Objects(data)
    for number, (page, owners) in enumerate(zip(pages, _owners(objects), strict=False), 1):
        if len(page) != len(owners):
            raise DamagedError
        for content, (one, owner) in enumerate(zip(page, owners, strict=True)):
            if not _says(objects.dictionary(owner), content, one.text):
                yield number, one.y


def _owners(objects: Objects) -> list[list[int]]:
    """For each page, the elements of its marked content."""
    root = objects.dictionary(reference(objects.trailer, b"Root"))
    tree = objects.dictionary(reference(root, b"StructTreeRoot"))
    found = _OWNERS.findall(objects.dictionary(reference(tree, b"ParentTree")).partition(b"/Nums[")[2])
    return [[int(word) for word in owners.split()[::3]] for _, owners in found]


def _says(element: bytes, content: int, text: str) -> bool:
    """Whether an element says a text in place of its content, and of no other; an empty text: whether it says none."""
    said = _SAID.search(element)
    if not text:
        return said is None
    return (
        said is not None
        and said[1] == text.encode("utf-16-be").hex().upper().encode()
        and (b"/K[%d]" % content in element)
    )
