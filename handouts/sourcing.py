"""What a sheet's statements rest on: which have no source, and which sources and parameters stand behind a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from handouts.knowledge import parameters
from handouts.model import (
    Block,
    BodyMap,
    Calendar,
    Callout,
    Cell,
    CellKind,
    Chart,
    Codes,
    Course,
    DoDont,
    Facts,
    Handout,
    Heading,
    Inlines,
    ItemList,
    PainScale,
    Paragraph,
    RedFlags,
    Role,
    Run,
    Signature,
    Strip,
    Table,
    Timeline,
    WriteIn,
    plain,
)


def unsourced(handout: Handout) -> list[str]:
    """Texts of the body's statements in which some prose names no source.

    Statements are paragraphs, items, tasks, signs, what a stage or point says, and cells but for the one that names its
    row.  Headings, labels, facts and the time of a stage are none.
    """
    return [plain(runs) for runs in statements(handout.blocks) if any(map(_is_bare, runs))]


def statements(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    """Every statement in `blocks`, in reading order."""
    for block in blocks:
        yield from _of(block)


def sources_in(runs: Inlines) -> tuple[str, ...]:
    """Ids of the sources behind `runs`, each once."""
    return tuple(dict.fromkeys(each for run in runs for each in run.source))


def parameters_in(runs: Inlines) -> tuple[str, ...]:
    """Ids of the parameters that numbers in `runs` came from, each once."""
    return tuple(dict.fromkeys(run.field for run in runs if run.field in parameters()))


def _of(block: Block) -> Iterator[Inlines]:
    match block:
        case Paragraph():
            if block.role is not Role.TITLE:
                yield block.content
        case ItemList():
            yield from block.items
        case RedFlags():
            for half in (block.emergency, block.same_day):
                yield from (*half.items, *half.after)
        case DoDont():
            yield from (*block.do.items, *block.dont.items)
        case Table():
            for row in block.rows:
                for cell in row.cells[1:]:
                    yield from _cell(cell)
        case Callout():
            yield from statements(block.blocks)
        case Timeline() | Course() | Calendar() | Strip() | Codes():
            yield from _of_figure(block)
        case Heading() | WriteIn() | Signature() | Facts() | PainScale() | BodyMap() | Chart():
            pass
        case _:
            assert_never(block)


def _of_figure(block: Timeline | Course | Calendar | Strip | Codes) -> Iterator[Inlines]:
    match block:
        case Timeline():
            yield from (stage.what for stage in block.stages)
        case Course():
            yield from (point.what for point in block.points)
        case Calendar():
            for day in block.days:
                yield from day.tasks
        case Strip():
            yield block.signs
        case Codes():
            yield from (paragraph.content for paragraph in block.beside)


def _cell(cell: Cell) -> Iterator[Inlines]:
    if cell.kind in (CellKind.TEXT, CellKind.TASKS):
        yield from cell.content


def _is_bare(run: Run) -> bool:
    """Whether `run` is prose, with a word in it, that rests on nothing."""
    return not run.source and not run.isolation and not run.slot and any(map(str.isalnum, run.text))
