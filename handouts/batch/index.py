"""index.html: every sheet of the output folder with its link, to open in a browser and search.  It needs no server."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from handouts.kinds import kinds
from handouts.knowledge import regions, treatments
from handouts.localize import locales
from handouts.output import write_whole

NAME = "index.html"
COLUMNS = ("Clinic", "Sheet", "Treatment", "Area", "Language", "Pages", "Remark")
OUTDATED = "Out of date: do not use"

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Handouts</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; color: #1a1a1a; background: #fff }}
input {{ font: inherit; width: min(30rem, 100%); padding: .4rem .6rem }}
table {{ border-collapse: collapse; margin-top: 1rem }}
th, td {{ text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #ccc }}
.old {{ color: #8a1c00; font-weight: bold }}
@media print {{ label, input {{ display: none }} }}
</style>
<h1>Handouts</h1>
<p><label for="words">Search: a clinic, a sheet, a treatment, an area, a language</label><br>
<input id="words" type="search" autocomplete="off">
<p id="count" role="status">{count} sheets</p>
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
<script>
const rows = [...document.querySelectorAll("tbody tr")];
const plain = text => text.normalize("NFD").replace(/\\p{{M}}/gu, "").toLowerCase();
const texts = rows.map(row => plain(row.textContent));
document.getElementById("words").addEventListener("input", event => {{
  const words = plain(event.target.value).split(/\\s+/);
  let found = 0;
  rows.forEach((row, number) => {{
    row.hidden = !words.every(word => texts[number].includes(word));
    found += !row.hidden;
  }});
  document.getElementById("count").textContent = found + " of " + rows.length + " sheets";
}});
</script>
</html>
"""


def write_index(folder: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Write the index of a manifest's `lines`.  Raises `OutputError`."""
    names = _names()
    rows = [_row(line, names) for line in lines]
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    page = PAGE.format(count=len(rows), head=head, rows="\n".join(rows))
    write_whole(folder / NAME, page.encode())


def _names() -> dict[str, str]:
    """What ids are called."""
    return {
        **{kind.id: kind.name for kind in kinds().values()},
        **{row.id: row.name for row in treatments().values()},
        **{row.id: row.name for row in regions().values()},
        **{locale.tag: f"{locale.english} ({locale.tag})" for locale in locales()},
    }


def _row(line: dict[str, Any], names: dict[str, str]) -> str:
    kind, *others = (names.get(line[key], line[key]) for key in ("kind", "treatment", "region", "locale"))
    link = f'<a href="{quote(line["file"])}">{escape(kind)}</a>'
    cells = [escape(line["clinic"]), link, *map(escape, others), str(line["pages"]), _remark(line)]
    return f"<tr>{''.join(f'<td>{cell}' for cell in cells)}"


def _remark(line: dict[str, Any]) -> str:
    return escape(line["mark"]) if line["current"] else f'<span class="old">{OUTDATED}</span>'
