"""What the commands of `locale` are told: a language that there is, a kind of sheet, and what it can say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.values import Collector, as_choice
from handouts.errors import Problem, UsageError

if TYPE_CHECKING:
    from handouts.localize import Locale
    from handouts.sayable import Sayable

TAG_HELP = "A language that there is, such as es. Choices: list locales."
Tag = Annotated[str, typer.Argument(metavar="TAG", help=TAG_HELP)]
OptionalTag = Annotated[str, typer.Argument(metavar="TAG", help=f"{TAG_HELP} Without it: all.")]
KindName = Annotated[str, typer.Argument(metavar="KIND", help="Which sheet. Choices: list kinds.")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.", show_default=False)]


def named(tag: str, kind: str, collector: Collector | None = None) -> tuple[Locale, str]:
    """The language and the kind of sheet that were named.  Raises `UsageError` with all that is wrong with them."""
    from handouts.kinds import kinds

    collector = collector or Collector()
    locale = collector.check(translated, tag)
    chosen = collector.check(as_choice, "KIND", kind, kinds())
    collector.finish()
    return locale.value, chosen.value


def translated(tag: str) -> Locale:
    """The language of that tag, which is translated by people.  Raises `UsageError`."""
    from handouts.localize import SOURCE, load_locale, locales

    known = [locale.tag for locale in locales()]
    if tag.casefold() == SOURCE:
        message = "English is the language that the templates are written in: there is nothing to translate."
        raise UsageError(Problem("source-language", message, key="TAG"))
    plain = {name.casefold(): name for name in known if name != SOURCE}
    return load_locale(as_choice("TAG", plain.get(tag.replace("_", "-").casefold(), tag), plain.values()))


def sayable(kind: str) -> tuple[Sayable, ...]:
    """Every message that a sheet of `kind` can say."""
    from handouts.sayable import messages_of

    return messages_of(kind, templates())


def templates() -> Path:
    """The folder of the templates."""
    from handouts.data import data_dir

    return data_dir("templates")
