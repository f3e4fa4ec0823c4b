"""`locale add`: begin a language."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.report import say, say_json
from handouts.errors import FontError, HandoutError, Problem

if TYPE_CHECKING:
    from handouts.translation.start import Start

Tag = Annotated[str, typer.Argument(metavar="TAG", help="The language's tag, such as so, pt-BR or zh-Hant.")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.", show_default=False)]


def add(tag: Tag, as_json: Json = False) -> None:
    """Begin a language: a folder with a PO file to translate and a draft of its dates, numbers and units."""
    from handouts.data import data_dir
    from handouts.translation.start import start

    folder = data_dir("locales")
    begun = start(tag, data_dir("templates"), folder)
    family = _family(begun)
    _write(begun)
    names = [path.relative_to(folder).as_posix() for path, _ in begun.files]
    if as_json:
        say_json(tag=begun.tag, files=names, messages=begun.messages, font=family, checks=list(begun.checks))
        return
    say(f"{begun.tag}: {begun.english} has a folder now, locales/{begun.files[0][0].relative_to(folder).parts[0]}.")
    say(f"Plural forms: {begun.plurals}")
    say(f"Font: {family}, in regular and bold.")
    say(f"To translate: {begun.messages} messages in locales/{names[0]}")
    say(f"To check: every value in locales/{names[1]}, a draft from CLDR's data:")
    for check in begun.checks:
        say(f"  {check}")


def _family(begun: Start) -> str:
    """The family of fonts that writes the language.  Raises `FontError` if none has its letters."""
    from handouts.typeset.fonts import families_for, unwritable

    if lacking := "".join(sorted(unwritable(begun.tag, begun.letters))):
        message = f"No font that comes with the program can write {begun.english}: it lacks {lacking[:40]}."
        raise FontError(Problem("no-font", message, "Ask the program's makers for a font."))
    whole = (family.name for family in families_for(begun.tag) if not unwritable(begun.tag, begun.letters, family))
    return next(whole, "several, letter by letter")


def _write(begun: Start) -> None:
    """Write the folder; locale.toml, which makes it a language, comes last, so that there is never half of one."""
    from handouts.output import write_new

    made = []
    try:
        for path, text in begun.files:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.append(path)
            write_new(path, text.encode())
    except (HandoutError, OSError) as error:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
                path.parent.rmdir()
        if isinstance(error, HandoutError):
            raise
        from handouts.errors import OutputError

        message = f"The folder of the language could not be made: {error.strerror}."
        raise OutputError(Problem("cannot-write", message, file=str(begun.files[0][0].parent))) from None
