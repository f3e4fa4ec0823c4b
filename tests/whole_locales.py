"""Every language: five kinds of sheet, three treatments, three regions, both papers; validated and read in many ways.

    python -m tests.whole_locales            # every language
    python -m tests.whole_locales ar he      # some

It takes some minutes, writes docs/languages.md if all of them were made, and ends with exit code 1 if any sheet failed.
The tests look at a sample of the same sheets.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from handouts.editions import PAPER
from handouts.errors import HandoutError
from handouts.kinds import kinds
from handouts.localize import SOURCE, locales
from handouts.model import Paper, Request
from handouts.reading import leaf_texts
from handouts.sheet import Sheet, make
from tests.support import poppler, sight, structure
from tests.support.matrix import TODAY, clinic, with_everything
from tests.support.scripts import readable
from tests.support.verapdf import VeraPdf

PAGE = Path(__file__).parents[1] / "docs" / "languages.md"
TREATMENTS = ("dextrose", "prp", "bmc")
REGIONS = ("low-back", "knee", "neck")
MOST_PAGES = 3
RTL_LETTER = "[\u0590-\u08ff]"
# Share of the words of a right-to-left sheet that a reader may lose: both move marks over letters, PDFium turns Latin
# words beside each other round.  Of Typst's files they lose more (benchmarks/extraction.py).
LOST = {"PDFium": 0.08, "poppler": 0.25}
UNSPACED = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"  # letters and marks of scripts that set no blanks between words

MADE = """\
on A4 and Letter, with everything that can be told. All of them read back whole, are valid PDF/UA-1 and PDF/A-2a by
veraPDF, and say by their structure tree, which screen readers follow, every word of the sheet in order. All but the
English ones are marked as drafts: no clinician has reviewed them yet.

Made by `python -m tests.whole_locales`. Under a kind stand the fewest and the most pages; under a reader, the share of
words that it extracts whole from the drawn text; it does not look into the tree. Of Arabic sheets no reader extracts
all, and of right-to-left ones PDFium turns Latin words beside each other round; of Typst's files they extract no more
(`python -m benchmarks.extraction`).
"""


class Place(NamedTuple):
    """One sheet of the matrix."""

    kind: str
    treatment: str
    region: str
    locale: str
    paper: Paper

    @property
    def request(self) -> Request:
        """The sheet with everything that it can be told."""
        return with_everything(Request(self.kind, self.treatment, self.region, self.locale, self.paper, TODAY))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sheet: its pages, its words and how many of them readers lose, and all that is wrong with it."""

    place: Place
    pages: int = 0
    words: int = 0
    lost: tuple[int, ...] = ()  # by READERS
    faults: tuple[str, ...] = ()


def outcome(place: Place) -> Outcome:
    """Make a sheet, which proves each phone, dose, date and number of it in order; then ask others what they see."""
    try:
        sheet = make(place.request, clinic())
    except HandoutError as error:
        return Outcome(place, faults=tuple(problem.message for problem in error.problems[:3]))
    words = len(" ".join(leaf_texts(sheet.handout)).split())
    lost = {name: lost_words(sheet, read(sheet.data)) for name, read in READERS.items()}
    faults = (*_faults(sheet), *_losses(sheet, words, lost))
    return Outcome(place, len(sheet.layout.pages), words, tuple(map(len, lost.values())), faults)


def _faults(sheet: Sheet) -> Iterator[str]:
    yield from map(str, _validator().check(sheet.data))
    if len(sheet.layout.pages) > MOST_PAGES:
        yield f"it has {len(sheet.layout.pages)} pages"
    if sheet.handout.language != SOURCE and not _is_marked(sheet):
        yield "it does not say in English too that nobody reviewed it"
    if [*map(readable, structure.leaves(sheet.data))] != [*map(readable, leaf_texts(sheet.handout))]:
        yield "its structure tree does not say its text"


