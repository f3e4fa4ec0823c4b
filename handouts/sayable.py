"""What a kind of sheet can say: the messages of its template and of every part that it may take in.

A part that is chosen by region or treatment stands for all of them: a review must hold whichever patient comes.  Read
here with Jinja2 alone, one look at each file, because every sheet in a signed language asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.ext import extract_from_ast

from handouts.errors import Problem, TemplateError
from handouts.kinds import SUFFIX
from handouts.localize import Miss

_READER = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
_READER.policies["ext.i18n.trimmed"] = True


class Sayable(NamedTuple):
    """A message that a sheet can say, and where it stands first.  `context` and `plural` are "" for none."""

    context: str
    singular: str
    plural: str
    file: str
    line: int

    @property
    def key(self) -> Miss:
        """What a catalog knows it by."""
        return Miss(self.context, self.singular)


class _Template(NamedTuple):
    """What is found in one file: patterns of the parts that it takes in, with their lines, and its messages."""

    parts: tuple[tuple[str, int], ...]
    messages: tuple[Sayable, ...]


def messages_of(kind: str, folder: Path) -> tuple[Sayable, ...]:
    """Every message that a sheet of `kind` can say, once, in the order in which its templates say it.

    Raises TemplateError for a template that cannot be read, or one that takes in a part that nobody can foretell.
    """
    once: dict[Miss, Sayable] = {}
    for name in files_of(kind, folder):
        for message in _template(folder, name).messages:
            known = once.setdefault(message.key, message)
            if message.plural and not known.plural:
                once[message.key] = known._replace(plural=message.plural)
    return tuple(once.values())


def files_of(kind: str, folder: Path) -> tuple[str, ...]:
    """The kind's template and all parts that it may take in, each once."""
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.jinja"))
    ahead, found = [f"{kind}{SUFFIX}"], dict[str, None]()
    while ahead:
        name = ahead.pop(0)
        if name in found:
            continue
        if name not in there:
            raise TemplateError(Problem("template-missing", f"The part {name} is missing.", file=f"{kind}{SUFFIX}"))
        found[name] = None
        for pattern, line in _template(folder, name).parts:
            matching = [part for part in there if fnmatchcase(part, pattern)]
            if not matching:
                raise TemplateError(_unforeseen(name, line))
            ahead += matching
    return tuple(found)


def _unforeseen(name: str, line: int) -> Problem:
    message = "Nobody can say beforehand which part this takes in."
    hint = 'Name it: "parts/help.xml.jinja", or "parts/regions/" ~ region.id ~ ".xml.jinja".'
    return Problem("template-part", message, hint, file=name, line=line)


def _template(folder: Path, name: str) -> _Template:
    stat = (folder / name).stat()
    return _read(folder, name, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _read(folder: Path, name: str, _mtime: int, _size: int) -> _Template:
    try:
        tree = _READER.parse((folder / name).read_text("utf-8"), name, name)
    except jinja2.TemplateSyntaxError as error:
        message = f"The template cannot be read: {error.message}."
        raise TemplateError(Problem("template-syntax", message, file=name, line=error.lineno)) from error
    taking = tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends))
    parts = tuple((_pattern(node.template), node.lineno) for node in taking)  # type: ignore[attr-defined]
    return _Template(parts, tuple(_messages(tree, name)))


def _messages(tree: nodes.Template, name: str) -> Iterator[Sayable]:
    for line, function, said in extract_from_ast(tree):
        texts = [text for text in ((said,) if isinstance(said, str) else said or ()) if text is not None]
        context = texts.pop(0) if "pgettext" in function else ""
        yield Sayable(context, texts[0], texts[1] if len(texts) > 1 else "", name, line)


def _pattern(expression: nodes.Expr) -> str:
    """The names that an expression may give, what is only known when a sheet is made being a star; "" for any."""
    if isinstance(expression, nodes.Const):
        return str(expression.value)
    if isinstance(expression, nodes.Concat) and isinstance(expression.nodes[0], nodes.Const):
        return "".join(_pattern(part) or "*" for part in expression.nodes)
    return ""
