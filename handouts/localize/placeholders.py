"""Whether a translation keeps the values of its sentence: a lost placeholder is a lost dose, and must never print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_NAMED = re.compile(r"%\((\w+)\)s")
_HARMLESS = re.compile(r"%\(\w+\)s|%%")


def placeholder_faults(entry: Any) -> Iterator[str]:  # noqa: ANN401  # polib has no types
    """What is wrong with the placeholders of a PO entry, as sentences; nothing for an untranslated one."""
    sources = [source for source in (entry.msgid, entry.msgid_plural) if source]
    wanted = set(_NAMED.findall(" ".join(sources)))
    for text in filter(None, (entry.msgstr, *entry.msgstr_plural.values())):
        found = _NAMED.findall(text)
        for name in sorted(wanted - set(found)):
            yield f"The translation lost %({name})s."
        for name in sorted(set(found) - wanted):
            yield f"The translation has %({name})s, which the English does not have."
        for name in sorted(name for name in wanted if found.count(name) > 1):
            yield f"The translation has %({name})s more than once."
        if wanted and "%" in _HARMLESS.sub("", text):
            yield "A single % stands in the translation; write %% for a percent sign."
