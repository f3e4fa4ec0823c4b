"""One sheet from the command line: `python -m benchmarks.cold [ROUNDS]`, from the project's folder.

Beside it run a command that does nothing, and scripts for other makers that set the same text, boxes and codes; each is
a process of its own, all of them in turn.  Modules are compiled before.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.peers import as_html, content
from benchmarks.peers.as_data import as_data
from benchmarks.peers.makers import prepared

ROUNDS = 11
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHEET = ("aftercare", "--treatment", "dextrose", "--region", "low-back")
OURS, EMPTY, BARE = "handouts, read back in full", "a command that does nothing", "ReportLab's platypus, bare"
TEXT, WEASY = "ReportLab's platypus, text alone", "WeasyPrint, tagged"
SHOWN = 12
_IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")


def commands(folder: Path) -> dict[str, list[str]]:
    """What is measured, by its name."""
    fonts = {"regular": str(content.REGULAR), "bold": str(content.BOLD)}
    shared = {"sizes": content.SIZES, "logo": str(content.LOGO), **fonts}
    bare = {BARE: prepared(0), TEXT: content.without_drawings(prepared(0))}
    scripts = {}
    for number, (name, pieces) in enumerate(bare.items()):
        given = folder / f"bare-{number}.json"
        given.write_text(json.dumps({"pieces": as_data(pieces), **shared}), "utf-8")
        scripts[name] = [str(HERE / "bare.py"), str(given)]
    page, style = folder / "sheet.html", folder / "sheet.css"
    page.write_text(as_html.page(prepared(0)), "utf-8")
    style.write_text(as_html.style(), "utf-8")
    scripts[WEASY] = [str(HERE / "weasy.py"), str(page), str(style)]
    sheet = [str(ROOT / "generate.py"), *SHEET, "--out", str(folder / "ours.pdf")]
    return {OURS: sheet, EMPTY: [str(HERE / "empty.py")], **scripts}


def environment() -> dict[str, str]:
    """As a person has it: Python keeps what it compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> tuple[float, float]:
    """Time on the wall and of the CPU that a process takes."""
    begun, before = perf_counter(), os.times()
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=environment())
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return perf_counter() - begun, used


def imports(command: list[str]) -> Counter[str]:
    """Milliseconds that the modules of each library take to be loaded, without those that they load in turn."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command], check=True, capture_output=True, text=True, env=environment()
    )
    found: Counter[str] = Counter()
    for micros, module in _IMPORTED.findall(done.stderr):
        library = module.partition(".")[0]
        found["Python's own" if library in sys.stdlib_module_names else library] += int(micros)
    return Counter({library: micros // 1000 for library, micros in found.items()})


def table(found: dict[str, list[tuple[float, float]]]) -> Iterator[str]:
    """Rows in Markdown, and the ratio that counts."""
    yield "| process | wall | CPU | to bare ReportLab |"
    yield "|---|---|---|---|"
    for name, times in found.items():
        ratio = median(mine[1] / bare[1] for mine, bare in zip(times, found[BARE], strict=True))
        wall, cpu = (median(each[n] for each in times) * 1000 for n in (0, 1))
        yield f"| {name} | {wall:.0f} ms | {cpu:.0f} ms | {ratio:.2f} |"
    for name in (BARE, TEXT):
        above = median(
            (ours[1] - empty[1]) / bare[1]
            for ours, empty, bare in zip(found[OURS], found[EMPTY], found[name], strict=True)
        )
        yield f"\nAbove the command that does nothing, a sheet takes {above:.2f} times what this does: {name}."


def main(rounds: int) -> None:
    """Print the table, and where the time of a sheet goes."""
    print(f"Medians of {rounds} rounds; a process each.\n")
    with tempfile.TemporaryDirectory() as folder:
        asked = commands(Path(folder))
        for command in asked.values():  # which compiles what was not compiled
            seconds(command)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
        for _ in range(rounds):
            for name, command in asked.items():
                found[name].append(seconds(command))
        print("\n".join(table(found)))
        loaded = imports(asked[OURS])
        print(f"\nOf a sheet, {sum(loaded.values())} ms load modules (measured once, which itself takes time):")
        print(", ".join(f"{library} {count}" for library, count in loaded.most_common(SHOWN)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
