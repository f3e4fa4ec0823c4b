"""What is known of the sheets in an output folder: `manifest.jsonl`, a line a sheet, and the journal of a run.

A run adds each sheet to its journal as it is made; when it ends, manifest and journal become the new manifest.  After a
run that was killed, the next one finds both.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from handouts.batch.order import Made, Order
from handouts.output import guarded, write_whole

NAME = "manifest.jsonl"
JOURNAL = ".handouts-journal.jsonl"

Line = dict[str, Any]


class Manifest:
    """The sheets of one output folder by their file's name, as the last runs left them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # As text: a dictionary for each of ten thousand sheets would take ten times the memory.
        self._lines = {line["file"]: _text(line) for name in (NAME, JOURNAL) for line in _read(folder / name)}
        self._journal = folder / JOURNAL
        self._begin = "\n"  # a run that was killed may have left half a line

    def known(self, file: str) -> Line | None:
        """What is known of a file, None if nothing is."""
        text = self._lines.get(file)
        return None if text is None else dict(json.loads(text))

    def is_current(self, order: Order, *, in_full: bool = False) -> bool:
        """Whether the sheet of `order` is there, made from just what it would be made from now, and undamaged.

        With `in_full`, also whether it was proven in full.
        """
        line = self.known(order.file)
        if line is None or not line.get("current") or any(line.get(k) != v for k, v in asdict(order.versions).items()):
            return False
        if in_full and line["proof"]["how"] != "full":  # of the same version of the program, which always says how
            return False
        return bool(line["sha256"] == _sha256(self.folder / order.file))

    def note(self, order: Order, made: Made) -> None:
        """Add a finished sheet, at once and for good.  Raises `OutputError`."""
        text = _text(_line(order, made))
        self._lines[order.file] = text
        with guarded(self._journal), self._journal.open("a", encoding="ascii") as file:
            file.write(f"{self._begin}{text}\n")
        self._begin = ""

    def outdate(self, origin: str, file: str) -> int:
        """Mark a file, or all of an origin's where it is "", as made from what no longer holds; how many are there."""
        files = [file] if file in self._lines else [] if file else self._files_of(origin)
        there = [each for each in files if (self.folder / each).is_file()]
        for each in there:
            self._lines[each] = _text(json.loads(self._lines[each]) | {"current": False})
        return len(there)

    def _files_of(self, origin: str) -> list[str]:
        return [file for file in self._lines if file.startswith(f"{origin}/")]

    def __iter__(self) -> Iterator[Line]:
        """Lines of the files that are still there, in the order of their names."""
        return (json.loads(self._lines[file]) for file in sorted(self._lines) if (self.folder / file).is_file())

    def close(self) -> None:
        """Write the manifest and be done with the journal.  Raises `OutputError`."""
        text = "".join(f"{_text(line)}\n" for line in self)
        write_whole(self.folder / NAME, text.encode("ascii"))
        with contextlib.suppress(FileNotFoundError):
            self._journal.unlink()


def _line(order: Order, made: Made) -> Line:
    """A sheet's line.  Of a patient's sheet it tells nothing but that it is there."""
    request, told = order.request, asdict(order.versions)
    if not order.versions.inputs:
        known = {"file": order.file, "row": order.origin, "kind": request.kind, "current": True, **told}
        return {**known, "sha256": "", "proof": {"how": made.proof}}
    what = {"clinic": order.origin, "kind": request.kind, "treatment": request.treatment, "region": request.region}
    found = {"sha256": made.sha256, "bytes": made.size, "pages": made.pages, "mark": made.mark}
    proof = {"proof": {"how": made.proof, "lines": made.lines, "values": made.values}}
    return {"file": order.file, **what, "locale": request.locale, "current": True, **told, **found, **proof}


def _text(line: Line) -> str:
    return json.dumps(line)


def _read(path: Path) -> Iterable[Line]:
    """Lines of a manifest; one that was cut short by a crash is passed over."""
    with contextlib.suppress(FileNotFoundError), path.open(encoding="ascii", errors="replace") as file:
        for text in file:
            with contextlib.suppress(ValueError):
                line = json.loads(text)
                if isinstance(line, dict) and isinstance(line.get("file"), str):
                    yield line


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
