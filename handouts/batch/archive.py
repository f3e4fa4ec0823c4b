"""All sheets of the output folder in one ZIP file, written piece by piece and whole or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from handouts.output import guarded, part_path

NAME = "handouts.zip"
NEVER = (1980, 1, 1, 0, 0, 0)  # the first day that ZIP knows: the same sheets give the same file
PLAIN_FILE = 0o100644 << 16


def write_archive(folder: Path, files: Iterable[str]) -> Path:
    """The ZIP of `files`, named from `folder` on.  Raises `OutputError`."""
    path, part = folder / NAME, part_path(folder)
    with guarded(path):
        try:
            _fill(part, folder, files)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return path


def _fill(part: Path, folder: Path, files: Iterable[str]) -> None:
    with part.open("xb") as handle:
        # Stored as they are: what is in a PDF is deflated already.
        with zipfile.ZipFile(handle, "w") as archive:
            for name in files:
                entry = zipfile.ZipInfo(name, NEVER)
                entry.external_attr = PLAIN_FILE
                archive.writestr(entry, (folder / name).read_bytes())
        handle.flush()
        os.fsync(handle.fileno())
