from __future__ import annotations

import pytest

from handouts.kinds import kinds
from handouts.knowledge import regions, treatments
from tests.whole_matrix import PAGE, Place, every_place, outcome

SAMPLE = every_place()[::23]


@pytest.fixture(scope="module")
def cells() -> dict[Place, str]:
    """What docs/matrix.md says of each sheet."""
    rows = [line.strip("| \n").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    names = [row for row in rows if row[0] != "region"]
    places = ((treatment, region) for treatment in treatments() for region in regions())
    return {
        (kind, *place): cell
        for place, row in zip(places, names, strict=True)
        for kind, cell in zip(kinds(), row[1:], strict=True)
    }


@pytest.mark.parametrize("place", SAMPLE, ids="-".join)
def test_page_tells_the_truth(place: Place, cells: dict[Place, str]) -> None:
    """The page of all sheets says how long each sheet is and how easy to read, and each is without fault."""
    found = outcome(place)
    assert not found.faults
    assert cells[place] == found.cell
