"""A text as rules see it: sentences in small letters without accents, their words parted by single blanks.

Letters are those of any script; signs for vowels that stand in a line of their own, as in Hindi, are letters, too.
Chinese sets no blanks, and where its words end depends on their sense: each of its signs is a word by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_SENTENCE = re.compile(r"(?<=[.!?…।؟])[\"”’)]*\s+|(?<=[。！？])|\n+")
_COMMAS = ",()،，、（）"
_MARKS = re.compile(rf"[{_COMMAS}]|[;:–—।؛；：]")
_SHORTENED = re.compile("[׳״]")
_TITLE = re.compile(r"\b(Mrs?|Ms|Drs?|St|Sra?|Dra)\.")
_HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
LETTER = rf"(?:[^\W\d_{_HAN}]|[\u0900-\u0963\u0970-\u0dff])"
_TOKEN = re.compile(rf"[{_HAN}]|(?:{LETTER}|[0-9])+(?:[.,][0-9]+)*|%|[,;?]")
_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}])(?=[^\W_])|(?<=[^\W_])(?=[{_HAN}])")


class Sentence(NamedTuple):
    """A sentence as it was `said`, as rules see it, and whether it asks."""

    said: str
    seen: str
    asks: bool


def sentences(text: str, contractions: Mapping[str, str]) -> Iterator[Sentence]:
    """Sentences of `text`; `contractions` are spelled out, so that "don't" is a "not"."""
    for said in _SENTENCE.split(_TITLE.sub(r"\1", text.strip())):
        if seen := plain(said, contractions):
            yield Sentence(said.strip(), seen, said.rstrip('"”’) ').endswith(("?", "؟", "？")))


def plain(text: str, contractions: Mapping[str, str]) -> str:
    """Words of `text`; of its marks only commas, and stronger ones as semicolons."""
    text = _SHORTENED.sub("", text.lower().replace("’", "'"))
    for short, long in contractions.items():
        text = text.replace(short, long)
    text = unaccented(_MARKS.sub(_mark, text)).replace("'s ", " ").replace("'", "")
    return " ".join(_TOKEN.findall(text))


def unaccented(text: str) -> str:
    """`text` without accents, vowel points and the like, its digits those of English."""
    bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in bare)


def parted(text: str) -> str:
    """`text` with blanks around each Chinese sign, as rules see it."""
    return _BESIDE_HAN.sub(" ", text)


def _mark(found: re.Match[str]) -> str:
    return " , " if found[0] in _COMMAS else " ; "
