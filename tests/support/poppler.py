"""Poppler's programs: a second opinion on a PDF's text, and the one that complains of broken drawing operators."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("pdftotext", "pdftoppm")
TIMEOUT = 120


def missing() -> str:
    """What is lacking on this machine, as a sentence; empty if nothing is."""
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    return f"poppler's {' and '.join(absent)} is not on PATH (package poppler-utils)." if absent else ""


def text(pdf: bytes, *options: str) -> str:
    """What pdftotext extracts; pages end with a form feed.  Options are its own: "-layout", "-raw"."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *options, "-", "-"], input=pdf, capture_output=True, check=True, timeout=TIMEOUT
    )
    return done.stdout.decode("utf-8")


def complaints(pdf: bytes) -> str:
    """What pdftoppm says against the file while it draws every page: must be empty."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", "20", "-", str(Path(folder, "page"))]
        done = subprocess.run(command, input=pdf, capture_output=True, check=False, timeout=TIMEOUT)
    said = done.stderr.decode("utf-8", errors="replace")
    return said or (f"pdftoppm ended with {done.returncode}" if done.returncode else "")
