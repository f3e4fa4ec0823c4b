"""Rules about what the program reads in a sentence: placeholders, percent signs, marks of type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handouts.localize.placeholders import faults_of
from handouts.translation.checks.registry import error, rule
from handouts.translation.checks.translation import Found, Translation

_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);")
_BARE = {"<": "&lt;", "&": "&amp;"}


@rule("placeholder", error, "The program puts a value there. Keep each as it is, once, and move it as you like.")
def placeholder(file: Translation) -> Iterator[Found]:
    """No placeholder is lost, renamed or doubled."""
    for form in file.forms:
        yield from (
            Found(form.line, fault.message) for fault in faults_of(form.text, form.english) if not fault.percent
        )


@rule("percent", error, "A single % beside a placeholder begins another one; %% prints as one percent sign there.")
def percent(file: Translation) -> Iterator[Found]:
    """Percent signs are written so that they print as such."""
    for form in file.forms:
        yield from (Found(form.line, fault.message) for fault in faults_of(form.text, form.english) if fault.percent)


@rule("markup", error, "Marks such as <strong> make words bold. Keep each pair, around the same words.")
def markup(file: Translation) -> Iterator[Found]:
    """Marks are those of the English, in pairs, and nothing else looks like one."""
    for form in file.forms:
        wanted = [Counter(_TAG.findall(english)) for english in form.english]
        found = Counter(_TAG.findall(form.text))
        if found not in wanted:
            here, there = (" ".join(each.elements()) or "none" for each in (found, wanted[0]))
            yield Found(form.line, f"The marks here are {here}; in the English: {there}.")
        elif fault := _unpaired(form.text):
            yield Found(form.line, fault)
        bare = _ENTITY.sub("", _TAG.sub("", form.text))
        for sign, name in _BARE.items():
            if sign in bare and not any(sign in _ENTITY.sub("", _TAG.sub("", each)) for each in form.english):
                yield Found(form.line, f"A single {sign} stands here; write {name}.")


def _unpaired(text: str) -> str:
    """What is wrong with the order of marks, or around what they stand."""
    opened: list[tuple[str, int]] = []
    for found in _TAG.finditer(text):
        name = found[0].strip("</> ").partition(" ")[0]
        if not found[0].startswith("</"):
            opened.append((name, found.end()))
        elif not opened or opened[-1][0] != name:
            return f"{found[0]} closes what is not open."
        elif not text[opened.pop()[1] : found.start()].strip():
            return f"Nothing stands between <{name}> and {found[0]}."
    return f"<{opened[-1][0]}> is never closed." if opened else ""
