"""What stands around the text of a sheet: the letterhead, the running head of later pages, and the foot."""

from __future__ import annotations

import functools

from handouts.editions import STANDARD
from handouts.model import Inlines, Letterhead, Logo, Mark, Run
from handouts.typeset.compose import Composer, Typesetter
from handouts.typeset.setblock import SetBlock

LOGO_WIDTH, LOGO_HEIGHT = 11.0, 3.6  # largest, in body sizes
UPRIGHT_HEIGHT = 5.2  # the same for a logo that is taller than wide, which would be tiny otherwise
BETWEEN = "·"  # what parts the texts of the running head
NARROW = 10.0  # body sizes: text gets no column of less than this beside a logo, but stands below it
CACHED = 512


@functools.lru_cache(CACHED)
def set_letterhead(letterhead: Letterhead, typesetter: Typesetter) -> SetBlock:
    """Logo, name and address at the start side; hours and phones at the end side; a rule below."""
    composer = Composer(typesetter)
    body = typesetter.edition.body
    division = composer.element("Div")
    most = typesetter.measure * (0.55 if typesetter.edition.roomy else 0.5)
    widest = max((composer.text_width(line, "body", most) for line in letterhead.contact), default=0.0)
    end = min(widest + 1, most)
    start, top, left = 0.0, 0.0, 0.0
    if letterhead.logo:
        width, top = _logo_size(letterhead.logo, STANDARD.body)  # large print needs no larger picture
        composer.picture(letterhead.logo, 0.0, 0.0, width, top)
        beside = typesetter.measure - width - end - 2 * body >= NARROW * body
        start, left = (width + body, 0.0) if beside else (0.0, top + body * 0.3)
    room = typesetter.measure - start - end - body
    left += composer.text(letterhead.name, "clinic", start, left, room, "P", division)
    for line in letterhead.address:
        left += composer.text(line, "body", start, left, room, "P", division)
    right = 0.0
    for line in letterhead.contact:
        right += composer.text(line, "body", typesetter.measure - end, right, end, "P", division, align="end")
    foot = max(left, right, top) + body * 0.4
    composer.rule(0.0, foot, typesetter.measure, stroke="brand", line=2.2)
    return composer.done(foot + 1.1, after=typesetter.edition.gap * 1.2)


def _logo_size(logo: Logo, body: float) -> tuple[float, float]:
    height = UPRIGHT_HEIGHT if logo.height > logo.width else LOGO_HEIGHT
    scale = min(LOGO_WIDTH * body / logo.width, height * body / logo.height)
    return round(logo.width * scale, 2), round(logo.height * scale, 2)


@functools.lru_cache(CACHED)
def set_running(running: Inlines, typesetter: Typesetter) -> SetBlock:
    """Who the sheet is for, at the head of the pages after the first."""
    composer = Composer(typesetter)
    height = 0.0
    for line in _running_lines(running, composer):
        height += composer.text(line, "body", 0.0, height, typesetter.measure, None)
    foot = height + typesetter.edition.body * 0.25
    composer.rule(0.0, foot, typesetter.measure, stroke="brand", line=1.0)
    return composer.done(foot + 0.5, after=typesetter.edition.gap * 1.5)


def _running_lines(running: Inlines, composer: Composer) -> list[Inlines]:
    """The running head in lines that end between two of its texts; what parts them ends no line."""
    one = composer.text_height((Run("0"),), "body", composer.width)
    lines: list[Inlines] = []
    for text in _parted(running):
        longer = (*lines[-1], Run(f" {BETWEEN} "), *text) if lines else text
        if lines and composer.text_height(longer, "body", composer.width) <= one:
            lines[-1] = longer
        else:
            lines.append(text)
    return lines


def _parted(running: Inlines) -> list[Inlines]:
    """The texts of the running head."""
    parts: list[list[Run]] = [[]]
    for run in running:
        first, *others = [run.text] if run.isolation else run.text.split(BETWEEN)
        parts[-1].append(run._replace(text=first))
        parts += [[run._replace(text=other)] for other in others]
    return [_stripped(part) for part in parts]


def _stripped(part: list[Run]) -> Inlines:
    first = [part[0]._replace(text=part[0].text.lstrip()), *part[1:]]
    trimmed = [*first[:-1], first[-1]._replace(text=first[-1].text.rstrip())]
    return tuple(run for run in trimmed if run.text)


@functools.lru_cache(CACHED)
def set_imprint(imprint: tuple[Inlines, ...], mark: Mark | None, typesetter: Typesetter) -> SetBlock:
    """The foot without the page number: why a sheet is not clean, then version, review and approval."""
    composer = Composer(typesetter)
    body = typesetter.edition.body
    composer.rule(0.0, 0.0, typesetter.measure, stroke="rule", line=0.8)
    y = body * 0.3
    room = typesetter.measure - page_label_width(typesetter)  # the page label stands at the end of the last line
    if mark:
        reason = (Run(f"{mark.word} · ", strong=True), *mark.reason)
        y += composer.text(reason, "status", 0.0, y, typesetter.measure if imprint else room, "P")
    for line in imprint:
        y += composer.text(line, "small", 0.0, y, room, "P")
    height = max(y, typesetter.style("body").leading + body * 0.3)
    return composer.done(height, after=0.0)


def page_label_width(typesetter: Typesetter) -> float:
    """Room kept for "page x of y" at the end side of the foot."""
    return typesetter.edition.body * 6.5


@functools.lru_cache(CACHED)
def set_page_label(label: Inlines, page: int, pages: int, typesetter: Typesetter) -> SetBlock:
    """Page x of y; its block is as wide as the measure."""
    numbers = {"page": str(page), "pages": str(pages)}
    runs = tuple(run._replace(text=numbers[run.slot]) if run.slot else run for run in label)
    composer = Composer(typesetter)
    width = page_label_width(typesetter)
    height = composer.text(runs, "body", typesetter.measure - width, 0.0, width, None, align="end")
    return composer.done(height, after=0.0)
