"""CSV as offices make it: in one of four encodings, parted by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import ClinicError, Problem

if TYPE_CHECKING:
    from handouts.batch.table import Numbered

MAX_BYTES = 100_000_000
DELIMITERS = (",", ";", "\t")
SAVE = "Save it again as “CSV UTF-8”."


def read_csv(path: Path) -> tuple[list[Numbered], str]:
    """Rows of the file with the lines on which they begin, and what parts its cells.  Raises ClinicError."""
    text = _decoded(_bytes(path), str(path))
    # Excel's own way to say what parts the cells.
    told = text[4:5] if text.lower().startswith("sep=") else ""
    delimiter = told or _delimiter(text)
    try:
        return list(_rows(text, delimiter, skip=bool(told))), delimiter
    except csv.Error as error:
        raise _refused(str(path), f"The file is no CSV: {error}.") from None


def _rows(text: str, delimiter: str, *, skip: bool) -> Iterator[Numbered]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if not (skip and line == 1):
            yield line, cells
        line = reader.line_num + 1


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(str(path), "The file is larger than 100 MB.", "Split it into several files.")
        return path.read_bytes()
    except OSError as error:
        raise _refused(str(path), f"The file cannot be read: {error.strerror}.", "Check the name.") from None


def _decoded(data: bytes, file: str) -> str:
    """The text of `data`: what its mark says, else UTF-8, else UTF-16 without a mark, else Windows' Western letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16", file)
    if data.startswith(codecs.BOM_UTF8):
        return _strictly(data, "utf-8-sig", file)
    if half := _utf16_without_mark(data):
        return _strictly(data, half, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252", file)


def _utf16_without_mark(data: bytes) -> str:
    """In UTF-16 every second byte of Western text is zero; in no other encoding of a table is any."""
    zeros = data[:2000:2].count(0), data[1:2000:2].count(0)
    if not any(zeros):
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _refused(file, "The letters of the file cannot be read: it is saved in an unusual encoding.") from None


def _delimiter(text: str) -> str:
    """What parts the cells: of the three, the one that the most of the first lines have, and most often."""
    counts = {each: [line.count(each) for line in _unquoted(text)] for each in DELIMITERS}
    return max(DELIMITERS, key=lambda each: (sum(map(bool, counts[each])), sum(counts[each])))


def _unquoted(text: str) -> list[str]:
    """The beginning of the text in lines, without what stands between quotation marks."""
    return "".join(text[:20_000].split('"')[::2]).splitlines()[:20]


def _refused(file: str, message: str, hint: str = SAVE) -> ClinicError:
    return ClinicError(Problem("unreadable", message, hint, file))
