"""Workers: processes that make chunks of sheets, and a parent that outlives whatever a sheet does to its worker.

A worker answers once for each order, in turn, so the parent always knows which one it is at.  If it dies there, or is
still at it when the time is over, another worker goes on with the orders behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from typing import Protocol

from handouts.batch.order import Chunk, Failure, Made, Order
from handouts.batch.queue import Queue
from handouts.batch.worker import Attempt, Start, Worker, start
from handouts.errors import Problem

LOOK = 0.25  # seconds between two looks at whether anybody said stop
DYING = 1.0  # seconds within which a process that has closed its pipe is gone
LAST = 5.0  # seconds for the sheets that are being made when a run is stopped
TRIES = 2  # a worker may have been killed by something else than its sheet
REPORT = "Please report it, with the clinic's file if you can."

Answer = tuple[Order, Made | Failure]


class Makers(Protocol):
    """Whoever makes sheets: processes here, or a cluster."""

    def answers(self, chunks: Iterator[Chunk], stopped: Callable[[], bool]) -> Iterator[Answer]:
        """Each order of `chunks` with what became of it, in the order in which they are finished, until `stopped`."""

    def close(self) -> None:
        """Let go of whatever is still being made."""


class Pool:
    """Up to `jobs` workers that `attempt` orders, each for up to `limit` seconds; they stay until it is closed."""

    def __init__(self, attempt: Attempt, jobs: int, limit: float, begin: Start = start) -> None:
        self._queue = Queue(iter(()))
        self._attempt = attempt
        self._jobs = jobs
        self._limit = limit
        self._begin = begin
        self._workers: list[Worker] = []
        self._deaths: Counter[str] = Counter()

    def answers(self, chunks: Iterator[Chunk], stopped: Callable[[], bool]) -> Iterator[Answer]:
        """Each order of `chunks` with what became of it, in the order in which they are finished, until `stopped`."""
        self._queue = Queue(chunks)
        while not stopped() and self._feed():
            self._queue.look_ahead()
            busy = {worker.connection: worker for worker in self._workers if worker.ahead}
            ready = wait(list(busy), LOOK)
            for connection in ready:
                yield from self._hear(busy[connection])  # type: ignore[index]
            for worker in busy.values():
                if worker.connection not in ready and worker.is_late(self._limit):
                    yield self._late(worker)
        for worker in self._workers:
            if worker.ahead:
                yield from worker.finish(LAST)

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _feed(self) -> bool:
        """Give every idle worker a chunk; whether anybody has anything to do."""
        idle = [worker for worker in self._workers if not worker.ahead]
        while idle or len(self._workers) < self._jobs:
            last = idle[-1].sort if idle else None
            chunk = self._queue.take(last, {worker.sort for worker in self._workers if worker.ahead and worker.sort})
            if not chunk:
                break
            worker = idle.pop() if idle else self._hire()
            if not worker.give(chunk):
                self._workers.remove(worker)
                worker.end()
                self._queue.put_back(chunk)
        return any(worker.ahead for worker in self._workers)

    def _hire(self) -> Worker:
        worker = self._begin(self._attempt, self._limit, [worker.connection for worker in self._workers])
        self._workers.append(worker)
        return worker

    def _hear(self, worker: Worker) -> Iterator[Answer]:
        order = worker.ahead[0]
        try:
            answer = worker.hear()
        except (EOFError, OSError):
            yield from self._dead(worker, order)
        else:
            worker.ahead.popleft()
            yield order, answer

    def _dead(self, worker: Worker, order: Order) -> Iterator[Answer]:
        code = self._lay_off(worker)
        self._deaths[order.file] += 1
        if self._deaths[order.file] < TRIES:
            self._queue.put_back(Chunk(worker.clinic, (order,)))
            return
        yield order, Failure((Problem("worker-died", f"The process that made this sheet ended: {code}.", REPORT),))

    def _late(self, worker: Worker) -> Answer:
        order = worker.ahead[0]
        self._lay_off(worker, 0.0)
        message = f"The sheet was not finished after {self._limit:g} seconds, and was given up."
        return order, Failure((Problem("too-slow", message, REPORT),))

    def _lay_off(self, worker: Worker, patience: float = DYING) -> str:
        """Be rid of a worker; the orders behind the one that it was at are given to another.  How it ended."""
        self._workers.remove(worker)
        how = worker.end(patience)
        worker.ahead.popleft()
        if worker.ahead:
            self._queue.put_back(Chunk(worker.clinic, tuple(worker.ahead)))
        return how
