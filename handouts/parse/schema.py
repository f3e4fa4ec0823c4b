"""Which elements there are, what may stand in each, and with which attributes: the vocabulary as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from handouts.parse.tree import Element


class Content(Enum):
    """What an element holds."""

    NOTHING = "nothing"
    TEXT = "plain text"
    INLINE = "text"
    ELEMENTS = "elements"


class Attribute(NamedTuple):
    """Form of an attribute's value, as a pattern, and what to write (completes "Write …")."""

    pattern: str
    write: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What may stand in an element.

    `children` are the elements in it: each with the least and the most there may be.  They stand in this order if
    `ordered`; otherwise in any, and there must be at least one.
    """

    content: Content = Content.INLINE
    children: dict[str, tuple[int, int]] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    ordered: bool = True


MANY: Final = 10_000
EMPTY: Final = Rule(Content.NOTHING)
TEXT: Final = Rule()
LANGUAGE: Final = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"

SLOTS: Final = ("page-number", "page-count")
INLINE: Final = ("strong", "unit", "keep", "name", "big", "span", "cite")
AREAS: Final = (
    *("low-back", "si-joint", "neck", "upper-back", "facet", "disc", "hip", "shoulder", "knee", "elbow", "wrist-hand"),
    *("ankle-achilles", "plantar-fascia", "hamstring", "biceps", "labrum"),
)
_BLOCKS: Final = (
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "red-flags",
    "do-dont",
    "facts",
    "write-in",
    "signature",
    "table",
    "timeline",
    "pain-scale",
    "callout",
    "body-map",
    "course",
    "calendar",
    "strip",
    "qr-codes",
    "chart",
)


def _one_of(*words: str, required: bool = False) -> Attribute:
    return Attribute("|".join(words), f"one of {', '.join(words)}", required)


def _text(write: str, *, required: bool = True) -> Attribute:
    return Attribute(r"(?s).*\S.*", write, required)


def _holds(*, ordered: bool = True, attributes: dict[str, Attribute] | None = None, **children: str) -> Rule:
    """Rule of an element with child elements: "1" one, "?" none or one, "+" one or more, "*" any number."""
    counts = {"1": (1, 1), "?": (0, 1), "+": (1, MANY), "*": (0, MANY)}
    named = {name.replace("_", "-"): counts[count] for name, count in children.items()}
    return Rule(Content.ELEMENTS, named, attributes or {}, ordered)


def _blocks(attributes: dict[str, Attribute] | None = None, *, without: tuple[str, ...] = ()) -> Rule:
    children = {name: (0, MANY) for name in _BLOCKS if name not in without}
    if "h1" in children:
        children["h1"] = (1, 1)
    return Rule(Content.ELEMENTS, children, attributes or {}, ordered=False)


_FIELD: Final = {"field": _text("the setting or option the value comes from", required=False)}
_LANG: Final = Attribute(LANGUAGE, "a language tag, such as es", required=True)
_LINES: Final = Attribute("[1-9]|1[0-9]|20", "a number from 1 to 20")
_SIDE: Final = Attribute("left|right|", "left, right, or nothing where neither is known")
_DAYS: Final = Attribute("[2-9]|[1-3][0-9]|4[0-2]", "a number of days from 2 to 42", required=True)
_HELP: Final = _holds(heading="1", li="+", after="*")
_ADVICE: Final = _holds(heading="1", li="+")
_ROLE: Final = {"role": _one_of("lead", "body", "note", "status")}
_MARKER: Final = {"marker": _one_of("bullet", "tick", "cross", "box"), "columns": _one_of("1", "2")}

_HANDOUT: Final = {
    "kind": _text("the kind of sheet"),
    "lang": _LANG,
    "dir": _one_of("ltr", "rtl", required=True),
    "title": _text("the document's title, without the patient"),
    "author": _text("the clinic's name"),
    "version": _text("the template's version, such as 1.0"),
    "written": Attribute("[0-9]{4}-[0-9]{2}-[0-9]{2}", "the day of the version, such as 2026-11-01", required=True),
    "pages": Attribute("[1-9]|1[0-9]|20", "how many pages it should fit, from 1 to 20"),
}

RULES: Final[dict[str, Rule]] = {
    "handout": _holds(
        letterhead="1",
        running="1",
        body="1",
        chart_copy="?",
        imprint="1",
        page_label="1",
        mark="?",
        attributes=_HANDOUT,
    ),
    "letterhead": _holds(clinic_name="1", address="1", contact="1"),
    "clinic-name": TEXT,
    "address": _holds(line="+"),
    "contact": _holds(line="+"),
    "line": TEXT,
    "running": TEXT,
    "body": _blocks(),
    "chart-copy": _blocks(without=("h1", "red-flags")),
    "imprint": _holds(line="+"),
    "page-label": TEXT,
    "mark": Rule(attributes={"word": _text("the word across the page, such as DRAFT")}),
    "h1": TEXT,
    "h2": TEXT,
    "h3": TEXT,
    "p": Rule(attributes=_ROLE),
    "ul": _holds(li="+", attributes=_MARKER),
    "ol": _holds(li="+"),
    "li": TEXT,
    "red-flags": _holds(title="1", emergency="1", same_day="1"),
    "title": TEXT,
    "emergency": _HELP,
    "same-day": _HELP,
    "heading": TEXT,
    "after": TEXT,
    "do-dont": _holds(do="1", dont="1"),
    "do": _ADVICE,
    "dont": _ADVICE,
    "facts": _holds(field="+", body_map="?"),
    "field": _holds(label="1", value="?", write_in="?", choices="?"),
    "label": TEXT,
    "value": TEXT,
    "choices": _holds(option="+"),
    "option": TEXT,
    "write-in": _holds(label="1", attributes={"lines": _LINES}),
    "field/write-in": EMPTY,
    "signature": _holds(label="+"),
    "table": _holds(header="1", row="+", attributes={"widths": _text("a share for each column", required=True)}),
    "header": _holds(cell="+"),
    "row": _holds(cell="+"),
    "header/cell": TEXT,
    "timeline": _holds(stage="+"),
    "stage": _holds(when="1", what="1"),
    "when": TEXT,
    "what": TEXT,
    "pain-scale": _holds(label="1", least="1", most="1"),
    "least": TEXT,
    "most": TEXT,
    "callout": _blocks({"tone": _one_of("note", "warning")}, without=("h1", "red-flags")),
    "body-map": _holds(alt="1", attributes={"area": _one_of(*AREAS, required=True), "side": _SIDE}),
    "alt": TEXT,
    "course": _holds(point="+"),
    "point": _holds(when="1", what="1", attributes={"kind": _one_of("session", "review", "stop", required=True)}),
    "calendar": _holds(day="+", attributes={"columns": _one_of("1", "2", "3")}),
    "day": _holds(when="1", li="+"),
    "strip": _holds(title="1", heading="1", p="1", line="+", qr="*"),
    "strip/p": TEXT,
    "qr-codes": _holds(p="*", qr="+"),
    "qr": _holds(caption="1", attributes={"payload": _text("what the code says, such as tel:+15035550123")}),
    "caption": TEXT,
    "chart": _holds(label="1", across="1", alt="1", attributes={"days": _DAYS}),
    "across": TEXT,
    "strong": TEXT,
    "big": TEXT,
    "span": Rule(attributes={"lang": _LANG}),
    "cite": Rule(attributes={"src": _text("ids of sources, such as R46 K")}),
    "unit": Rule(Content.TEXT, attributes=_FIELD),
    "keep": Rule(Content.TEXT, attributes=_FIELD),
    "name": Rule(Content.TEXT, attributes=_FIELD),
    "page-number": EMPTY,
    "page-count": EMPTY,
}

_CELL: Final = {"kind": _one_of("text", "tasks", "score", "blank", "tick")}
CELLS: Final[dict[str, Rule]] = {
    "text": Rule(attributes=_CELL),
    "paragraphs": _holds(p="+", attributes=_CELL),
    "tasks": _holds(li="+", attributes=_CELL),
    "score": Rule(Content.NOTHING, attributes=_CELL),
    "blank": Rule(Content.NOTHING, attributes=_CELL),
    "tick": Rule(Content.NOTHING, attributes=_CELL),
}


def rule_for(element: Element, parent: str) -> Rule:
    """Rule of a known `element` in `parent`; a row's cell has the rule of its kind."""
    if element.name == "cell" and parent == "row":
        kind = element.attributes.get("kind", "text")
        paragraphs = kind == "text" and element.all("p")
        return CELLS["paragraphs" if paragraphs else kind if kind in CELLS else "text"]
    if parent == "cell" and element.name == "p":
        return TEXT
    return RULES.get(f"{parent}/{element.name}") or RULES[element.name]


def is_known(name: str) -> bool:
    """Whether there is an element called `name` anywhere."""
    return name == "cell" or name in RULES


def matches(attribute: Attribute, value: str) -> bool:
    """Whether `value` has the form the `attribute` asks for."""
    return re.fullmatch(attribute.pattern, value) is not None
