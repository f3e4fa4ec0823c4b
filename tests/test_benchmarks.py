"""The benchmarks run; no test depends on a time."""

from __future__ import annotations

import pytest

from benchmarks import sheet as benchmark
from handouts import sheet
from handouts.kinds import kinds


def test_table_has_each_step_of_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """One round gives a line for each step, with a column for each kind."""
    benchmark.main(1)
    lines = [(line[:14].strip(), line[14:].split()) for line in capsys.readouterr().out.splitlines()]
    assert ("", list(kinds())) in lines
    for step in (*benchmark.STEPS, benchmark.WHOLE):
        assert [cells.count("ms") for name, cells in lines if name == step] == [len(kinds())]


def test_spine_is_left_as_it_was() -> None:
    """Watching puts the spine's own steps back, also after a failure."""
    before = {name: getattr(sheet, name) for name in benchmark.STEPS.values()}

    def fail() -> None:
        with benchmark.watched():
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert before == {name: getattr(sheet, name) for name in benchmark.STEPS.values()}
