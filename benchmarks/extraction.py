"""How many words of right-to-left sheets readers extract, from our files and from Typst's of the same text.

    python -m benchmarks.extraction          # Arabic and Hebrew

Nine sheets a language.  Counted are words of the language's own letters, as often as they are extracted whole.  Typst
sets the same texts, one paragraph each, in the same face.  Ends with exit code 1 if Typst's files give more words.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from handouts.reading import leaf_texts
from handouts.sheet import make
from handouts.typeset.fonts import families_for
from tests.support.matrix import clinic
from tests.support.scripts import readable
from tests.whole_locales import READERS, RTL_LETTER, every_place

LANGUAGES = ("ar", "he")
STEP = 10  # of the matrix's 90 sheets a language
JOINERS = re.compile("[\u200b-\u200d\u2060]")
SOURCE = """\
#set page(paper: "a4", margin: 15mm)
#set text(lang: sys.inputs.lang, dir: rtl, font: sys.inputs.font, size: 12pt)
#for text in json(bytes(sys.inputs.texts)) [#par(text)]
"""


def words(text: str) -> Counter[str]:
    """Words of two right-to-left letters or more."""
    return Counter(re.findall(f"{RTL_LETTER}{{2,}}", readable(text)))


def typst(texts: tuple[str, ...], language: str) -> bytes:
    """Typst's file of the texts."""
    import typst as library  # type: ignore[import-not-found, unused-ignore]

    own = families_for(language)[0]
    path = resources.files(own.package) / own.regular
    name = own.face(bold=False).hb_face.get_name(hb.OTNameIdPredefined.FONT_FAMILY)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "texts.typ")
        source.write_text(SOURCE, "utf-8")
        inputs = {"lang": language, "font": name, "texts": json.dumps(texts)}
        options: dict[str, Any] = {"font_paths": [str(Path(str(path)).parent)], "ignore_system_fonts": True}
        pdf: bytes = library.compile(str(source), format="pdf", sys_inputs=inputs, **options)
    return pdf


def counted(language: str) -> dict[str, list[int]]:
    """For each reader: words extracted from our files, from Typst's, words there are, and stray joiners in ours."""
    found = {reader: [0, 0, 0, 0] for reader in READERS}
    for place in every_place([language])[::STEP]:
        sheet = make(place.request, clinic())
        texts = leaf_texts(sheet.handout)
        meant, theirs = words(" ".join(texts)), typst(texts, language)
        for reader, read in READERS.items():
            own = read(sheet.data)
            both = (words(own) & meant).total(), (words(read(theirs)) & meant).total()
            row = (*both, meant.total(), len(JOINERS.findall(own)))
            found[reader] = [a + b for a, b in zip(found[reader], row, strict=True)]
    return found


def main(languages: tuple[str, ...]) -> int:
    """Print a line for each language and reader."""
    worse = False
    for language in languages:
        for reader, (ours, theirs, meant, joiners) in counted(language).items():
            shares = f"ours {ours / meant:.1%}, Typst {theirs / meant:.1%}"
            sys.stdout.write(f"{language} {reader}: {shares} of {meant} words; stray joiners in ours: {joiners}\n")
            worse |= ours < theirs or joiners > 0
    return int(worse)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or LANGUAGES))
