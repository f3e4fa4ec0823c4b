"""What medicine says, as data: treatments, regions, evidence, parameters with their safe ranges, and countries.

The words and numbers stand in the TOML files beside this module, each with its source.  They are read once.
"""

from handouts.knowledge.places import Country, Evidence, Jurisdiction, Region, Treatment
from handouts.knowledge.reader import (
    countries,
    defaults,
    evidence,
    jurisdiction,
    parameters,
    regions,
    sensitive_ids,
    short_sources,
    sources,
    treatments,
)
from handouts.knowledge.values import Limits, Parameter, Value, ValueType

__all__ = [
    "Country",
    "Evidence",
    "Jurisdiction",
    "Limits",
    "Parameter",
    "Region",
    "Treatment",
    "Value",
    "ValueType",
    "countries",
    "defaults",
    "evidence",
    "jurisdiction",
    "parameters",
    "regions",
    "sensitive_ids",
    "short_sources",
    "sources",
    "treatments",
]
