"""Settings that are safe one by one, and clash side by side on a clinic's sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.clinics.clinic import Found, Override, Scope
from handouts.clinics.effective import Combination, deciding_scope, in_words, listed
from handouts.clinics.faults import Faults, shown
from handouts.clinics.lines import find_lines
from handouts.clinics.rules import CONTRADICTIONS, DOUBTS, Rule
from handouts.clinics.source import read_text
from handouts.errors import Problem
from handouts.knowledge import Value, defaults, parameters, regions, treatments

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from handouts.clinics.clinic import Clinic

Scopes = tuple[Scope | None, ...]


class Clash(NamedTuple):
    """A broken rule: who decided each setting (None: nobody, it is the default), and the values where it is broken."""

    rule: Rule
    scopes: Scopes
    where: dict[Combination, tuple[Value, ...]]

    def latest(self, order: Iterable[Scope]) -> Scope:
        """The last of its settings that the clinic wrote, in the `order` of the file."""
        return [scope for scope in order if scope in self.scopes][-1]

    def message(self, lines: Mapping[Scope, int]) -> str:
        """The clash in one sentence, with every setting's value and line."""
        columns = [dict.fromkeys(column) for column in zip(*self.where.values(), strict=True)]
        rows = zip(self.rule.settings, columns, self.scopes, strict=True)
        said = [f"{name} is {_shown(values)} ({_origin(scope, lines)})" for name, values, scope in rows]
        everywhere = len(self.where) == len(treatments()) * len(regions())
        place = "" if everywhere else f" for {in_words(self.where)}"
        return f"{self.rule.why}{place}: {listed(said)}."

    @property
    def hint(self) -> str:
        """What to do about it."""
        return f"Change {listed(self.rule.settings, 'or')}."


def report_contradictions(found: Found, doubtful: AbstractSet[Scope], faults: Faults) -> None:
    """Report all settings that contradict each other for some treatment and region.

    `doubtful` are overrides with a fault of their own: nobody knows what they were meant to be.
    """
    overrides = {scope: override for scope, (_, override) in found.items()}
    broken = list(_clashes(CONTRADICTIONS, overrides, doubtful))
    lines = {scope: faults.line(path) for scope, (path, _) in found.items()} if broken else {}
    for clash in broken:
        faults.add(found[clash.latest(found)][0], "contradiction", clash.message(lines), clash.hint)


def doubts(clinic: Clinic, file: str) -> tuple[Problem, ...]:
    """What is odd about the settings of `clinic`, loaded from `file`, and yet no fault."""
    found = []
    broken = list(_clashes(DOUBTS, clinic.overrides, frozenset()))
    lines = _lines(clinic, file) if broken else {}
    for clash in broken:
        latest = clash.latest(clinic.overrides)
        message, key = clash.message(lines), clinic.overrides[latest].key
        found.append(Problem("doubt", message, clash.hint, file, lines[latest], key))
    return tuple(sorted(found, key=lambda problem: problem.line))


def _lines(clinic: Clinic, file: str) -> dict[Scope, int]:
    """The line of each setting; hardly anybody asks, so it is not looked up where a file is read."""
    lines = find_lines(read_text(Path(file)))
    return {scope: lines.get(tuple(override.key.split(".")), 0) for scope, override in clinic.overrides.items()}


def _clashes(
    rules: Iterable[Rule], overrides: Mapping[Scope, Override], doubtful: AbstractSet[Scope]
) -> Iterator[Clash]:
    """Each clash once, with all treatments and regions that it holds for.  Defaults alone never clash."""
    written = {*overrides, *doubtful}
    set_names = {scope.parameter for scope in written}
    for rule in rules:
        found: dict[Scopes, dict[Combination, tuple[Value, ...]]] = {}
        for pair in product(treatments(), regions()) if set_names.intersection(rule.settings) else ():
            if not all(parameters()[name].applies(pair[1]) for name in rule.settings):
                continue
            scopes = tuple(deciding_scope(written, *pair, name) for name in rule.settings)
            if _is_judged(rule, scopes, doubtful):
                values = _values(rule, scopes, pair, overrides)
                if rule.broken(*values):
                    found.setdefault(scopes, {})[pair] = values
        yield from (Clash(rule, scopes, where) for scopes, where in found.items())


def _is_judged(rule: Rule, scopes: Scopes, doubtful: AbstractSet[Scope]) -> bool:
    enough = all if rule.written else any
    return enough(scopes) and doubtful.isdisjoint(scopes)


def _values(rule: Rule, scopes: Scopes, pair: Combination, overrides: Mapping[Scope, Override]) -> tuple[Value, ...]:
    usual = defaults(*pair)
    named = zip(rule.settings, scopes, strict=True)
    return tuple(overrides[scope].value if scope else usual[name] for name, scope in named)


def _origin(scope: Scope | None, lines: Mapping[Scope, int]) -> str:
    return f"line {lines[scope]}" if scope else "the default"


def _shown(values: Iterable[Value]) -> str:
    """A value; a default may be one of several."""
    said = [f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else shown(value) for value in values]
    return listed(said, "or")
