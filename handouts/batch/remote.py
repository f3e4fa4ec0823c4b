"""What a machine of a cluster does: it makes parcels of chunks in a process apart, and writes to the shared folder."""

from __future__ import annotations

import pickle
import socket
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handouts.batch.apart import start_apart
from handouts.batch.digests import catalog_version, program, template_version
from handouts.batch.order import Chunk, Failure, Made, Order
from handouts.batch.pool import Pool
from handouts.batch.work import attempt
from handouts.clinics import Clinic
from handouts.errors import Problem


@dataclass(frozen=True, slots=True)
class Parcel:
    """One task: chunks of a run, the shared folder, and the name of a file there that exists while the run does."""

    chunks: tuple[Chunk, ...]
    folder: Path
    token: str
    limit: float

    @property
    def orders(self) -> tuple[Order, ...]:
        """All of its orders, one after the other."""
        return tuple(order for chunk in self.chunks for order in chunk.orders)


class _Mine(threading.local):
    """The pool of one of the machine's threads, and the run that it works for."""

    pool: Pool | None = None
    run: tuple[Path, str] | None = None


_mine = _Mine()


def make_parcel(data: bytes) -> list[Made | Failure]:
    """What became of each order of a pickled parcel, in their order."""
    parcel: Parcel = pickle.loads(data)  # noqa: S301 - the scheduler's own messages are pickles
    answers = _pool(parcel).answers(iter(parcel.chunks), lambda: False)
    found = {order.file: answer for order, answer in answers}
    return [found[order.file] for order in parcel.orders]


def _pool(parcel: Parcel) -> Pool:
    """The thread's pool of one worker, which stays warm during a run."""
    run = parcel.folder, parcel.token
    if _mine.pool is None or _mine.run != run:
        if _mine.pool:
            _mine.pool.close()
        work = partial(attempt_shared, folder=parcel.folder, token=parcel.token)
        _mine.pool, _mine.run = Pool(work, 1, parcel.limit, start_apart), run
    return _mine.pool


def attempt_shared(clinic: Clinic, order: Order, folder: Path, token: str) -> Made | Failure:
    """Make the sheet of `order`, if this machine is one that may."""
    if not (folder / token).is_file():
        message = f"The machine {socket.gethostname()} does not see the folder of the sheets."
        hint = "Share it under the same path with every machine of the cluster."
        return Failure((Problem("not-shared", message, hint, str(folder)),), hopeless=True)
    here = template_version(order.request.kind), catalog_version(order.request.locale, order.request.kind), program()
    if here != (order.versions.template, order.versions.catalog, order.versions.program):
        message = f"The machine {socket.gethostname()} has another version of the program, or of its libraries."
        return Failure((Problem("other-version", message, "Install the same one on every machine."),), hopeless=True)
    return attempt(clinic, order, folder, keep=False)
