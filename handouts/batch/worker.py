"""One worker: its side of the pipe, in a process of its own, and the parent's side."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Protocol, cast

from handouts.batch.order import Chunk, Failure, Made, Order
from handouts.batch.queue import Sort, sort_of
from handouts.clinics import Clinic
from handouts.sheet import settle_for_many

if TYPE_CHECKING:
    from multiprocessing.context import SpawnContext

# A fork has all libraries loaded already; elsewhere it is not safe, or not there.
METHOD = "fork" if sys.platform == "linux" else "spawn"
MEMORY = 1 << 30  # bytes of address space; a sheet takes a tenth of it
GRACE = 5  # seconds after the limit in which the parent should have ended the worker

Attempt = Callable[[Clinic, Order], Made | Failure]


class Process(Protocol):
    """What is asked of a worker's process, however it was started."""

    @property
    def exitcode(self) -> int | None:
        """How it ended, None if it has not."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""

    def kill(self) -> None:
        """End it."""

    def close(self) -> None:
        """Forget it."""


@dataclass(slots=True)
class Worker:
    """A running worker: the orders `ahead` of it, the first of which it is at, since `since`; all are of one `sort`."""

    process: Process
    connection: Connection
    ahead: deque[Order] = field(default_factory=deque)
    clinic: Clinic = field(init=False)
    since: float = 0.0
    sort: Sort | None = None

    def give(self, chunk: Chunk) -> bool:
        """Send it a chunk; False if it is dead."""
        try:
            self.connection.send(chunk)
        except OSError:
            return False
        self.clinic, self.since, self.sort = chunk.clinic, time.monotonic(), sort_of(chunk)
        self.ahead.extend(chunk.orders)
        return True

    def hear(self) -> Made | Failure:
        """What became of the order that it was at.  Raises EOFError or OSError if it died."""
        answer = cast("Made | Failure", self.connection.recv())
        self.since = time.monotonic()
        return answer

    def is_late(self, limit: float) -> bool:
        """Whether it has been at its order for more than `limit` seconds, and has not just answered."""
        return time.monotonic() - self.since > limit and not self.connection.poll()

    def finish(self, patience: float) -> Iterator[tuple[Order, Made | Failure]]:
        """Tell it to stop behind the sheet that it is at, and hear about that one, for up to `patience` seconds."""
        with contextlib.suppress(EOFError, OSError):
            self.connection.send(None)
            while self.ahead and self.connection.poll(patience):
                answer = self.hear()
                yield self.ahead.popleft(), answer

    def end(self, patience: float = 0.0) -> str:
        """Kill it, if it is not dead after `patience` seconds; how it ended, in words."""
        self.connection.close()
        self.process.join(patience)
        code = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.process.close()
        return f"signal {-code}" if code and code < 0 else f"exit code {code}"


Start = Callable[[Attempt, float, Sequence[Connection]], Worker]


def start(attempt: Attempt, limit: float, others: Sequence[Connection]) -> Worker:
    """A new worker, which closes the parent's connections to the `others`."""
    context = cast("SpawnContext", multiprocessing.get_context(METHOD))
    ours, its = context.Pipe()
    inherited = (*others, ours) if METHOD == "fork" else ()
    process = context.Process(target=serve, args=(its, attempt, limit, inherited), daemon=True)
    process.start()
    its.close()
    return Worker(process, ours)


def serve(connection: Connection, attempt: Attempt, limit: float, inherited: Sequence[Connection] = ()) -> None:
    """Make chunk after chunk until the parent closes the pipe, or is no more."""
    for other in inherited:  # while one of them is open, nobody would see that the parent has died
        other.close()
    _settle()
    settle_for_many()
    try:
        while True:
            chunk: Chunk | None = connection.recv()
            if chunk is None:
                return
            for number, order in enumerate(chunk.orders):
                # What is said in the middle of a chunk means stop; behind its last order it may be the next chunk.
                if number and connection.poll():
                    return
                _set_alarm(limit)
                connection.send(attempt(chunk.clinic, order))
            _set_alarm(0)
    except (EOFError, OSError):
        return


def _settle() -> None:
    """Leave Ctrl-C to the parent, say nothing, and take no more memory than is decent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP", "SIGALRM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    # What a library or a fault would print could be a patient's.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most < 0 else min(MEMORY, most), most))


def _set_alarm(limit: float) -> None:
    """End the process by itself some time after the limit, for the case that the parent is dead.  0 is never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, limit + GRACE if limit else 0)
