"""Runs the tests with their own libraries: `python -m tests [pytest's options]`, from the project's folder."""

import sys

from handouts.bootstrap import LIBRARIES, ensure

INSTRUMENTS = (
    *("coverage", "distributed", "hatchling", "hypothesis", "opendataloader_pdf", "pikepdf", "pytest", "xdist"),
    "zxingcpp",
)

if __name__ == "__main__":
    ensure((*LIBRARIES, *INSTRUMENTS), "-m", "tests", *sys.argv[1:])
    import pytest

    raise SystemExit(pytest.main(["--numprocesses=auto", *sys.argv[1:]]))
