"""A sheet with stand-ins -> the same with somebody's own words.  What has no stand-in is shared as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from handouts.filled import STAND_IN
from handouts.model import Handout, Inlines, Run
from handouts.parse.inline import FULL_WIDTH, joined

Words = Mapping[int, str]
"""Own words by the number of the character that stands for them."""

Maker = Callable[[Words], Any]
_WIDE_END = re.compile(f"^[{FULL_WIDTH}]|[{FULL_WIDTH}]$")


def maker(handout: Handout) -> Callable[[Words], Handout]:
    """Makes sheets of `handout`, each with words of its own."""
    return _maker(handout) or (lambda _: handout)


def _maker(value: object) -> Maker | None:
    """Makes `value` with words of their own; None if there is no stand-in in it."""
    if isinstance(value, str):
        return value.translate if STAND_IN.search(value) else None
    if isinstance(value, Run):
        return _run_maker(value)
    if isinstance(value, tuple):
        return _tuple_maker(value)
    return _block_maker(value) if is_dataclass(value) else None


def _run_maker(run: Run) -> Maker | None:
    text, *rest = run
    return (lambda words: Run._make((text.translate(words), *rest))) if STAND_IN.search(text) else None


def _tuple_maker(value: tuple[Any, ...]) -> Maker | None:
    makers = [(number, own) for number, part in enumerate(value) if (own := _maker(part))]
    if not makers:
        return None
    runs = all(isinstance(part, Run) for part in value)

    def make(words: Words) -> tuple[Any, ...]:
        parts = list(value)
        for number, each in makers:
            parts[number] = each(words)
        return _settled(tuple(parts), makers) if runs else tuple(parts)

    return make


def _settled(runs: Inlines, makers: list[tuple[int, Maker]]) -> Inlines:
    """Runs as if they had been read with their own words in them: Chinese sets no blank beside its own marks."""
    wide = any(_WIDE_END.search(runs[number].text) for number, _ in makers)
    return joined(runs) if wide else runs


def _block_maker(value: Any) -> Maker | None:  # noqa: ANN401 - any block of the model
    names = [field.name for field in fields(value)]
    parts = [getattr(value, name) for name in names]
    makers = [(number, own) for number, part in enumerate(parts) if (own := _maker(part))]
    if not makers:
        return None
    kind = type(value)

    def make(words: Words) -> Any:  # noqa: ANN401
        given = parts.copy()
        for number, each in makers:
            given[number] = each(words)
        return kind(*given)

    return make
