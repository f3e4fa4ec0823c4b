"""`locale proof`: a translation side by side with its English, to read on paper."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from handouts.cli.locale_named import Json, KindName, Tag, named, sayable
from handouts.cli.report import say, say_json
from handouts.cli.values import Collector

Out = Annotated[str, typer.Option("--out", metavar="PATH", help="A file, or a folder. Without it: this folder.")]


def proof(tag: Tag, kind: KindName, out: Out = "", as_json: Json = False) -> None:
    """Make a PDF with English and translation side by side, and what changed since the last review marked."""
    from handouts.editions import WORKSHOP
    from handouts.kinds import kinds
    from handouts.output import place
    from handouts.sheet import finish
    from handouts.translation.proof import proof_of

    collector = Collector()
    target = collector.check(place, out)
    locale, kind = named(tag, kind, collector)
    today = date.today()  # noqa: DTZ011 - the day where the translator is
    handout = proof_of(kinds()[kind], locale, sayable(kind), today)
    data, _, proven = finish(handout, WORKSHOP, "a4")
    path = target.value.write(f"proof-{kind}-{locale.info.tag}.pdf", data)
    if as_json:
        say_json(file=str(path), pages=proven.pages, lines_proven=proven.lines)
    else:
        say(str(path))
