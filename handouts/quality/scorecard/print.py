"""Clear print (UKAAF, RNIB), measured on the finished page's own characters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from handouts.model import Handout
from handouts.quality.scorecard.item import Check, Finding, Item
from handouts.quality.scorecard.look import Look, Printed
from handouts.quality.words import Piece

LEAST = 12.0  # points
ROUNDING = 0.05
CONTRAST = 4.5  # WCAG 2.1 AA
RECOMMENDED, MOST = 70, 120  # characters a line
LARGE_EDITIONS = 16.0
CAPITALS = 3  # words in a row
SAME = 0.75  # points


def sizes(look: Look) -> Iterator[Finding]:
    """Nothing that a patient must read is under 12 points; the imprint is for those who answer for the sheet."""
    for line in look.lines:
        if line.smallest < LEAST - ROUNDING and not line.imprint:
            yield Finding(f"{line.place}: {line.smallest:.1f} points", f"Set it in {LEAST:.0f} points or more.")
    small = {round(line.smallest, 1) for line in look.lines if line.imprint and line.smallest < LEAST - ROUNDING}
    if small:
        where = f"the imprint at the foot, {min(small):.1f} points"
        yield Finding(where, "It holds version, sources and approval, which patients need not read.", allowed=True)


def upright(look: Look) -> Iterator[Finding]:
    """No letter slants."""
    yield from (Finding(line.place, "Set it upright.") for line in look.lines if line.slanted)


def capitals(look: Look) -> Iterator[Finding]:
    """No words stand in capitals, but abbreviations."""
    for piece in look.pieces:
        for shouts, words in groupby(piece.text.split(), key=_shouts):
            said = list(words)
            if shouts and (len(said) >= CAPITALS or any(len(word.strip(".,:;!?()")) > len("NSAIDS") for word in said)):
                yield Finding(f"“{' '.join(said)}” {piece.place}", "Use small letters.")


def _shouts(word: str) -> bool:
    return word.isupper() and sum(char.isalpha() for char in word) > 1


def left_aligned(look: Look) -> Iterator[Finding]:
    """Lines of a paragraph begin below each other; in right-to-left scripts, they end so."""
    rtl = look.handout.direction == "rtl"
    for lines in _paragraphs(look):
        edges = [line.right if rtl else line.left for line in lines]
        if max(edges) - min(edges) > SAME + (3 if rtl else 0):
            yield Finding(lines[0].place, "Align it to the side where reading begins.")


def ragged(look: Look) -> Iterator[Finding]:
    """Lines end where their words end: they are not stretched to one length."""
    rtl = look.handout.direction == "rtl"
    for lines in _paragraphs(look):
        edges = [line.left if rtl else line.right for line in lines if not line.ends]
        if len(edges) > 3 and max(edges) - min(edges) < SAME:
            yield Finding(lines[0].place, "Leave its lines ragged.")


def _paragraphs(look: Look) -> Iterator[list[Printed]]:
    for _, lines in groupby(look.lines, key=lambda line: line.paragraph):
        found = [line for line in lines if line.length]
        if len(found) > 1:
            yield found


def contrasts(look: Look) -> Iterator[Finding]:
    """Letters stand out from what they stand on, by 4.5 to 1 or more."""
    for line in look.lines:
        if line.contrast < CONTRAST:
            yield Finding(f"{line.place}: {line.contrast:.1f} to 1", f"Make it {CONTRAST} to 1 or more.")


def line_lengths(look: Look) -> Iterator[Finding]:
    """Lines of 60 to 70 characters are best; ours are longer where that keeps a sheet on one leaf of paper."""
    longest = max((line for line in look.lines if not line.imprint), key=lambda line: line.length, default=None)
    if longest is None or longest.length <= RECOMMENDED:
        return
    where = f"{longest.place}: {longest.length} characters"
    if longest.length > MOST:
        yield Finding(where, f"Keep lines to {MOST} characters.")
        return
    body = [line for line in look.lines if not line.imprint]
    share = sum(line.length > RECOMMENDED for line in body)
    why = f"{share} of {len(body)} lines are over {RECOMMENDED}, so that the sheet stays on one leaf of paper."
    yield Finding(where, why, allowed=True)


def split_words(look: Look) -> Iterator[Finding]:
    """No word is split at a line's end; one that has a hyphen may break there."""
    whole = "\n".join(_words(look.handout, look.pieces))
    for line, after in zip(look.lines, look.lines[1:], strict=False):
        last = line.text.split()[-1] if line.text else ""
        if line.ends or line.paragraph != after.paragraph or not last.endswith(("-", "\u2010", "\u00ad")):
            continue
        if f"{last}{after.text.split()[0]}".casefold() not in whole:
            yield Finding(line.place, "Keep the word on one line.")


def _words(handout: Handout, pieces: tuple[Piece, ...]) -> Iterator[str]:
    yield from (piece.text.casefold() for piece in pieces)
    for line in (*handout.letterhead.address, *handout.letterhead.contact, *handout.imprint, handout.running):
        yield "".join(run.text for run in line).casefold()


def _item(name: str, question: str, check: Check | None = None) -> Item:
    return Item(f"print-{name}", "Clear print", question, check)


PRINT: tuple[Item, ...] = (
    _item("size", "Is everything that a patient must read 12 points or larger?", sizes),
    _item("italic", "Is nothing in italics?", upright),
    _item("capitals", "Is nothing in capitals for emphasis?", capitals),
    _item("left", "Is text aligned to the side where reading begins?", left_aligned),
    _item("ragged", "Are lines ragged at the other side?", ragged),
    _item("contrast", "Does text stand out from its ground by 4.5 to 1?", contrasts),
    _item("length", "Are lines of a length that is easy to follow?", line_lengths),
    _item("split", "Is no word split at a line's end?", split_words),
    _item("underline", "Is nothing underlined for emphasis?"),
    _item("columns", "Are columns few and well apart?"),
    _item("paper", "Is it printed on matt paper, and not blown up on a copier?"),
)
