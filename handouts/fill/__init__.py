"""Request, clinic, protocol and locale -> a filled template, in which every word is settled.  The only home of Jinja2.

Clinic and patient data are text by autoescape, and no template sees them (`own`).  A value that must not break, reorder
or get lost is marked once, here, where it enters the template (`marks`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import jinja2

from handouts.clinics import Clinic
from handouts.data import data_dir
from handouts.errors import Problem, TemplateError, TranslationError
from handouts.fill.context import context
from handouts.fill.environment import environment
from handouts.fill.own import Shared, set_apart
from handouts.filled import Filled
from handouts.kinds import Kind, kinds
from handouts.knowledge import countries
from handouts.localize import Locale, Miss
from handouts.model import Request
from handouts.protocol import Protocol

__all__ = ["fill"]

CACHED = 128  # texts: in a batch those of all kinds in all its languages, for some protocols
SHOWN_MISSES = 200


def fill(request: Request, clinic: Clinic, protocol: Protocol, locale: Locale, folder: Path | None = None) -> Filled:
    """Fill the template of `request.kind` (in `folder`, by default the program's own).

    Raises `TranslationError` with every message that the locale lacks (a draft takes those in English), and
    `TemplateError` for a template that asks for what does not exist.
    """
    kind = kinds()[request.kind]
    shared, own = set_apart(request, clinic, locale.for_country(countries()[clinic.country]))
    if folder is None:
        text = _text(shared, protocol, tuple(protocol.settled.values()), locale)
    else:  # templates that somebody is at work on may change between two sheets
        text = _rendered(shared, protocol, locale, folder)
    if text.misses and not request.draft:
        raise TranslationError(_missing(text.misses, locale))
    return Filled(text.xml, kind.path.name, kind.id, own)


class _Text(NamedTuple):
    """A filled template, and the messages for which it has no translation."""

    xml: str
    misses: tuple[Miss, ...]


@functools.lru_cache(CACHED)
def _text(shared: Shared, protocol: Protocol, _values: tuple[object, ...], locale: Locale) -> _Text:
    """The text that sheets share; the values of `protocol`, which are no part of its hash, keep clinics apart."""
    return _rendered(shared, protocol, locale, data_dir("templates"))


def _rendered(shared: Shared, protocol: Protocol, locale: Locale, folder: Path) -> _Text:
    kind = kinds()[shared.request.kind]
    messages = locale.messages(draft=shared.request.draft)
    try:
        template = environment(folder).get_template(kind.path.name)
        xml = template.render(context(shared, protocol, locale, kind), messages=messages)
    except jinja2.TemplateError as error:
        raise TemplateError(_fault(error, kind)) from None
    return _Text(xml, messages.misses)


def _missing(misses: Iterable[Miss], locale: Locale) -> list[Problem]:
    file = f"locales/{locale.info.tag.replace('-', '_')}/LC_MESSAGES/handouts.po"
    hint = "Translate it, or use --draft to print it in English."
    return [Problem("untranslated", f"Not translated: “{miss.msgid}”.", hint, file=file) for miss in misses][
        :SHOWN_MISSES
    ]


def _fault(error: jinja2.TemplateError, kind: Kind) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem("template-syntax", f"{error.message}.", file=error.name or kind.path.name, line=error.lineno)
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem("template-missing", f"The part {error.name} is missing.", file=kind.path.name)
    return Problem("template", f"The template cannot be filled: {error.message}.", file=kind.path.name)
