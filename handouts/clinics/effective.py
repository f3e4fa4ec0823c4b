"""What holds for one treatment in one region: the most particular override, or else the default."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from handouts.clinics.clinic import Scope
from handouts.knowledge import parameters, regions, treatments

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

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
