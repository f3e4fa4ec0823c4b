from __future__ import annotations

import pytest

from handouts.localize import locales
from tests.whole_locales import PAGE, Place, every_place, outcome

TAGS = [info.tag for info in locales()]
SAMPLE = every_place(TAGS)[::37]


@pytest.mark.parametrize("place", SAMPLE, ids="-".join)
def test_sheets_of_every_language_are_faultless(place: Place) -> None:
    """A sheet of any language is valid, says that it is a draft, has three pages at most, and readers get its words."""
    assert outcome(place).faults == ()


def test_page_lists_every_language() -> None:
    """The page of all languages names each of them."""
    listed = {line.split(" | ")[0].strip("| ") for line in PAGE.read_text("utf-8").splitlines()}
    assert {info.english for info in locales()} <= listed


def test_sample_has_every_language() -> None:
    """Each language, kind and paper is looked at in every run."""
    assert {place.locale for place in SAMPLE} == set(TAGS)
    assert {place.paper for place in SAMPLE} == {"a4", "letter"}
    assert len({place.kind for place in SAMPLE}) == 5
