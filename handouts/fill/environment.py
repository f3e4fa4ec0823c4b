"""Jinja2, as templates are filled by it: sandboxed, escaping, strict about what does not exist, and translated."""

from __future__ import annotations

import functools
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handouts.fill.marks import big, blank, fits_code, items, keep, name, plain, strong, unit


@functools.cache
def environment(folder: Path) -> jinja2.Environment:
    """The environment of the templates in `folder`; it compiles each of them once."""
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext, _ngettext, newstyle=False, pgettext=_pgettext, npgettext=_npgettext
    )
    made.filters.update(items=items, plain=plain, fits_code=fits_code)
    made.globals.update(unit=unit, keep=keep, name=name, big=big, strong=strong, blank=blank)
    return made


@jinja2.pass_context
def _gettext(context: jinja2.runtime.Context, message: str) -> str:
    return str(context["messages"].gettext(message))


@jinja2.pass_context
def _ngettext(context: jinja2.runtime.Context, singular: str, plural: str, number: int) -> str:
    return str(context["messages"].ngettext(singular, plural, number))


@jinja2.pass_context
def _pgettext(context: jinja2.runtime.Context, where: str, message: str) -> str:
    return str(context["messages"].pgettext(where, message))


@jinja2.pass_context
def _npgettext(context: jinja2.runtime.Context, where: str, singular: str, plural: str, number: int) -> str:
    return str(context["messages"].npgettext(where, singular, plural, number))
