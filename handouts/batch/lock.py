"""One batch at a time in an output folder.  The system itself lets go of the lock when a run is killed."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from handouts.errors import OutputError, Problem
from handouts.output import guarded

NAME = ".handouts-lock"


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep all other batches out of `folder`.  Raises `OutputError` if there is one already."""
    path = folder / NAME
    with guarded(path):
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        if not _locked(handle):
            hint = "Wait until it has ended, or choose another folder with --out."
            raise OutputError(Problem("busy", "Another batch is writing into this folder.", hint, str(folder)))
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            # Of this process alone: workers that outlive it for a moment keep nobody out.
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
