"""Filled template to `Handout`.  Strict: what it lets through, the typesetter need not doubt."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from handouts.filled import CODE_BYTES, FIRST_PHONE, STAND_IN, Filled
from handouts.model import Codes, Direction, Handout, Letterhead, Mark, Outline, Strip
from handouts.parse.blocks import Builder
from handouts.parse.check import COVERS, check
from handouts.parse.faults import Faults
from handouts.parse.own import Words, maker
from handouts.parse.tree import Element, read_tree
from handouts.parse.values import TOO_LONG, check_values
from handouts.required import required

__all__ = ["parse"]

CACHED = 128  # texts, as many as `fill` keeps
DOT, PHONE = ".", "(555) 000-0000"  # what an outline has in place of own words


def parse(filled: Filled) -> Handout:
    """The sheet that `filled` describes.

    Raises TemplateError with every fault found: XML that is not well formed; elements, attributes or texts outside the
    vocabulary; and whatever its kind must say (`required`) and no element `covers`.  Lines are the filled text's.
    """
    faults = Faults(filled.template)
    handout = _shared(filled.xml, filled.template, filled.kind)(_words(filled))
    _check_codes(handout, faults)
    faults.settle()
    return handout


def _words(filled: Filled) -> Words:
    return {ord(char): words for char, words in filled.own.items()}


@functools.lru_cache(CACHED)
def _shared(xml: str, template: str, kind: str) -> Callable[[Words], Handout]:
    """What makes the sheets of a text, which many share but for their own words."""
    faults = Faults(template)
    root = read_tree(xml, template)
    check(root, faults)
    _required(root, kind, faults)
    faults.settle()
    check_values(root, kind, faults)
    faults.settle()
    handout = _handout(root)
    words = {ord(char): PHONE if ord(char) >= FIRST_PHONE else DOT for char in STAND_IN.findall(xml)}
    return maker(replace(handout, outline=Outline(maker(handout)(words))))


def _check_codes(handout: Handout, faults: Faults) -> None:
    """Own words in a code are as long as they are."""
    for block in handout.walk():
        if isinstance(block, Strip | Codes):
            for code in block.codes:
                if len(code.payload.encode()) > CODE_BYTES:
                    faults.add("bad-attribute", 0, *TOO_LONG)


def _required(root: Element, kind: str, faults: Faults) -> None:
    covered = {word for element in root.walk() for word in element.attributes.get(COVERS, "").split()}
    for need in required(kind):
        if need.id not in covered:
            message = (
                f"The template {faults.template} must give {need.what}; a sheet of kind “{kind}” cannot do without."
            )
            hint = f'Write it, and covers="{need.id}" on the element that says it.'
            faults.add("required-block", 0, message, hint)


def _handout(root: Element) -> Handout:
    given = root.attributes
    build = Builder(given["lang"])
    direction: Direction = "rtl" if given["dir"] == "rtl" else "ltr"
    return Handout(
        kind=given["kind"],
        language=given["lang"],
        direction=direction,
        title=given["title"].strip(),
        author=given["author"].strip(),
        letterhead=_letterhead(build, root.one("letterhead")),
        running=build.one(root, "running"),
        blocks=build.blocks(root.one("body")),
        chart=tuple(block for part in root.all("chart-copy") for block in build.blocks(part)),
        imprint=build.every(root.one("imprint"), "line"),
        page_label=build.one(root, "page-label"),
        mark=_mark(build, root.all("mark")),
        version=given["version"].strip(),
        written=given["written"],
        pages=int(given.get("pages", "2")),
    )


def _letterhead(build: Builder, element: Element) -> Letterhead:
    address, contact = (build.every(element.one(name), "line") for name in ("address", "contact"))
    return Letterhead(build.one(element, "clinic-name"), address, contact)


def _mark(build: Builder, found: list[Element]) -> Mark | None:
    return Mark(found[0].attributes["word"].strip(), build.text(found[0])) if found else None
