"""The queue: who makes which chunk next."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from handouts.batch import queue
from handouts.batch.order import Chunk, Order, Versions
from handouts.batch.queue import Queue, Sort
from handouts.clinics import sample_clinic
from handouts.model import Request
from tests.support.clinics import TODAY

SORTS = st.builds(Sort, st.sampled_from(["en", "es", "ar"]), st.sampled_from(["US", "FR"]))
CLINIC = sample_clinic(TODAY)


def chunk(sort: Sort, number: int = 0) -> Chunk:
    """A chunk of one order."""
    request = Request("diary", "prp", "knee", sort.locale, "a4", TODAY)
    return Chunk(replace(CLINIC, country=sort.country), (Order(str(number), "", request, Versions("", "", "", "")),))


def queued(*sorts: str) -> Queue:
    """Some chunks, such as "en US", in this order."""
    return Queue(iter([chunk(Sort(*sort.split()), number) for number, sort in enumerate(sorts)]))


def taken(line: Queue, last: str = "", *others: str) -> str:
    """What a worker is given."""
    found = line.take(Sort(*last.split()) if last else None, {Sort(*other.split()) for other in others})
    return " ".join(queue.sort_of(found)) if found else "nothing"


def test_a_worker_stays_with_its_language_and_country() -> None:
    """A worker goes on with clinics of its country, then with its language, whatever stands before them."""
    line = queued("ar FR", "en FR", "en US", "es US")
    assert taken(line, "en US", "ar FR") == "en US"
    assert taken(line, "en US", "ar FR") == "en FR"


def test_a_new_worker_begins_a_language_that_nobody_is_at() -> None:
    """A worker that has made nothing yet leaves the others their languages, or at least their countries."""
    line = queued("en FR", "en US", "es FR")
    assert taken(line, "", "en FR") == "es FR"
    assert taken(line, "", "en FR") == "en US"
    assert taken(line, "", "en FR") == "en FR"
    assert taken(line) == "nothing"


def test_one_worker_goes_through_languages_one_after_the_other() -> None:
    """A worker alone comes back to no language while it can see chunks in it, nor to a country."""
    sorts = [Sort(locale, country) for country in ("US", "FR", "US", "GB") for locale in ("en", "es")]
    found = [" ".join(queue.sort_of(each)) for each in queue.in_order(map(chunk, sorts))]
    assert found == ["en US", "en US", "en FR", "en GB", "es US", "es US", "es FR", "es GB"]


def test_what_was_put_back_comes_first() -> None:
    """What a dead worker leaves is made next."""
    line = queued("en US")
    line.put_back(chunk(Sort("ar", "FR")))
    assert taken(line, "en US") == "ar FR"


@given(st.lists(SORTS, max_size=40), st.lists(st.tuples(st.none() | SORTS, st.sets(SORTS)), min_size=41, max_size=41))
def test_every_chunk_is_given_once(sorts: list[Sort], askers: list[tuple[Sort | None, set[Sort]]]) -> None:
    """Whoever asks, each chunk is given once, and each sort's chunks in their order; with a few looked at, too."""
    ahead, queue.AHEAD = queue.AHEAD, 7
    try:
        line = Queue(chunk(sort, number) for number, sort in enumerate(sorts))
        found = [given for last, others in askers if (given := line.take(last, others))]
    finally:
        queue.AHEAD = ahead
    numbers = [int(each.orders[0].file) for each in found]
    assert sorted(numbers) == list(range(len(sorts)))
    for sort in set(sorts):
        own = [number for number in numbers if sorts[number] == sort]
        assert own == sorted(own)
