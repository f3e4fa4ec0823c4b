"""A text as rules see it: sentences in small letters without accents, their words parted by single blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_MARKS = re.compile(r"[,()]|[;:–—]")
_TITLE = re.compile(r"\b(Mrs?|Ms|Drs?|St|Sra?|Dra)\.")
_TOKEN = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*|%|[,;?]")


class Sentence(NamedTuple):
    """A sentence as it was `said`, as rules see it, and whether it asks."""

    said: str
    seen: str
    asks: bool


def sentences(text: str, contractions: Mapping[str, str]) -> Iterator[Sentence]:
    """Sentences of `text`; `contractions` are spelled out, so that "don't" is a "not"."""
    for said in _SENTENCE.split(_TITLE.sub(r"\1", text.strip())):
        if seen := plain(said, contractions):
            yield Sentence(said.strip(), seen, said.rstrip('"”’) ').endswith("?"))


def plain(text: str, contractions: Mapping[str, str]) -> str:
    """Words of `text`; of its marks only commas, and stronger ones as semicolons."""
    text = text.lower().replace("’", "'")
    for short, long in contractions.items():
        text = text.replace(short, long)
    text = unicodedata.normalize("NFKD", _MARKS.sub(_mark, text))
    text = "".join(char for char in text if not unicodedata.combining(char)).replace("'s ", " ").replace("'", "")
    return " ".join(_TOKEN.findall(text))


def _mark(found: re.Match[str]) -> str:
    return " , " if found[0] in ",()" else " ; "
