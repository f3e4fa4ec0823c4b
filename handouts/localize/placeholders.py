"""Whether a translation keeps the values of its sentence: a lost placeholder is a lost dose, and must never print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

NAMED = re.compile(r"%\((\w+)\)s")
_HARMLESS = re.compile(r"%\(\w+\)s|%%")


class PlaceholderFault(NamedTuple):
    """What is wrong, as a sentence, with the translation `text`; `percent` if it is a percent sign only."""

    text: str
    message: str
    percent: bool = False


def placeholder_faults(entry: Any) -> Iterator[PlaceholderFault]:  # noqa: ANN401  # polib has no types
    """What is wrong with the placeholders of a PO entry; nothing for an untranslated one."""
    sources = [source for source in (entry.msgid, entry.msgid_plural) if source]
    for text in filter(None, (entry.msgstr, *entry.msgstr_plural.values())):
        yield from faults_of(text, sources)


def faults_of(text: str, english: Sequence[str]) -> Iterator[PlaceholderFault]:
    """What is wrong with the placeholders of `text`, a translation of the `english` singular and plural."""
    wanted = [NAMED.findall(source) for source in english]
    names = {name for source in wanted for name in source}
    found = NAMED.findall(text)
    for name in sorted(names - set(found)):
        yield PlaceholderFault(text, f"The translation lost %({name})s.")
    for name in sorted(set(found) - names):
        yield PlaceholderFault(text, f"The translation has %({name})s, which the English does not have.")
    for name in sorted(names):
        if found.count(name) > max(source.count(name) for source in wanted):
            yield PlaceholderFault(text, f"The translation has %({name})s more than once.")
    if names and "%" in _HARMLESS.sub("", text):
        message = "A single % stands in the translation; write %% for a percent sign."
        yield PlaceholderFault(text, message, percent=True)
    if not names and "%%" in text and not any("%%" in source for source in english):
        message = "The translation has %%, which prints as two percent signs here; write a single %."
        yield PlaceholderFault(text, message, percent=True)
