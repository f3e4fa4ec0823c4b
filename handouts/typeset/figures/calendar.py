"""The calendar: days with tasks to tick, in columns that fill one after the other."""

from __future__ import annotations

from handouts.model import Calendar, Day
from handouts.typeset.compose import Composer
from handouts.typeset.tasks import draw_tasks


def draw_calendar(composer: Composer, block: Calendar, x: float, y: float, width: float, parent: int) -> float:
    """All days, the columns as equal in height as whole days allow; gives the height of the tallest."""
    columns = 1 if composer.typesetter.edition.stacked else block.columns
    gutter = composer.typesetter.edition.body * 1.2
    column = (width - gutter * (columns - 1)) / columns
    heights = [draw_day(composer.trial(), day, 0.0, 0.0, column, -1) for day in block.days]
    listing = composer.element("L", parent, numbering="None")
    tall, first = 0.0, 0
    for n, count in enumerate(_shares(heights, columns)):
        left, at = x + n * (column + gutter), y
        composer.rule(left, at, column, stroke="brand", line=1.0)
        for day in block.days[first : first + count]:
            at += draw_day(composer, day, left, at, column, listing)
        first += count
        tall = max(tall, at - y)
    return tall


def draw_day(composer: Composer, day: Day, x: float, y: float, width: float, parent: int) -> float:
    """One day with a rule below it."""
    air = composer.typesetter.edition.gap * 0.35
    item = composer.element("LI", parent)
    at = y + air + composer.text(day.when, "cell-head", x, y + air, width, "Lbl", item)
    at += draw_tasks(composer, day.tasks, x, at, width, composer.element("LBody", item)) + air
    composer.rule(x, at, width, line=0.7)
    return at - y


def _shares(heights: list[float], columns: int) -> list[int]:
    """How many days go into each column so that the tallest is least tall; earlier columns are the fuller ones."""
    low, high = max(heights), sum(heights)
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) <= columns else (middle, high)
    return _filled(heights, high)


def _filled(heights: list[float], most: float) -> list[int]:
    counts, used = [0], 0.0
    for height in heights:
        if used + height > most + 0.01:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += height
    return counts
