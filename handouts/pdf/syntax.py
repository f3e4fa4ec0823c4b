"""PDF's written forms: numbers, text strings, streams."""

from __future__ import annotations


def number(value: float) -> bytes:
    """Shortest decimal with at most two places."""
    text = b"%.2f" % value
    text = text.rstrip(b"0").rstrip(b".")
    return b"0" if text in (b"-0", b"") else text


def numbers(*values: float) -> bytes:
    """Numbers with blanks between them."""
    return b" ".join(number(value) for value in values)


def text_string(text: str) -> bytes:
    """A text string as hexadecimal UTF-16 with byte order mark."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def stream(entries: bytes, data: bytes) -> bytes:
    """A stream object; PDF/A wants the line end before `endstream`."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def references(objects: list[int]) -> bytes:
    """An array of indirect references."""
    return b"[%s]" % b" ".join(b"%d 0 R" % number for number in objects)