def _losses(sheet: Sheet, words: int, lost: dict[str, list[str]]) -> Iterator[str]:
    for reader, those in lost.items():
        if len(those) > words * (LOST[reader] if sheet.handout.direction == "rtl" else 0):
            yield f"{reader} does not extract {len(those)} of {words} words: {' '.join(those[:9])}"


def _is_marked(sheet: Sheet) -> bool:
    mark = sheet.handout.mark
    return mark is not None and any(run.lang == SOURCE and "reviewed" in run.text for run in mark.reason)


def _pdfium(data: bytes) -> str:
    return " ".join(sight.extracted(data))


READERS: dict[str, Callable[[bytes], str]] = {"PDFium": _pdfium, "poppler": poppler.text}


def lost_words(sheet: Sheet, text: str) -> list[str]:
    """Words of the sheet that a reader's `text` lacks, or has too seldom.

    Readers join what they take for a word parted at a line's end, so hyphens do not count.  Words of right-to-left
    sheets are compared without the marks beside them, which readers turn round or move.
    """
    split = _plain_words if sheet.handout.direction == "rtl" else _words
    left = Counter(split(text))
    left.subtract(split(" ".join(leaf_texts(sheet.handout))))
    return sorted(word for word, count in left.items() for _ in range(-count))


def _words(text: str) -> list[str]:
    """What stands between blanks; each letter where words have no blanks between them."""
    text = readable(text).replace("-", "")
    return [part for word in text.split() for part in re.findall(f"{UNSPACED}|(?:(?!{UNSPACED}).)+", word)]


def _plain_words(text: str) -> list[str]:
    """Words of right-to-left letters, and of others."""
    return re.findall(f"{RTL_LETTER}+|[0-9A-Za-z]+", readable(text))


@cache
def _validator() -> VeraPdf:
    """One for each process."""
    return VeraPdf()


def every_place(tags: Iterable[str]) -> tuple[Place, ...]:
    """The matrix in the languages `tags`."""
    return tuple(Place(*place) for place in product(kinds(), TREATMENTS, REGIONS, tags, PAPER))


def outcomes(places: Iterable[Place]) -> list[Outcome]:
    """Outcomes of `places`, made by as many processes as the machine has cores."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(outcome, places, chunksize=6))


def page(found: list[Outcome]) -> str:
    """The page that lists all languages."""
    return "\n".join(_page(found)) + "\n"


def _page(found: list[Outcome]) -> Iterator[str]:
    sheets = f"{len(found)} sheets: each kind in each language, for {', '.join(TREATMENTS)} in {', '.join(REGIONS)},\n"
    yield f"# Every language\n\n{sheets}{MADE}"
    yield f"| language | {' | '.join(kinds())} | {' | '.join(READERS)} |"
    yield "|---" * (len(kinds()) + len(READERS) + 1) + "|"
    for info in locales():
        own = [one for one in found if one.place.locale == info.tag]
        pages = [_span([one.pages for one in own if one.place.kind == kind]) for kind in kinds()]
        words = sum(one.words for one in own)
        shares = [f"{1 - sum(one.lost[n] for one in own) / words:.1%}" for n in range(len(READERS))]
        yield f"| {info.english} | {' | '.join([*pages, *shares])} |"


def _span(numbers: list[int]) -> str:
    return "–".join(str(number) for number in sorted({min(numbers), max(numbers)}))


def main(arguments: list[str]) -> int:
    """Make everything, say what is amiss, and renew the page if nothing is."""
    every = [info.tag for info in locales()]
    found = outcomes(every_place(arguments or every))
    for one in found:
        for fault in one.faults:
            sys.stdout.write(f"{' '.join(one.place)}: {fault}\n")
    faulty = sum(bool(one.faults) for one in found)
    sys.stdout.write(f"{len(found)} sheets, {faulty} with faults\n")
    if not (arguments or faulty):
        PAGE.write_text(page(found), "utf-8")
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
