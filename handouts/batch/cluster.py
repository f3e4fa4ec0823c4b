"""Makers on other machines: a run's orders as tasks of dask.distributed, which has a task done again if a machine dies.

Each machine writes its sheets into the shared folder itself, as this one would; only what became of them comes back.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from handouts.batch.order import Chunk, Failure
from handouts.batch.pool import LOOK, REPORT, Answer
from handouts.batch.queue import in_order
from handouts.batch.remote import Parcel, make_parcel
from handouts.errors import OutputError, Problem, UsageError
from handouts.output import guarded, part_path

if TYPE_CHECKING:
    from distributed import Client, Future

SHEETS = 32  # a task: half a second of work, beside which the scheduler's share is nothing
AHEAD = 3  # tasks for each thread: one that it is at, and some on their way
ANSWERING = 10.0  # seconds within which a scheduler answers
WORKERLESS = 60.0  # seconds for which a cluster may be without any machine
OPTION = "--cluster"
AGAIN = "Run the same command again when it is there: it goes on from here."


class Cluster:
    """The machines behind a scheduler.  Raises UsageError where there is none, or its library is missing."""

    def __init__(self, address: str, folder: Path, limit: float) -> None:
        self._client = _connected(address)
        self._folder = folder.resolve()
        self._limit = limit
        self._ahead: dict[Future, Parcel] = {}
        self._done: SimpleQueue[Future] = SimpleQueue()
        self._seen = time.monotonic()
        # Parts are cleared when a run ends or the next one begins: then machines that are late stop by themselves.
        self._token = part_path(self._folder)
        with guarded(self._token):
            self._token.write_bytes(b"")

    def answers(self, chunks: Iterator[Chunk], stopped: Callable[[], bool]) -> Iterator[Answer]:
        """Each order of `chunks` with what became of it, in the order in which they are finished, until `stopped`."""
        parcels = self._parcels(chunks)
        while not stopped() and self._feed(parcels):
            with contextlib.suppress(Empty):
                yield from self._hear(self._done.get(timeout=LOOK))
        with contextlib.suppress(Empty):  # what was finished just then
            while True:
                yield from self._hear(self._done.get_nowait())

    def close(self) -> None:
        """Let go of whatever is still being made."""
        self._token.unlink(missing_ok=True)
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self._client.cancel(list(self._ahead), reason="the run has ended")
        with contextlib.suppress(Exception):
            self._client.close(ANSWERING)

    def _parcels(self, chunks: Iterator[Chunk]) -> Iterator[Parcel]:
        some: list[Chunk] = []
        for chunk in in_order(chunks):
            some.append(chunk)
            if sum(len(each.orders) for each in some) >= SHEETS:
                yield self._parcel(*some)
                some.clear()
        if some:
            yield self._parcel(*some)

    def _parcel(self, *chunks: Chunk) -> Parcel:
        return Parcel(chunks, self._folder, self._token.name, self._limit)

    def _feed(self, parcels: Iterator[Parcel]) -> bool:
        """Keep every thread busy; whether there is anything to wait for.  Raises OutputError if nobody is left."""
        threads = sum(self._threads().values())
        while len(self._ahead) < AHEAD * max(threads, 1) and (parcel := next(parcels, None)):
            self._submit(parcel)
        return bool(self._ahead)

    def _threads(self) -> dict[str, int]:
        try:
            threads: dict[str, int] = self._client.nthreads()
        except Exception as error:
            raise _gone("The scheduler has gone away") from error
        now = time.monotonic()
        if threads:
            self._seen = now
        elif now - self._seen > WORKERLESS:
            raise _gone("The scheduler has no machine left")
        return threads

    def _submit(self, parcel: Parcel) -> None:
        future = self._client.submit(make_parcel, pickle.dumps(parcel), pure=False)
        self._ahead[future] = parcel
        future.add_done_callback(self._done.put)

    def _hear(self, future: Future) -> Iterator[Answer]:
        from distributed.scheduler import KilledWorker

        parcel = self._ahead.pop(future)
        if future.status == "finished":
            yield from zip(parcel.orders, future.result(), strict=True)
            return
        error = future.exception() if future.status == "error" else None
        if not isinstance(error, KilledWorker):
            what = "A machine could not do its work" if error else "The scheduler has gone away"
            raise _gone(f"{what} ({type(error).__name__})" if error else what)
        if len(parcel.orders) > 1:  # one of them may kill machines; the others must not suffer
            for chunk in parcel.chunks:
                for order in chunk.orders:
                    self._submit(self._parcel(Chunk(chunk.clinic, (order,))))
            return
        message = f"Several machines ended while they made this sheet ({error.allowed_failures + 1})."
        yield parcel.orders[0], Failure((Problem("worker-died", message, REPORT),))


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        message = "This needs the library dask.distributed, which is not installed."
        hint = "Install it: python -m pip install distributed"
        raise UsageError(Problem("no-cluster", message, hint, key=OPTION)) from None
    logging.disable(logging.CRITICAL)  # what goes wrong is ours to say, without a page of its own code
    try:
        client = Client(address, timeout=ANSWERING, set_as_default=False)
    except (OSError, ValueError, TypeError):
        message = f"No scheduler answers at {address}."
        raise UsageError(Problem("no-cluster", message, "Start one: dask scheduler", key=OPTION)) from None
    try:
        client.wait_for_workers(1, timeout=ANSWERING)
    except TimeoutError:
        client.close()
        message = f"The scheduler at {address} has no workers."
        raise UsageError(Problem("no-cluster", message, f"Start some: dask worker {address}", key=OPTION)) from None
    return client


def _gone(what: str) -> OutputError:
    return OutputError(Problem("cluster", f"{what}.", AGAIN, key=OPTION))
