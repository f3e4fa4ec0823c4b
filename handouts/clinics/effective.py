"""What holds for one treatment in one region: the most particular override, or else the default."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from handouts.clinics.clinic import Scope
from handouts.knowledge import parameters, regions, treatments

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence
    from collections.abc import Set as AbstractSet

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


def in_words(pairs: Collection[Combination]) -> str:
    """Treatments and regions in words: all regions of a treatment are just the treatment, and the other way round."""
    by_regions: dict[frozenset[str], list[str]] = {}
    for treatment in treatments():
        here = frozenset(region for each, region in pairs if each == treatment)
        if here:
            by_regions.setdefault(here, []).append(treatment)
    return ", and ".join(_group_in_words(names, here) for here, names in by_regions.items())


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _group_in_words(names: Sequence[str], here: AbstractSet[str]) -> str:
    """Treatments that have the same regions."""
    who = listed([treatments()[name].name for name in names])
    others = [region for region in regions() if region not in here]
    if not others:
        return who
    areas = _areas([region for region in regions() if region in here])
    if len(names) == len(treatments()):
        return areas
    return f"{who} of {areas}" if len(here) <= len(others) else f"{who}, but not of {_areas(others)}"


def _areas(ids: Collection[str]) -> str:
    if set(ids) == {row.id for row in regions().values() if row.spine}:
        return "the spine"
    return f"the {listed([regions()[region].in_sentence for region in ids])}"
