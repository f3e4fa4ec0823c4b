"""Reads `locale.toml`: a language's names, patterns and words, by country where they differ."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from handouts.errors import Problem, TranslationError

Settings = Mapping[str, Any]
Stamp = tuple[int, int]


class Pattern(NamedTuple):
    """Words with gaps in braces: each of `gaps` once or more, or each of those of another way to write it."""

    gaps: frozenset[str]
    others: tuple[frozenset[str], ...] = ()


UNIT = Pattern(frozenset({"n"}))
CLOCK_12 = frozenset({"h", "mm", "half"})
CLOCK_24 = frozenset({"H", "mm"}), frozenset({"HH", "mm"})

# Every key, with what it may hold: a type, words to choose from, or a pattern.  All but a few are needed.
SHAPE: dict[str, dict[str, object]] = {
    "": {"name": str, "english": str, "direction": ("ltr", "rtl")},
    "dates": dict.fromkeys(("day", "date", "short_day", "month", "plain_date", "first"), str),
    "times": {"pattern": Pattern(CLOCK_12, CLOCK_24), "am": str, "pm": str},
    "hours": {
        "days": Pattern(frozenset({"first", "last"})),
        "times": Pattern(frozenset({"open", "close"})),
        "line": Pattern(frozenset({"days", "times"})),
    },
    "numbers": {"follow_country": bool, "grouped_from": int},
    "units": {
        **dict.fromkeys(("mg", "kg", "lb", "celsius", "fahrenheit"), UNIT),
        "both": Pattern(frozenset({"first", "second"})),
    },
    "words": dict.fromkeys(("paracetamol", "physiotherapy", "urgent_care", "emergency_department"), str),
    "marks": dict.fromkeys(("comma", "semicolon", "colon"), str),
}
# May be left out.
OPTIONAL: dict[str, object] = {"complete": bool}
MAY_LACK = {"dates.first", "marks.comma", "marks.semicolon", "marks.colon"}
TYPES = {str: "text that is not empty", bool: "true or false", int: "a whole number"}
SECTIONS = tuple(section for section in SHAPE if section)


def settings(path: Path) -> Settings:
    """What `path` says, checked.  Raises TranslationError with all its faults."""
    return _settings(path, stamp(path))


def stamp(path: Path) -> Stamp:
    """When a file was last written, and how long it is: what was read of it holds as long as they are the same."""
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def for_country(known: Settings, country: str) -> Settings:
    """`known` with what its `[[country]]` blocks say of `country` laid over it, later blocks over earlier ones."""
    blocks = [block for block in known.get("country", ()) if country in block["codes"]]
    return {name: _overlaid(name, known, blocks) for name in SECTIONS}


def _overlaid(section: str, known: Settings, blocks: list[Settings]) -> Settings:
    merged = dict(known.get(section, {}))
    for block in blocks:
        merged.update(block.get(section, {}))
    return merged


@lru_cache(maxsize=128)
def _settings(path: Path, _stamp: Stamp) -> Settings:
    where = _where(path)
    try:
        known = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        problem = Problem("toml", f"This is no TOML: {error}.", file=where, line=int(line[1]) if line else 0)
        raise TranslationError(problem) from error
    if problems := tuple(Problem("locale", text, file=where, key=key) for key, text in _faults(known)):
        raise TranslationError(problems)
    return known


def _where(path: Path) -> str:
    """The file as a translator knows it: es/locale.toml."""
    return f"{path.parent.name}/{path.name}"


def _faults(known: Settings) -> Iterator[tuple[str, str]]:
    top = {key: value for key, value in known.items() if key not in {*SECTIONS, "country"}}
    said = {key: top.pop(key) for key in OPTIONAL if key in top}
    yield from _table_faults(SHAPE[""], top, "", complete=True)
    yield from _table_faults(OPTIONAL, said, "", complete=False)
    for section in SECTIONS:
        yield from _table_faults(SHAPE[section], known.get(section, {}), f"{section}.", complete=True)
    blocks = known.get("country", [])
    for block in blocks if isinstance(blocks, list) else ["[country]"]:
        yield from _country_faults(block)


def _country_faults(block: object) -> Iterator[tuple[str, str]]:
    if not isinstance(block, dict) or not _are_codes(block.get("codes")):
        yield "country.codes", 'Each [[country]] block has a list of country codes, such as codes = ["US", "CA"].'
        return
    prefix = f"country {' '.join(block['codes'])}: "
    for name, table in block.items():
        if name in SECTIONS:
            yield from _table_faults(SHAPE[name], table, f"{prefix}{name}.", complete=False)
        elif name != "codes":
            yield prefix + name, "There is no such setting."


def _are_codes(codes: object) -> bool:
    return isinstance(codes, list) and all(re.fullmatch("[A-Z]{2}", str(code)) for code in codes)


def _table_faults(
    shape: Mapping[str, object], table: object, prefix: str, *, complete: bool
) -> Iterator[tuple[str, str]]:
    if not isinstance(table, dict):
        yield prefix.rstrip("."), "This is a table of settings."
        return
    for key in table.keys() - shape.keys():
        yield prefix + key, "There is no such setting."
    for key, wanted in shape.items():
        if key in table:
            if fault := _value_fault(wanted, table[key]):
                yield prefix + key, fault
        elif complete and prefix + key not in MAY_LACK:
            yield prefix + key, "This setting is missing."


def _value_fault(wanted: object, value: object) -> str:
    if isinstance(wanted, Pattern):
        return _pattern_fault(wanted, value)
    if isinstance(wanted, tuple):
        return "" if value in wanted else f"This is one of: {', '.join(wanted)}."
    kind = cast("type", wanted)
    return "" if type(value) is kind and value != "" else f"This has to be {TYPES[kind]}."


def _pattern_fault(wanted: Pattern, value: object) -> str:
    ways = (wanted.gaps, *wanted.others)
    if isinstance(value, str):
        gaps = frozenset(re.findall(r"\{(\w*)\}", value))
        stray = re.search(r"[{}]", re.sub(r"\{\w*\}", "", value))
        if gaps in ways and not stray:
            return ""
    said = ", or ".join(" and ".join(f"{{{gap}}}" for gap in sorted(way)) for way in ways)
    return f"This pattern has {said} in it, and no other braces."
