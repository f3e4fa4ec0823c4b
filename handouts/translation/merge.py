"""The template file -> a PO file: new messages empty, changed ones kept aside as fuzzy, vanished ones obsolete.

A fuzzy translation never prints: it is an offer to the translator, with the English that it was made for beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import polib

WIDTH = 110
ALIKE = 0.75  # how much of a message must be left for its old translation to be of use
OURS = ("python-format",)  # flags that the template file decides

# polib has no types, so an entry is Any throughout.
_Key = tuple[str, str]


@dataclass
class Merge:
    """A PO file brought up to date: its new text, and how many messages met with what."""

    text: str = ""
    kept: int = 0
    new: int = 0
    changed: int = 0
    vanished: int = 0

    @property
    def said(self) -> str:
        """What happened, in words."""
        parts = [f"{self.kept} messages as they were", f"{self.new} new"]
        parts += [f"{self.changed} changed (kept aside as fuzzy)"] if self.changed else []
        parts += [f"{self.vanished} gone"] if self.vanished else []
        return ", ".join(parts)


def merged(po: Any, pot: Any) -> Merge:  # noqa: ANN401  # polib has no types
    """`po` with the messages of the template file `pot`, in their order; headers and comments of people are kept.

    `po` itself is left as it is.  Merging twice gives the same text as merging once.
    """
    work = _Work({key_of(entry): entry for entry in po if not entry.obsolete}, _obsolete(po), _forms(po))
    fresh = polib.POFile(wrapwidth=WIDTH)
    fresh.metadata, fresh.metadata_is_fuzzy, fresh.header = po.metadata, po.metadata_is_fuzzy, po.header
    work.gone = [work.there[key] for key in work.there.keys() - {key_of(entry) for entry in pot}]
    work.gone.sort(key=lambda entry: entry.linenum)
    fresh.extend([work.entry(entry) for entry in pot])
    fresh.extend(work.leftovers())
    work.done.text = f"{fresh}\n"
    return work.done


def key_of(entry: Any) -> _Key:  # noqa: ANN401
    """What a message is known by: its context and its English."""
    return entry.msgctxt or "", entry.msgid


def _obsolete(po: Any) -> dict[_Key, Any]:  # noqa: ANN401
    return {key_of(entry): entry for entry in po.obsolete_entries()}


def _forms(po: Any) -> int:  # noqa: ANN401
    """How many plural forms the language has, by its header."""
    found = re.search(r"nplurals\s*=\s*(\d+)", po.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


@dataclass
class _Work:
    """A merge under way: messages that are there, those that were put by, those that no template has any more."""

    there: dict[_Key, Any]
    put_by: dict[_Key, Any]
    forms: int
    gone: list[Any] = field(default_factory=list)
    used: set[_Key] = field(default_factory=set)
    done: Merge = field(default_factory=Merge)

    def entry(self, template: Any) -> Any:  # noqa: ANN401
        """The entry for a message of the template file, with whatever translation there is for it."""
        entry = self._empty(template)
        key = key_of(template)
        old = self.there.get(key) or self.put_by.pop(key, None)
        if old is not None:
            self._take(entry, old)
            _aside(entry, old) if _other_plural(entry, old) else self._count("kept")
        elif (near := self._nearest(template)) is not None:
            self._take(entry, near)
            _aside(entry, near)
            self._count("changed")
        else:
            self._count("new")
        return entry

    def leftovers(self) -> Iterator[Any]:
        """Translations that no message has any more, in the order in which they stood."""
        for entry in self.gone:
            if key_of(entry) in self.used:
                continue
            self._count("vanished")
            if _translated(entry):
                entry.obsolete, entry.occurrences, entry.comment = True, [], ""
                yield entry
        yield from self.put_by.values()

    def _count(self, what: str) -> None:
        setattr(self.done, what, getattr(self.done, what) + 1)

    def _empty(self, template: Any) -> Any:  # noqa: ANN401
        entry = polib.POEntry(
            msgid=template.msgid,
            msgctxt=template.msgctxt,
            comment=template.comment,
            occurrences=list(template.occurrences),
            flags=list(template.flags),
        )
        if template.msgid_plural:
            entry.msgid_plural = template.msgid_plural
            entry.msgstr_plural = dict.fromkeys(range(self.forms), "")
        return entry

    def _take(self, entry: Any, old: Any) -> None:  # noqa: ANN401
        """Give `entry` the translation of `old`, and what people noted on it."""
        if entry.msgid_plural:
            forms = {int(form): text for form, text in old.msgstr_plural.items()} or {0: old.msgstr}
            entry.msgstr_plural = {**entry.msgstr_plural, **forms}
        else:
            entry.msgstr = old.msgstr or next(iter(old.msgstr_plural.values()), "")
        entry.tcomment = old.tcomment
        entry.flags += [flag for flag in old.flags if flag not in (*OURS, *entry.flags)]
        for part in ("previous_msgctxt", "previous_msgid", "previous_msgid_plural"):
            setattr(entry, part, getattr(old, part))

    def _nearest(self, template: Any) -> Any:  # noqa: ANN401
        """The vanished message most like a new one, if one is like it and has a translation."""
        best, most = None, ALIKE
        for entry in (*self.gone, *self.put_by.values()):
            likeness = _likeness(template.msgid, entry.msgid, most) if _translated(entry) else 0.0
            if likeness > most:
                best, most = entry, likeness
        if best is not None:
            self.used.add(key_of(best))
        return best


def _likeness(new: str, old: str, least: float) -> float:
    """How alike two messages are, from 0 to 1; 0 where it is sure to be less than `least`."""
    matcher = SequenceMatcher(None, new, old, autojunk=False)
    quick = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio() if quick > least else 0.0


def _other_plural(entry: Any, old: Any) -> bool:  # noqa: ANN401
    """Whether the plural's English changed under a translation."""
    return _translated(old) and (entry.msgid_plural or "") != (old.msgid_plural or "")


def _aside(entry: Any, old: Any) -> None:  # noqa: ANN401
    """Keep the translation as fuzzy, with the English that it was made for."""
    if "fuzzy" not in entry.flags:
        entry.flags.append("fuzzy")
    if not old.previous_msgid:  # else it was fuzzy before: its English is the one noted then
        entry.previous_msgctxt = old.msgctxt
        entry.previous_msgid = old.msgid
        entry.previous_msgid_plural = old.msgid_plural or None


def _translated(entry: Any) -> bool:  # noqa: ANN401
    return any(_texts(entry))


def _texts(entry: Any) -> Iterable[str]:  # noqa: ANN401
    return (entry.msgstr, *entry.msgstr_plural.values())
