"""A worker that owes nothing to the process that starts it: not its threads, not its open files.

For machines of a cluster: a process with a scheduler's threads cannot be forked safely, nor may it always have children
of multiprocessing's.  So this one is a program of its own, which gets its work through an inherited pipe.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from handouts.batch.worker import Attempt, Worker, serve, start


class Program:
    """A program's process, asked as one of multiprocessing is."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        self._popen = popen

    @property
    def exitcode(self) -> int | None:
        """How it ended, None if it has not."""
        return self._popen.poll()

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout)

    def kill(self) -> None:
        """End it."""
        self._popen.kill()

    def close(self) -> None:
        """Forget it."""


def start_apart(attempt: Attempt, limit: float, others: Sequence[Connection]) -> Worker:
    """A new worker in a program of its own."""
    if sys.platform == "win32":  # its pipes cannot be handed on so simply, and nothing is forked there anyway
        return start(attempt, limit, others)
    ours, its = Pipe()
    command = [sys.executable, "-m", __name__, str(its.fileno())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    popen = subprocess.Popen(command, pass_fds=(its.fileno(),), stdin=subprocess.DEVNULL, env=environment)
    its.close()
    ours.send((attempt, limit))
    return Worker(Program(popen), ours)


def main(handle: int) -> None:
    """Work for whoever holds the other end of the pipe."""
    connection = Connection(handle)
    attempt, limit = connection.recv()
    serve(connection, attempt, limit)


if __name__ == "__main__":
    with contextlib.suppress(EOFError, OSError):
        main(int(sys.argv[1]))
