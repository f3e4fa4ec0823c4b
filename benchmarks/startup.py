"""What a first sheet costs in each language: `python -m benchmarks.startup [ROUNDS]`, from the project's folder.

Each is a process of its own that makes one draft from the command line, read back in full; rounds take turns.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.cold.__main__ import ROOT, SHEET, seconds
from handouts.localize import SOURCE, locales

ROUNDS = 5


def cpu(language: str, folder: Path) -> float:
    """Seconds of CPU of a first sheet."""
    out = str(folder / f"{language}.pdf")
    return seconds([str(ROOT / "generate.py"), *SHEET, "--locale", language, "--draft", "--out", out])[1]


def main(rounds: int) -> None:
    """Print a row for each language."""
    tags = [info.tag for info in locales()]
    found: dict[str, list[float]] = {tag: [] for tag in tags}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):  # the first one compiles templates and is not counted
            for tag in tags:
                used = cpu(tag, Path(folder))
                found[tag] += [used] if number else []
    print(f"Medians of {rounds} rounds, a process each; ratios within the rounds.\n")
    print("| language | CPU of a first sheet | to English |\n|---|---|---|")
    for tag, rows in found.items():
        ratio = median(mine / english for mine, english in zip(rows, found[SOURCE], strict=True))
        print(f"| {tag} | {median(rows):.2f} s | {ratio:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
