"""Checks of how a sheet is built: its parts, their order, lists, tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from handouts.model import (
    Block,
    Cell,
    CellKind,
    DoDont,
    Facts,
    Heading,
    ItemList,
    Marker,
    Paragraph,
    RedFlags,
    Role,
    Table,
    WriteIn,
    plain,
)
from handouts.quality.scorecard.item import Check, Finding, idle
from handouts.quality.scorecard.look import Look
from handouts.quality.scorecard.wording import pattern
from handouts.quality.words import Use

PICTURES = ("BodyMap", "Timeline", "Course", "Calendar", "PainScale", "Chart", "Strip")
MOST_ITEMS = 7
MOST_COLUMNS = 4
MOST_SENTENCES = 6
MOST_LEAD = 3
MOST_WORDS = 250  # under one heading, lists and tables included
SENTENCE_END = re.compile(r"[.!?。؟।](?:\s|$)")


def title_names_it(look: Look) -> Iterator[Finding]:
    """The title comes first and names something of the box that says what the sheet is about."""
    first = look.handout.blocks[0] if look.handout.blocks else None
    if not (isinstance(first, Paragraph) and first.role is Role.TITLE):
        yield Finding("the top of page 1", "Begin with the title.")
        return
    facts = next((block for block in look.handout.walk() if isinstance(block, Facts)), None)
    texts = _values(facts)
    words = {word for text in texts for word in re.findall(r"\w{3,}", text.casefold())}
    if not words & set(re.findall(r"\w{3,}", plain(first.content).casefold())):
        yield Finding(
            f"the title, “{plain(first.content)}”", "Name the treatment or the part of the body in the title."
        )


def _values(facts: Facts | None) -> list[str]:
    found: list[str] = []
    for field in facts.fields if facts else ():
        if isinstance(field.value, tuple):
            found.append(plain(field.value))
        elif field.value is not None:
            found += map(plain, field.value.options)
    return found


def lead_first(look: Look) -> Iterator[Finding]:
    """One short paragraph behind the title says what this is, before any other heading."""
    blocks = look.handout.blocks
    lead = next((n for n, block in enumerate(blocks) if isinstance(block, Paragraph) and block.role is Role.LEAD), None)
    heading = next((n for n, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    if lead is None or lead > heading:
        yield Finding("page 1, below the title", "Say there in one or two sentences what the sheet is about.")
    elif isinstance(first := blocks[lead], Paragraph) and len(SENTENCE_END.findall(plain(first.content))) > MOST_LEAD:
        yield Finding("page 1, below the title", f"Keep the first paragraph to {MOST_LEAD} sentences.")


def order(look: Look) -> Iterator[Finding]:
    """Whose sheet it is and the warning signs come before the first section."""
    names = [type(block).__name__ for block in look.handout.blocks]
    heading = names.index("Heading") if "Heading" in names else len(names)
    for part, words in (("Facts", "the box that says whose sheet it is"), ("RedFlags", "the warning signs")):
        if part not in names or names.index(part) > heading:
            yield Finding("before the first section", f"Put {words} there.")


def red_flags_on_page_one(look: Look) -> Iterator[Finding]:
    """The warning signs are among the first things read."""
    box = next((block for block in look.handout.walk() if isinstance(block, RedFlags)), None)
    if box is None:
        yield Finding("the whole sheet", "Give the warning signs a box of their own.")
        return
    title = plain(box.title).split()[0]
    if not any(line.page == 1 and line.text.split()[:1] == [title] for line in look.lines):
        yield Finding("page 1", "Put the box of warning signs on page 1.")


def phones_in_the_box(look: Look) -> Iterator[Finding]:
    """The warning signs say whom to call."""
    box = next((block for block in look.handout.walk() if isinstance(block, RedFlags)), None)
    halves = (box.emergency, box.same_day) if box else ()
    if not box or not all(any(run.isolation == "unit" for run in half.heading) for half in halves):
        yield Finding("the box of warning signs", "Say in both headings which number to call.")


def headings(look: Look) -> Iterator[Finding]:
    """Sections have headings that say something, and something follows each."""
    generic = pattern(look.language, "generic")
    blocks = look.handout.blocks
    if sum(isinstance(block, Heading) for block in blocks) < 2:
        yield Finding("the whole sheet", "Part the text into sections, each with a heading.")
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        text = plain(block.content).strip()
        if generic and generic.match(text):
            yield Finding(f"the heading “{text}”", "Say in the heading what the section is about.")
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if after is None or (isinstance(after, Heading) and after.level <= block.level):
            yield Finding(f"the heading “{text}”", "Write something below it, or take it out.")


def short_chunks(look: Look) -> Iterator[Finding]:
    """No paragraph and no section is long."""
    section, words = "", 0
    for piece in look.pieces:
        if piece.use is Use.HEADING:
            section, words = piece.text, 0
        if piece.use is Use.LABEL:  # each day of a calendar, each row of a table is a piece of its own
            words = 0
        words += len(piece.read.split())
        if piece.use is Use.PROSE and len(SENTENCE_END.findall(piece.text)) > MOST_SENTENCES:
            yield Finding(piece.place, f"Keep a paragraph to {MOST_SENTENCES} sentences, or make a list of it.")
        if words > MOST_WORDS and section:
            yield Finding(f"under “{section}”", f"Part it by headings: a section has at most {MOST_WORDS} words.")
            section = ""


def short_lists(look: Look) -> Iterator[Finding]:
    """Lists of more than seven items are parted; warning signs are not, for none of them may be missing or hidden."""
    for block in look.handout.walk():
        if isinstance(block, ItemList) and len(block.items) > MOST_ITEMS:
            words = " ".join(plain(block.items[0]).split()[:4])
            yield Finding(f"the list of {len(block.items)} that begins “{words} …”", "Part it into shorter lists.")
        if isinstance(block, DoDont):
            for column in (block.do, block.dont):
                if len(column.items) > MOST_ITEMS:
                    yield Finding(f"“{plain(column.heading)}”", "Part the list.")
        if isinstance(block, RedFlags) and max(len(block.emergency.items), len(block.same_day.items)) > MOST_ITEMS:
            longest = max(len(block.emergency.items), len(block.same_day.items))
            yield Finding(
                f"the warning signs, {longest} in a list", "All signs of a set must stay (clinical findings 3.5).", True
            )


def has_list(look: Look) -> Iterator[Finding]:
    """Main points are set apart: as lists, in a box, in strong type."""
    blocks = list(look.handout.walk())
    if not any(isinstance(block, ItemList | DoDont | Table | RedFlags) for block in blocks):
        yield Finding("the whole sheet", "Set what must be done as a list.")
    if not any(isinstance(block, RedFlags) for block in blocks):
        yield Finding("the whole sheet", "Set the warning signs in a box.")


def has_action(look: Look) -> Iterator[Finding]:
    """The sheet says what to do, in a list, a table or a calendar."""
    names = {type(block).__name__ for block in look.handout.walk()}
    if not names & {"ItemList", "DoDont", "Table", "Calendar"}:
        yield Finding("the whole sheet", "Say in a list what the reader is to do.")


def has_amounts(look: Look) -> Iterator[Finding]:
    """What to do comes with how much, how often or until when."""
    if not any(
        run.isolation in ("unit", "keep") for piece in look.pieces for run in piece.runs if piece.use is Use.ITEM
    ):
        yield Finding("the lists", "Give the amounts, hours, days or dates of what is to be done.")


def has_tool(look: Look) -> Iterator[Finding]:
    """There is something to fill in or to tick."""
    for block in look.handout.walk():
        ticked = isinstance(block, ItemList) and block.marker is Marker.BOX
        if ticked or isinstance(block, WriteIn) or type(block).__name__ in ("Calendar", "Chart", "PainScale"):
            return
        if isinstance(block, Table) and any(_to_fill(cell) for row in block.rows for cell in row.cells):
            return
    yield Finding("the whole sheet", "Give a list to tick, a calendar, or a table to fill in.")


def _to_fill(cell: Cell) -> bool:
    return cell.kind is not CellKind.TEXT


def steps(look: Look) -> Iterator[Finding]:
    """An item of a list is one step, or a step with its reason: no more than a few sentences."""
    for piece in look.pieces:
        if piece.use is Use.ITEM and len(SENTENCE_END.findall(piece.text)) > MOST_SENTENCES:
            yield Finding(piece.place, f"Part it: an item of a list has at most {MOST_SENTENCES} sentences.")


def has_picture(look: Look) -> Iterator[Finding]:
    """Something to look at carries part of the message; the body map beside the facts is such a thing."""
    if not any(type(block).__name__ in PICTURES or _has_map(block) for block in look.handout.walk()):
        yield Finding("the whole sheet", "Add a figure: a body map, a timeline, a calendar or a scale.")


def _has_map(block: Block) -> bool:
    return isinstance(block, Facts) and block.body_map is not None


def pictures_labelled(look: Look) -> Iterator[Finding]:
    """Each figure says in words what it shows."""
    found = False
    for block in look.handout.walk():
        name = type(block).__name__
        if name not in PICTURES and name != "Codes":
            continue
        found = True
        texts = [
            getattr(block, field.name) for field in fields(block) if field.name in ("alt", "label", "title", "across")
        ]
        if any(not (text if isinstance(text, str) else plain(text)).strip() for text in texts):
            yield Finding(f"the figure {name}", "Give it a caption, and a text for those who cannot see it.")
    if not found:
        yield idle("The sheet has no figure.")


def tables(look: Look) -> Iterator[Finding]:
    """Tables are small, and each column has a heading."""
    found = [block for block in look.handout.walk() if isinstance(block, Table)]
    if not found:
        yield idle("The sheet has no table.")
    for table in found:
        first = plain(table.header[0])
        if not all(plain(cell).strip() for cell in table.header):
            yield Finding(f"the table that begins “{first}”", "Give each column a heading.")
        written = sum(
            any(row.cells[n].kind in (CellKind.TEXT, CellKind.TASKS) for row in table.rows)
            for n in range(len(table.header))
        )
        if written > MOST_COLUMNS:
            yield Finding(f"the table that begins “{first}”", f"Give it at most {MOST_COLUMNS} columns of text.")


def charts(look: Look) -> Iterator[Finding]:
    """A chart says what stands upwards and what stands across."""
    found = [block for block in look.handout.walk() if type(block).__name__ == "Chart"]
    if not found:
        yield idle("The sheet has no chart.")
    for chart in found:
        if not all(plain(getattr(chart, name)).strip() for name in ("label", "across")):
            yield Finding("the chart", "Label both of its sides.")


def says(need: str, what: str) -> Check:
    """A check that this kind of sheet must say something: the program refuses a template that leaves it out."""

    def check(look: Look) -> Iterator[Finding]:
        if look.handout.kind == "diary":
            yield idle("A diary informs about nothing; it goes with other sheets.")
        elif need not in look.needs:
            yield Finding("the whole sheet", f"Demand {what} of this kind of sheet, in handouts/required.py.")

    return check
