"""The command line: the only place that prints, reads the clock and the standard input, and exits."""

from __future__ import annotations

import gc
import sys

MANY = 1_000_000  # objects that one sheet does not come near


def app() -> None:
    """Run the program with the words of the command line, and exit with its code."""
    gc.set_threshold(MANY)  # a third of a sheet's time went into looking for what could be thrown away
    try:
        from handouts.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    gc.freeze()  # the end of the process frees everything at once
    sys.exit(code)
