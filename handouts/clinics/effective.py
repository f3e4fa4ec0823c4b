"""What holds for one treatment in one region: the most particular override, or else the default."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from handouts.clinics.clinic import Scope
from handouts.knowledge import parameters, regions, treatments

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

Combination = tuple[str, str]


def deciding_scope(written: Container[Scope], treatment: str, region: str, parameter: str) -> Scope | None:
    """The override, of those `written`, that decides `parameter`; None where the default holds."""
    for scope in (
        Scope(treatment, region, parameter),
        Scope(treatment, "", parameter),
        Scope("", "", parameter),
    ):
        if scope in written:
            return scope
    return None


def combinations(scope: Scope) -> Iterator[Combination]:
    """Every treatment and region that an override of `scope` speaks of."""
    for treatment, region in product(treatments(), regions()):
        named = scope.treatment in ("", treatment) and scope.region in ("", region)
        if named and parameters()[scope.parameter].applies(region):
            yield treatment, region


def decided(scope: Scope, written: Container[Scope]) -> tuple[Combination, ...]:
    """The treatments and regions for which `scope` decides, because nothing more particular is `written`."""
    return tuple(pair for pair in combinations(scope) if deciding_scope(written, *pair, scope.parameter) == scope)


def in_words(pairs: Sequence[Combination]) -> str:
    """Treatments and regions in words: all regions of a treatment are just the treatment."""
    for region in regions():
        if set(pairs) == {(treatment, region) for treatment in treatments()}:
            return f"the {regions()[region].name.lower()}"
    named = []
    for treatment in dict.fromkeys(treatment for treatment, _ in pairs):
        here = [regions()[region].name.lower() for each, region in pairs if each == treatment]
        name = treatments()[treatment].name
        named.append(name if len(here) == len(regions()) else f"{name} of the {' and '.join(here)}")
    return " and ".join(named)
