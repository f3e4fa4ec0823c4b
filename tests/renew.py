"""Write the goldens anew: `python -m tests.renew`.  Says which files changed."""

from __future__ import annotations

import sys

from tests.support.goldens import FOLDER, goldens


def renew() -> list[str]:
    """Write every golden and remove those of sheets that are gone; names of the files that changed."""
    FOLDER.mkdir(exist_ok=True)
    wanted = goldens()
    known = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    for name in known.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(name for name in known.keys() | wanted.keys() if known.get(name) != wanted.get(name))


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name}\n" for name in renew()))
