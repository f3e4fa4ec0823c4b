"""`locale sign-off`: a person answers for a kind of sheet in a language."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from handouts.cli.locale_named import Json, KindName, Tag, named, sayable
from handouts.cli.report import say, say_json
from handouts.cli.values import Collector, as_text, wrong
from handouts.errors import TranslationError

Reviewer = Annotated[str, typer.Option("--reviewer", metavar="NAME", help="Who read every sentence.")]
Role = Annotated[str, typer.Option("--role", metavar="ROLE", help="What they are, such as: physician, native speaker.")]


def sign_off(tag: Tag, kind: KindName, reviewer: Reviewer = "", role: Role = "", as_json: Json = False) -> None:
    """Sign for a kind of sheet, as it is worded now; any change of its sentences voids the signature."""
    collector = Collector()
    person = collector.check(_given, "--reviewer", reviewer, "Whose name is it?")
    profession = collector.check(_given, "--role", role, 'Such as --role "physician, native speaker".')
    locale, kind = named(tag, kind, collector)
    from handouts.localize.reviews import REVIEWS, signed
    from handouts.output import write_whole
    from handouts.translation.signing import obstacles, review_of

    said = [message.key for message in sayable(kind)]
    if problems := obstacles(locale, said):
        raise TranslationError(problems)
    today = date.today()  # noqa: DTZ011 - the day where the reviewer is
    review = review_of(kind, locale, said, person.value, profession.value, today)
    write_whole(locale.folder / REVIEWS, signed(locale.folder, review).encode())
    file = f"locales/{locale.folder.name}/{REVIEWS}"
    if as_json:
        who = {"reviewer": review.reviewer, "role": review.role, "date": str(today)}
        say_json(file=file, kind=kind, digest=review.digest, **who)
        return
    say(f"{file}: {review.reviewer}, {review.role}, signed for {kind} with {len(said)} messages on {today}.")
    say("Any change of one of them, or of locale.toml, voids this.")


def _given(option: str, text: str, hint: str) -> str:
    cleaned = as_text(option, text)
    if not cleaned:
        raise wrong(option, "This is needed.", hint, "missing-option")
    return cleaned
