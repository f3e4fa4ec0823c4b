"""Finished bytes -> a file, whole or not at all.

Bytes go into a file that has no name yet, where the system can do that (Linux), or else into a part beside the place;
only when they are all there does the file get its name.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from handouts.errors import OutputError, Problem

# Parts never end in .pdf, so that nobody prints half a sheet.
PART = ".handouts-{}.part"
DEAD_AFTER = 3600.0  # seconds; writing takes a fraction of one

CANNOT = "cannot-write"
NO_ROOM = "no-room"  # the code of a problem that every other file would have too
FULL = (errno.ENOSPC, errno.EDQUOT)

ELSEWHERE = "Choose another place with --out."
ROOM = "Make room, then try again."
REASONS = {
    errno.ENOSPC: ("the disk is full", ROOM),
    errno.EDQUOT: ("the space you may use is full", ROOM),
    errno.EFBIG: ("the file is larger than is allowed there", ELSEWHERE),
    errno.EROFS: ("the disk is read-only", ELSEWHERE),
    errno.EACCES: ("you may not write there, or the file is open in another program", ELSEWHERE),
    errno.EPERM: ("you may not write there", ELSEWHERE),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one."),
    errno.ELOOP: ("it is a link that leads back to itself", ELSEWHERE),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", ELSEWHERE),
}


class Place(NamedTuple):
    """Where a sheet may go: a file, or a folder in which it gets a name."""

    path: Path
    is_folder: bool

    def write(self, name: str, data: bytes) -> Path:
        """Write a sheet and say where.  Raises `OutputError`; then there is no new file.

        In a folder it gets `name`, with a number behind it while that is taken: another patient's sheet is never
        written over.
        """
        if not self.is_folder:
            write_whole(self.path, data)
            return self.path
        with guarded(self.path):
            _clear_dead_parts(self.path)
            return next(path for path in _names(self.path / name) if _holds(path, data) or _created(path, data))


def place(out: str) -> Place:
    """The place that `out` names ("" is the current folder), if a sheet can go there.  Raises `OutputError`."""
    path = Path(out)
    if out == "-":
        raise _cannot(path, "A sheet is a file, and cannot be sent to standard output", "Name a file or a folder.")
    with guarded(path):
        if path.is_dir():
            _check_folder(path)
            return Place(path, is_folder=True)
        if out.endswith(("/", os.sep)):
            raise _no_folder(path, path)
        _check_file(path)
    return Place(path, is_folder=False)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, over what is there, so that nobody ever finds a part of it.  Raises `OutputError`."""
    with guarded(path):
        target = _check_file(path)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        with _part(target.parent, data, mode) as part:
            part.replace(target)


def write_new(path: Path, data: bytes) -> None:
    """Write `data` to `path` as `write_whole` does, but only where there is nothing.  Raises `OutputError`."""
    with guarded(path):
        if os.path.lexists(path):
            raise _taken(path)
        _check_file(path)
        if not _created(path, data):
            raise _taken(path)


def make_folder(path: Path) -> None:
    """Make the folder `path`, and those above it, where they are not there yet.  Raises `OutputError`."""
    with guarded(path):
        path.mkdir(parents=True, exist_ok=True)


def clear_parts(folder: Path) -> None:
    """Remove all parts below `folder`, young ones too: only for who knows that nobody else is writing there."""
    for part in folder.rglob(PART.format("*")):
        with contextlib.suppress(OSError):
            part.unlink()


def _names(path: Path) -> Iterator[Path]:
    """sheet.pdf, sheet-2.pdf, sheet-3.pdf, ..."""
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file is this very sheet."""
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _check_file(path: Path) -> Path:
    """The file that `path` leads to, links followed.  Raises `OutputError` if a sheet cannot become it."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, "loop")
    if target.exists() and not target.is_file():
        kind = "a folder" if target.is_dir() else "neither a file nor a folder"
        raise _cannot(path, f"This is {kind}", ELSEWHERE)
    if target.exists() and not _may_write(target):
        raise _cannot(path, "The file is read-only", ELSEWHERE)
    if not target.parent.is_dir():
        raise _no_folder(path, target.parent)
    _check_folder(target.parent)
    return target


