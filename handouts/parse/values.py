"""What no single element shows: columns that agree, dates that exist, headings in order, the kind asked for."""

from __future__ import annotations

import re
from datetime import date
from math import isclose

from handouts.filled import CODE_BYTES, code_bytes
from handouts.parse.faults import Faults
from handouts.parse.tree import Element

TOO_LONG = ("<qr> has a “payload” that is too long for a phone to read.", f"Write at most {CODE_BYTES} bytes.")
_SHARE = re.compile(r"[0-9]*\.?[0-9]+")
_NEAR = 0.001
_MOST = {"line": 3, "qr": 2}  # what a strip has room for
_ANSWERS = ("value", "write-in", "choices")


def check_values(root: Element, kind: str, faults: Faults) -> None:
    """Record the faults that show only between elements; `root` keeps to the vocabulary."""
    _kind(root, kind, faults)
    _written(root, faults)
    _headings(root, faults)
    checks = {"table": _table, "field": _field, "strip": _strip, "qr": _qr}
    for element in root.walk():
        if element.name in checks:
            checks[element.name](element, faults)


def widths(table: Element) -> tuple[float, ...]:
    """Shares of a table's columns; empty if they are no numbers."""
    words = table.attributes["widths"].split()
    return tuple(map(float, words)) if all(map(_SHARE.fullmatch, words)) else ()


def _kind(root: Element, kind: str, faults: Faults) -> None:
    if root.attributes["kind"] != kind:
        message = f"<handout> says it is of another kind than “{kind}”, which was asked for."
        faults.add("bad-attribute", root.line, message, f'Write kind="{kind}".')


def _written(root: Element, faults: Faults) -> None:
    try:
        date.fromisoformat(root.attributes["written"])
    except ValueError:
        hint = "Write the day of the version, such as 2026-11-01."
        faults.add("bad-attribute", root.line, "<handout> has no real date in “written”.", hint)


def _headings(root: Element, faults: Faults) -> None:
    level = 0
    for element in (*root.one("body").walk(), *(inner for part in root.all("chart-copy") for inner in part.walk())):
        if element.name not in ("h1", "h2", "h3"):
            continue
        found = int(element.name[1])
        if found > level + 1:
            hint = f"Write <h{level + 1}> before it, or in its place."
            faults.add("wrong-order", element.line, f"<{element.name}> comes before any <h{level + 1}>.", hint)
        level = found


def _table(table: Element, faults: Faults) -> None:
    columns = len(table.one("header").elements)
    _widths(table, columns, faults)
    for row in table.all("row"):
        cells = row.elements
        if len(cells) != columns:
            message = f"<row> has {len(cells)} of <cell>, but the <header> of its <table> has {columns}."
            faults.add("bad-table", row.line, message, f"Write {columns} of <cell>.")
        if cells[0].attributes.get("kind", "text") != "text":
            hint = "Write what the row is about in its first cell."
            faults.add("bad-table", cells[0].line, "The first <cell> of a <row> must be text: it names the row.", hint)


def _widths(table: Element, columns: int, faults: Faults) -> None:
    shares = widths(table)
    if len(shares) != columns or min(shares) <= 0 or not isclose(sum(shares), 1, abs_tol=_NEAR):
        message = "<table> has a wrong value in “widths”."
        hint = f"Write {columns} shares that add up to 1, one for each <cell> of its <header>, such as 0.4 0.6 for two."
        faults.add("bad-attribute", table.line, message, hint)


def _field(element: Element, faults: Faults) -> None:
    if len(element.all(*_ANSWERS)) != 1:
        hint = "Write <label> and then one of <value>, <write-in/>, <choices>."
        faults.add("bad-field", element.line, "<field> must have exactly one answer.", hint)


def _strip(strip: Element, faults: Faults) -> None:
    for name, most in _MOST.items():
        if len(found := strip.all(name)) > most:
            message = f"<strip> has {len(found)} of <{name}>, which stands at most {most} times in it."
            faults.add("too-many", found[most].line, message, "Delete the others.")


def _qr(code: Element, faults: Faults) -> None:
    if code_bytes(code.attributes["payload"]) > CODE_BYTES:
        faults.add("bad-attribute", code.line, *TOO_LONG)
