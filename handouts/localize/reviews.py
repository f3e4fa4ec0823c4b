"""Who signed for a kind of sheet in a language, bound to exactly the words that were there.

A review holds the hash of every message of its kind, with its translations, and that of the language's settings.  When
any of them changes the review is void; the short hash of each message then says which ones changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from handouts.errors import Problem, TranslationError
from handouts.localize.settings import SECTIONS, Settings

REVIEWS = "reviews.toml"
SHORT = 10  # hex digits of the hash that tells one message from the others
HEAD = """# Who reviewed which kind of sheet in this language.  Written by `locale sign-off`.
# `digest` stands for every message of the kind with its translations, `settings` for locale.toml; `messages` has a
# short hash of each message, so that a proof can show which ones changed since.
"""

# A message as it is signed for: context, English, plural, translation, plural forms, and whether it is fuzzy.
Row = tuple[str, str, str, str, tuple[tuple[int, str], ...], bool]


class Review(NamedTuple):
    """A person's signature under a kind of sheet."""

    kind: str
    reviewer: str
    role: str
    date: dt.date
    digest: str
    settings: str
    messages: tuple[str, ...]

    def holds(self, rows: Iterable[Row], settings: str) -> bool:
        """Whether nothing changed since."""
        return self.settings == settings and self.digest == digest_of(rows)


def mark_of(row: Row) -> str:
    """A short hash of a message with its translations."""
    return _hash(row)[:SHORT]


def digest_of(rows: Iterable[Row]) -> str:
    """A hash of messages with their translations, in whatever order they come."""
    return _hash(sorted(rows))


def settings_digest(known: Settings) -> str:
    """A hash of what `locale.toml` prints: its words, patterns and forms."""
    printed = {name: known[name] for name in ("direction", *SECTIONS, "country") if name in known}
    return _hash(printed)[:16]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def reviews(folder: Path) -> tuple[Review, ...]:
    """The reviews of the language in `folder`, the latest last.  Raises TranslationError for a file that is damaged."""
    path = folder / REVIEWS
    if not path.is_file():
        return ()
    try:
        return tuple(map(_review, tomllib.loads(path.read_text("utf-8")).get("review", [])))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = "This is no list of reviews as locale sign-off writes them."
        where = f"{path.parent.name}/{path.name}"
        raise TranslationError(Problem("reviews", message, file=where, line=int(line[1]) if line else 0)) from error


def _review(row: Mapping[str, Any]) -> Review:
    kind, reviewer, role, digest, known = (
        _text(row[key]) for key in ("kind", "reviewer", "role", "digest", "settings")
    )
    if not isinstance(row["date"], dt.date):
        raise TypeError
    return Review(kind, reviewer, role, row["date"], digest, known, tuple(map(_text, row["messages"])))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def signed(folder: Path, review: Review) -> str:
    """The text of the language's reviews with `review` among them.

    It takes the place of what the same person signed for the kind, and of every review that had other words.
    """
    kept = [each for each in reviews(folder) if each.kind != review.kind or _beside(each, review)]
    return HEAD + "".join(map(_block, (*kept, review)))


def _beside(other: Review, review: Review) -> bool:
    """Whether another person signed for the same words."""
    same = (other.digest, other.settings) == (review.digest, review.settings)
    return same and other.reviewer != review.reviewer


def _block(review: Review) -> str:
    marks = "".join(f"  {json.dumps(each)},\n" for each in review.messages)
    texts = {"kind": review.kind, "reviewer": review.reviewer, "role": review.role}
    hashes = {"digest": review.digest, "settings": review.settings}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in texts.items()]
    lines += [f"date = {review.date.isoformat()}", *(f'{key} = "{value}"' for key, value in hashes.items())]
    return "\n[[review]]\n" + "\n".join(lines) + f"\nmessages = [\n{marks}]\n"
