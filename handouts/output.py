"""Finished bytes -> a file, whole or not at all: written beside its place under another name, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from handouts.errors import OutputError, Problem

MARK = ".part"  # temporary names never end in .pdf, so that nobody prints half a sheet
REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room, then try again."),
    errno.EDQUOT: ("the space you may use is full", "Make room, then try again."),
    errno.EROFS: ("the disk is read-only", "Choose another folder with --out."),
    errno.EACCES: ("you may not write there", "Choose another folder with --out."),
    errno.EPERM: ("you may not write there", "Choose another folder with --out."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one with --out."),
}


def destination(out: Path | None, name: str, data: bytes) -> Path:
    """Where a sheet goes: the file `out`, or the first free `name` in the folder `out` (default: the current one).

    A sheet of another patient in the folder is never written over.  Raises `OutputError`.
    """
    target = Path() if out is None else out
    with _plainly(target):
        if target.is_dir():
            return _free(target, name, data)
        if target.exists() and not target.is_file():
            raise _cannot(target, "is neither a file nor a folder", "Choose another name with --out.")
        if not target.exists() and not target.parent.is_dir():
            raise _cannot(target, "is in a folder that does not exist", f"Make the folder {target.parent} first.")
    return target


def _free(folder: Path, name: str, data: bytes) -> Path:
    """`name`, or `name` with a number if that is taken by other content."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, 10_000):
        path = folder / (name if number == 1 else f"{stem}-{number}{suffix}")
        if not os.path.lexists(path) or (path.is_file() and path.read_bytes() == data):
            return path
    raise _cannot(folder, "has too many sheets of this name", "Choose another folder with --out.")


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that nobody ever finds a part of it there.  Raises `OutputError`."""
    target = path.resolve()
    with _plainly(path):
        if target.exists() and not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise _cannot(path, "is marked read-only", "Choose another name with --out.")
        handle, temporary = tempfile.mkstemp(suffix=MARK, prefix=".handouts-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(_mode(target))
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, or those of a new file."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """System errors as `OutputError`."""
    try:
        yield
    except OSError as error:
        what, hint = REASONS.get(error.errno or 0, (f"the system says “{error.strerror}”", "Choose another place."))
        raise OutputError(
            Problem("cannot-write", f"The sheet could not be written: {what}.", hint, str(path))
        ) from None


def _cannot(path: Path, why: str, hint: str) -> OutputError:
    return OutputError(
        Problem("cannot-write", f"The sheet could not be written: {path.name or path} {why}.", hint, str(path))
    )
