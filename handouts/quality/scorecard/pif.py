"""PIF TICK: where the words come from, when they are reviewed, and how they came about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.model import plain
from handouts.quality.scorecard.item import Check, Finding, Item
from handouts.quality.scorecard.look import Look
from handouts.quality.words import imprint

YEARS = 3
SOURCE = re.compile(r"\b[RSC]\d+\b")


def sources(look: Look) -> Iterator[Finding]:
    """The imprint names the sources."""
    lines = look.handout.imprint
    named = any(run.field == "sources" or SOURCE.search(run.text) for line in lines for run in line)
    if not named and not any(len(plain(line)) > 40 and "; " in plain(line) for line in lines):
        yield Finding("the imprint", "Name the main sources.")


def dated(look: Look) -> Iterator[Finding]:
    """The imprint says which version it is, when it was written and when it is to be reviewed."""
    if look.kind is None:
        yield Finding("the template's front block", "Give version, date and review_by.")
        return
    said = imprint(look.handout)
    for value in (look.kind.version, str(look.kind.date.year), str(look.kind.review_by.year)):
        if value not in said:
            yield Finding("the imprint", f"Print {value}: version, date and review date.")


def reviewed(look: Look) -> Iterator[Finding]:
    """The review is due within three years of the version."""
    if look.kind is None:
        yield Finding("the template's front block", "Give date and review_by.")
    elif (look.kind.review_by - look.kind.date).days > YEARS * 366:
        yield Finding("the template's front block", f"Set review_by within {YEARS} years of date.")


def reach(look: Look) -> Iterator[Finding]:
    """Help with language and sight is offered, by every kind that patients take home to read."""
    if look.handout.kind != "diary" and "interpreter" not in look.needs:
        yield Finding("the whole sheet", "Offer an interpreter and large print (handouts/required.py).")


def _item(name: str, question: str, check: Check | None = None) -> Item:
    return Item(f"pif-{name}", "PIF TICK", question, check)


PIF: tuple[Item, ...] = (
    _item("evidence", "Are the sources named?", sources),
    _item("dates", "Are version, date and review date on it?", dated),
    _item("review", "Is it reviewed at least every three years?", reviewed),
    _item("inequalities", "Does it offer help with language and sight?", reach),
    _item("process", "Is there a written process for making sheets?"),
    _item("training", "Are those who write them trained for it?"),
    _item("need", "Is there a real need for it?"),
    _item("users", "Did patients help to make it?"),
    _item("feedback", "Is there a way to say what is wrong with it, and is that heard?"),
    _item("impact", "Is it measured whether it helps?"),
)
