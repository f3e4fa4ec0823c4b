"""The command line: the only place that prints, reads the clock and the standard input, and exits."""

from __future__ import annotations

import sys


def app() -> None:
    """Run the program with the words of the command line, and exit with its code."""
    try:
        from handouts.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
