"""Where lines begin and end, of whatever text and width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.editions import STANDARD
from handouts.model import Inlines, Run
from handouts.typeset.breaking import NOT_FIRST
from handouts.typeset.compose import typesetter
from handouts.typeset.lines import set_text

STYLE = typesetter(STANDARD, "a4", "en", "ltr").style("value")
DATE = Run("martes, 1\u00a0de\u00a0diciembre\u00a0de\u00a02026", isolation="keep")


def lines(runs: Inlines, width: float) -> list[str]:
    """Text of each line."""
    return ["".join(word.shaped.text for word in line.words).strip() for line in set_text(runs, STYLE, width).lines]


@pytest.mark.parametrize("width", range(80, 260, 3))
def test_no_line_begins_with_a_comma(width: int) -> None:
    """A date too wide for its place is taken apart between its words; the comma after it stays with the year."""
    found = lines((DATE, Run(", "), Run("10:30\u00a0a.\u00a0m.", isolation="keep")), width)
    assert "2026," in " ".join(found)
    assert not any(line.startswith(tuple(NOT_FIRST)) for line in found)


@given(st.lists(st.sampled_from(["word", "a", "2026", "long-winded", "x" * 30]), min_size=1), st.integers(40, 300))
def test_nothing_is_lost_or_too_wide(words: list[str], width: int) -> None:
    """Lines say the whole text, none of them wider than its place."""
    runs = (Run(" ".join(words)), Run("; "), DATE, Run("."))
    content = set_text(runs, STYLE, width)
    assert content.width <= width + 0.02
    assert "".join("".join(lines(runs, width)).split()) == "".join("".join(run.text for run in runs).split())
