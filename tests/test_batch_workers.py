"""Workers: processes that stay for a whole run, whatever is asked of them and however fast they answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from handouts.batch import apart, worker
from handouts.batch.chunks import CHUNK, chunks_of
from handouts.batch.order import Chunk, Failure, Order, Versions
from handouts.batch.pool import Pool
from handouts.clinics import Clinic, sample_clinic
from handouts.errors import Problem
from handouts.model import Request
from tests.support.clinics import TODAY

REQUEST = Request("diary", "prp", "knee", "en", "a4", TODAY)
STARTS = {"forked or spawned": worker.start, "apart": apart.start_apart}


def names_itself(_: Clinic, __: Order) -> Failure:
    """No sheet, but the number of the process that was asked for one."""
    return Failure((Problem("process", str(os.getpid())),))


def ordered(file: str, tag: str = "en") -> Order:
    """An order for a sheet in a language."""
    return Order(file, "", replace(REQUEST, locale=tag), Versions("", "", "", ""))


def chunks(count: int, size: int) -> Iterator[Chunk]:
    """So many chunks of so many orders."""
    for number in range(count):
        yield Chunk(sample_clinic(TODAY), tuple(ordered(f"{number}-{each}") for each in range(size)))


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("size", [1, 3])
def test_two_workers_make_all_chunks(start: worker.Start, size: int) -> None:
    """A worker that gets its next chunk in the moment in which it ends one goes on: nobody is started anew."""
    with closing(Pool(names_itself, 2, 60.0, start)) as pool:
        answers = list(pool.answers(chunks(300, size), lambda: False))
        again = list(pool.answers(chunks(2, 1), lambda: False))
    assert len({order.file for order, _ in answers}) == len(answers) == 300 * size
    processes = {answer.problems[0].message for _, answer in (*answers, *again) if isinstance(answer, Failure)}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes


def test_a_stopped_pool_hears_of_the_order_that_each_worker_is_at() -> None:
    """Once it is stopped it gives nothing more, and what it gave out before is answered or left, never made twice."""
    with closing(Pool(names_itself, 1, 60.0)) as pool:
        heard: list[str] = []
        for order, _ in pool.answers(chunks(50, 4), lambda: len(heard) >= 10):
            heard.append(order.file)
    assert 10 <= len(heard) < 50
    assert len(set(heard)) == len(heard)


def test_chunks_are_of_one_clinic_and_language() -> None:
    """Each order is given out once, in small chunks of one clinic in one language."""
    given = [
        (clinic, [ordered(f"{number}/{tag}/{each}", tag) for each in range(20) for tag in ("es", "en", "ar")])
        for number, clinic in enumerate([sample_clinic(TODAY)] * 5)
    ]
    found = list(chunks_of(iter(given)))
    assert max(len(chunk.orders) for chunk in found) == CHUNK
    assert all(len({order.file.rpartition("/")[0] for order in chunk.orders}) == 1 for chunk in found)
    files = [order.file for chunk in found for order in chunk.orders]
    assert sorted(files) == sorted(order.file for _, orders in given for order in orders)
