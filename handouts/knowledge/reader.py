"""Reads the knowledge files, each once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from handouts.knowledge.places import GENERAL, Country, Evidence, Jurisdiction, Region, Treatment
from handouts.knowledge.values import Parameter, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# From hopeful to cautious: of two codes the later one is printed.  F and X share a sentence; N says that it was tried
# and did not help.
CAUTION = "BMFXN"


@cache
def treatments() -> Mapping[str, Treatment]:
    """The treatments that sheets are made for, by id, in the order in which they are listed."""
    return MappingProxyType({key: _treatment(key, row) for key, row in _read("treatments").items()})


@cache
def regions() -> Mapping[str, Region]:
    """The regions that sheets are made for, by id, in the order in which they are listed."""
    return MappingProxyType({key: _region(key, row) for key, row in _read("regions").items()})


@cache
def sensitive_ids() -> frozenset[str]:
    """Treatments and regions that an approval must name to count for them."""
    sensitive = {row.id for row in treatments().values() if row.sensitive}
    return frozenset(sensitive | {row.id for row in regions().values() if row.sensitive})


@cache
def evidence(treatment: str, region: str) -> Evidence:
    """How good the evidence is for `treatment` in `region`."""
    row = _evidence()[treatment][region]
    return Evidence(max(row["codes"], key=CAUTION.index), tuple(row["sources"]), row.get("refused", ""))


@cache
def jurisdiction(code: str) -> Jurisdiction:
    """The rules of a place ("US-CA"): its own, or else its country's, or else those that hold in general."""
    rows = _read("jurisdictions")
    row = rows.get(code) or rows.get(code.partition("-")[0])
    if row:
        return Jurisdiction(code, row["rule"], tuple(row["sources"]), row.get("notice", ""))
    return Jurisdiction(code, GENERAL)


@cache
def parameters() -> Mapping[str, Parameter]:
    """What a clinic may set, by id, in the order in which they are listed."""
    return MappingProxyType({key: _parameter(key, row) for key, row in _read("parameters").items()})


@cache
def sources() -> Mapping[str, str]:
    """What each source id ("R1", "C9") stands for."""
    rows = _read("sources").items()
    return MappingProxyType({key: row if isinstance(row, str) else row["name"] for key, row in rows})


@cache
def short_sources() -> Mapping[str, str]:
    """Names that a patient can read, in English, of the sources that `evidence` rests on."""
    rows = _read("sources").items()
    return MappingProxyType({key: row["short"] for key, row in rows if not isinstance(row, str)})


@cache
def defaults(treatment: str, region: str) -> Mapping[str, Value]:
    """What holds where the clinic sets nothing, by parameter, for those that mean anything in `region`."""
    known = parameters().items()
    return MappingProxyType({key: row.default(treatment, region) for key, row in known if row.applies(region)})


@cache
def countries() -> Mapping[str, Country]:
    """The countries whose emergency number is known, by ISO 3166 code."""
    return MappingProxyType({code: Country(code, **row) for code, row in _read("countries").items()})


@cache
def _evidence() -> Mapping[str, Any]:
    return _read("evidence")


def _treatment(key: str, row: dict[str, Any]) -> Treatment:
    return Treatment(key, sources=tuple(row.pop("sources", ())), **row)


def _region(key: str, row: dict[str, Any]) -> Region:
    groups = frozenset(row.pop("groups", ()))
    flags, joints = tuple(row.pop("red_flags", ())), tuple(row.pop("joints", ()))
    return Region(key, groups=groups, red_flags=flags, joints=joints, **row)


def _parameter(key: str, row: dict[str, Any]) -> Parameter:
    cases = [row, *row.pop("when", ())]
    for case in cases:
        if "treatment" in case:
            case["treatment"] = _treatments_in(case["treatment"])
        if "region" in case:
            case["region"] = _regions_in(case["region"])
    return Parameter(
        key,
        name=row.pop("name"),
        type=row.pop("type"),
        unit=row.pop("unit", ""),
        scope=tuple(row.pop("scope")),
        source=row.pop("source"),
        only=_regions_in(row.pop("only", ())),
        cases=tuple(cases),
    )


def _treatments_in(names: Iterable[str]) -> frozenset[str]:
    """Ids of the treatments that `names`, ids or families, speak of."""
    wanted = frozenset(names)
    return frozenset(row.id for row in treatments().values() if not wanted.isdisjoint((row.id, row.family)))


def _regions_in(names: Iterable[str]) -> frozenset[str]:
    """Ids of the regions that `names`, ids or groups, speak of."""
    wanted = frozenset(names)
    return frozenset(row.id for row in regions().values() if row.id in wanted or not row.groups.isdisjoint(wanted))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
