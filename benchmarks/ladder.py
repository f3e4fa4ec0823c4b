"""What remembering brings, step by step: `python -m benchmarks.ladder [ROUNDS]`, from the project's folder.

Before each sheet the caches of one part of the spine forget all they know; what the sheet then takes is set beside one
for which nothing was forgotten.  All of them take turns, each time with a clinic that was not there before.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

from benchmarks.peers import content
from handouts import sheet

ROUNDS = 9
PARTS = {
    "nothing is forgotten": (),
    "streams, as deflated pieces": ("handouts.pdf.deflate",),
    "operators of texts, shapes and blocks": ("handouts.pdf.text", "handouts.pdf.shapes", "handouts.pdf.content"),
    "what was proven of bytes": ("handouts.readback",),
    "set blocks, and heights of lists": ("handouts.typeset.flow", "handouts.typeset.lists"),
    "which edition has room": ("handouts.typeset.pages",),
    "texts in lines": ("handouts.typeset.lines", "handouts.typeset.flow", "handouts.typeset.lists"),
    "the sheet without own words": ("handouts.parse",),
    "the filled template": ("handouts.fill", "handouts.parse"),
    "fonts' subsets": ("handouts.pdf.fonts", "handouts.typeset.fonts.subset"),
    "all of it": ("handouts.",),
}
KEPT = ("handouts.typeset.fonts._face", "handouts.fill.environment", "handouts.typeset.fonts.Face.text_of")
_CACHE = type(functools.cache(len))


def caches() -> dict[str, Any]:
    """Every bounded cache of the package by its name, and the font subsets'; fonts and templates stay loaded."""
    found = (each for each in gc.get_objects() if isinstance(each, _CACHE) and each.__module__.startswith("handouts."))
    named = {f"{each.__module__}.{each.__qualname__}": each for each in found}
    return {name: each for name, each in named.items() if each.cache_info().maxsize and not name.startswith(KEPT)}


def forgetter(names: tuple[str, ...]) -> Callable[[], None]:
    """What empties the caches whose names begin with one of `names`."""
    chosen = [cache for name, cache in caches().items() if names and name.startswith(names)]

    def forget() -> None:
        for cache in chosen:
            cache.cache_clear()

    return forget


def timed(number: int) -> float:
    """Seconds of CPU for the sheet of clinic `number`, from its file to the quick proof."""
    content.clinic_file(number)
    begun = process_time()
    sheet.make(content.REQUEST, content.clinic(number), proof="quick")
    return process_time() - begun


def main(rounds: int) -> None:
    """Print a row for each part."""
    for number in range(4):
        timed(number)
    forget = {name: forgetter(names) for name, names in PARTS.items()}
    again = forgetter(("handouts.typeset.pages",))
    gc.disable()  # which would strike the same part each time
    found: dict[str, list[float]] = {name: [] for name in PARTS}
    for number in range(rounds):
        for place, name in enumerate(PARTS):
            again()
            timed(2000 + number)  # what the others forgot is there again, in looser editions too
            forget[name]()
            found[name].append(timed(100 + number * len(PARTS) + place))
    first = found["nothing is forgotten"]
    print(f"Medians of {rounds} rounds, warm but for what is forgotten before each sheet; a new clinic each.\n")
    print("| forgotten | CPU a sheet | to nothing forgotten |\n|---|---|---|")
    for name, times in found.items():
        ratio = median(one / other for one, other in zip(times, first, strict=True))
        print(f"| {name} | {median(times) * 1000:.1f} ms | {ratio:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
