"""Tells text that still has to be filled in from text that somebody meant."""

from __future__ import annotations

import re

# Anywhere in a text these words are a note to oneself.
_ANYWHERE = re.compile(
    r"\b(?:tbc|tbd|tba|todo|fixme|x{3,}|lorem ipsum|placeholder|to be (?:confirmed|decided|done|announced))\b"
    r"|\byour (?:clinic|name|address|phone|town|street|city)\b",
    re.IGNORECASE,
)

# As the whole text these say nothing.  "<...>" only with more than one letter: "<b>" may be a clinic's odd name.
_WHOLE = re.compile(
    r"n\.?/?a\.?|none|nil|null|undefined|unknown|not known|pending|missing|empty|blank|same|change ?me|fill(?: me)? in"
    r"|x{2,}|clinic(?: name)?|name|address|street|city|town|phone|number|email|website|example|sample|test"
    r"|<[^<>]{2,}>|\[[^\[\]]+\]|\{+[a-z _.-]+\}+|\$\{?[a-z_]+\}?|%[a-z_]+%|_+[a-z]*_+",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether `text`, without white space at its ends, has been left to be filled in."""
    return _WHOLE.fullmatch(text) is not None or _ANYWHERE.search(text) is not None
