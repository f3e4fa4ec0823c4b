"""Jinja2, as templates are filled by it: sandboxed, escaping, strict about what does not exist, and translated."""

from __future__ import annotations

import contextlib
import functools
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handouts.fill.marks import big, blank, fits_code, items, keep, name, plain, strong, unit


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates beside their sources, as Python keeps its own; or none, where nothing can be written."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


@functools.cache
def environment(folder: Path) -> jinja2.Environment:
    """The environment of the templates in `folder`; it compiles each of them once."""
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_Compiled(str(folder / "__pycache__")),
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