def _check_folder(folder: Path) -> None:
    # On Windows the mark means something else for folders.
    if os.name != "nt" and not _may_write(folder):
        raise _cannot(folder, "The folder is read-only", ELSEWHERE)


def _may_write(path: Path) -> bool:
    """Whether it is not marked read-only: an administrator could write all the same, but should not."""
    marked = not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return not marked and os.access(path, os.W_OK)


def _created(path: Path, data: bytes) -> bool:
    """Write a new file; False if there is something of that name."""
    try:
        _create(path, data)
    except FileExistsError:
        return False
    return True


def _create(path: Path, data: bytes) -> None:
    """Write a new file.  Raises FileExistsError if there is something of that name."""
    with _part(path.parent, data, None) as part:
        part.name_new(path)


class _Part(NamedTuple):
    """All bytes of a file, on the disk, that still needs its name.  `path` is None while it has none at all."""

    handle: int
    folder: Path
    path: Path | None

    def name_new(self, target: Path) -> None:
        """Give it a name that nothing has.  Raises FileExistsError."""
        if self.path is None:
            _link_open_file(self.handle, target)
        elif os.name == "nt":
            self.path.rename(target)
        else:
            self._link_named(self.path, target)

    def replace(self, target: Path) -> None:
        """Put it in the place of `target`."""
        path = self.path or part_path(self.folder)
        if self.path is None:
            _link_open_file(self.handle, path)
        try:
            path.replace(target)
        except BaseException:
            path.unlink()
            raise

    def _link_named(self, path: Path, target: Path) -> None:
        try:
            target.hardlink_to(path)
        except FileExistsError:
            raise
        except OSError:  # a memory stick knows no hard links
            if os.path.lexists(target):
                raise FileExistsError from None
            path.rename(target)


@contextlib.contextmanager
def _part(folder: Path, data: bytes, mode: int | None) -> Iterator[_Part]:
    """`data` on the disk, not yet under its name; gone afterwards unless it was named.  `mode` None: a new file's."""
    part = _nameless(folder) or _named(folder)
    try:
        try:
            _fill(part.handle, data, mode)
        finally:
            if part.path:  # Windows renames no open file
                os.close(part.handle)
        yield part
    finally:
        if part.path is None:
            os.close(part.handle)
        else:
            with contextlib.suppress(OSError):
                part.path.unlink()


def _fill(handle: int, data: bytes, mode: int | None) -> None:
    with os.fdopen(handle, "wb", closefd=False) as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    if mode is not None and hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def _nameless(folder: Path) -> _Part | None:
    """A file without a name, which vanishes even if the program is killed; None where the system has no such thing."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return _Part(os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o666), folder, None)
    except OSError as error:
        if error.errno in (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL):
            return None
        raise


def _named(folder: Path) -> _Part:
    path = part_path(folder)
    binary = getattr(os, "O_BINARY", 0)
    return _Part(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | binary, 0o666), folder, path)


def part_path(folder: Path) -> Path:
    """A name for a part in `folder`, which nothing else has."""
    return folder / PART.format(os.urandom(8).hex())


def _link_open_file(handle: int, target: Path) -> None:
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        # A folder's handle makes Python call linkat, which alone follows the link in /proc.
        os.link(f"/proc/self/fd/{handle}", target.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _clear_dead_parts(folder: Path) -> None:
    """Remove what runs that were killed have left."""
    for part in folder.glob(PART.format("*")):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > DEAD_AFTER:
                part.unlink()


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """What the system says about `path`, as `OutputError`."""
    try:
        yield
    except OSError as error:
        otherwise = (f"the system says “{error.strerror}”", ELSEWHERE)
        why, hint = REASONS.get(error.errno or 0, otherwise)
        code = NO_ROOM if error.errno in FULL else CANNOT
        raise _cannot(path, f"The file could not be written: {why}", hint, code) from None


def _no_folder(path: Path, folder: Path) -> OutputError:
    return _cannot(path, f"There is no folder “{folder}”", "Make it first, or choose another place with --out.")


def _taken(path: Path) -> OutputError:
    return _cannot(path, "There is something of that name already; it was left as it is", "Choose another name.")


def _cannot(path: Path, message: str, hint: str, code: str = CANNOT) -> OutputError:
    return OutputError(Problem(code, f"{message}.", hint, str(path)))
