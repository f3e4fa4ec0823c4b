"""What a statement rests on, as its template says it: `src="R46 K"` on what holds text, or `<cite src="R46">` in it.

An id stands in the knowledge's list of sources, or is one of three letters of this project's own: K is general clinical
knowledge, J a judgement of ours, and "-" says that there is no clinical statement here.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import Final

from handouts.knowledge import sources
from handouts.parse.faults import Faults
from handouts.parse.schema import INLINE, Content, Rule
from handouts.parse.tree import Element

SRC: Final = "src"
CITE: Final = "cite"
OWN: Final = ("K", "J", "-")
_LIKE_AN_ID: Final = re.compile("[A-Za-z]{1,2}[0-9]{0,3}")


def takes_sources(element: Element, rule: Rule) -> bool:
    """Whether `element` may say its sources: what holds text may, and of what stands inside text only <cite>."""
    return element.name == CITE or (rule.content is Content.INLINE and element.name not in INLINE)


def check_sources(element: Element, faults: Faults) -> None:
    """Record ids that nobody knows, and a `src` without any."""
    given = element.attributes.get(SRC, "-").split()
    if not given and element.name != CITE:
        faults.add("bad-attribute", element.line, f"<{element.name}> has a wrong value in “{SRC}”.", _how_to_write())
    for each in given:
        if each not in _known():
            shown = f" “{each}”" if _LIKE_AN_ID.fullmatch(each) else ""
            close = get_close_matches(each, _known(), 1)
            hint = f"Did you mean {close[0]}?" if close else _how_to_write()
            message = f"<{element.name}> names a source{shown} that is not known."
            faults.add("unknown-source", element.line, message, hint)


def sources_of(attributes: dict[str, str]) -> tuple[str, ...]:
    """Ids that an element with `attributes` itself names, in its order."""
    return tuple(dict.fromkeys(attributes.get(SRC, "").split()))


@cache
def _known() -> tuple[str, ...]:
    return (*sources(), *OWN)


def _how_to_write() -> str:
    return f'Write ids of handouts/knowledge/sources.toml, or {", ".join(OWN)}, such as {SRC}="R46 K".'
