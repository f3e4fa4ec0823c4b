"""A new language's `locale.toml`, drafted from what CLDR knows; every value is for a person to check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import babel
from babel.units import format_unit

from handouts.errors import Problem, TranslationError
from handouts.translation.tags import cldr

MINUTES = "{mm}"
CLOCKS = ("{HH}:{mm}", "{H}:{mm}")
UNITS = {
    "mg": "mass-milligram",
    "kg": "mass-kilogram",
    "lb": "mass-pound",
    "celsius": "temperature-celsius",
    "fahrenheit": "temperature-fahrenheit",
}
SIGNS = {"mg": "mg", "kg": "kg", "lb": "lb", "celsius": "°C", "fahrenheit": "°F"}
# Words for a sentence, which CLDR does not have.
WORDS = {
    "paracetamol": "paracetamol",
    "physiotherapy": "physiotherapy",
    "urgent_care": "an urgent care clinic",
    "emergency_department": "emergency department",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A language's draft settings as text, the letters that its days and months need, and what to check."""

    text: str
    letters: frozenset[str]
    checks: tuple[str, ...]


def draft(tag: str) -> Draft:
    """The draft of a tag that CLDR knows.  Raises TranslationError if CLDR has no names of months for it."""
    locale = cldr(tag)
    if locale.text_direction not in ("ltr", "rtl"):
        raise TranslationError(Problem("no-data", f"{tag} is written from top to bottom, which no sheet can be."))
    months = locale.months["format"]["wide"]
    if not any(char.isalpha() for char in months[1].removeprefix("M")):
        message = f"CLDR, the database of languages, has no names of months for {tag}, so no date could be written."
        raise TranslationError(Problem("no-data", message, "Try the language without its country or script."))
    work = _Work(tag, locale)
    return Draft("\n".join(work.lines()) + "\n", frozenset(_letters(locale)), tuple(work.checks))


def _letters(locale: babel.Locale) -> Iterator[str]:
    """Letters of the names of months, days and the language itself."""
    names = (
        *locale.months["format"]["wide"].values(),
        *locale.days["format"]["wide"].values(),
        locale.get_display_name(locale) or "",
    )
    return (char for name in names for char in name if not char.isspace())


@dataclass
class _Work:
    """A draft in the making; `checks` fills while lines are written."""

    tag: str
    locale: babel.Locale
    checks: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The file, line by line."""
        english = self.locale.get_display_name("en") or self.tag
        yield f"# {english}.  A draft from CLDR's data: check every value.  ../README.md says what each key means."
        yield _set("name", self.locale.get_display_name(self.locale) or self.tag)
        yield _set("english", english)
        yield _set("direction", self.locale.text_direction)
        for name, section in (
            ("dates", self._dates()),
            ("times", self._times()),
            ("hours", self._hours()),
            ("numbers", self._numbers()),
            ("units", self._units()),
            ("words", self._words()),
        ):
            yield from ("", f"[{name}]", *section)

    def _dates(self) -> Iterator[str]:
        formats = self.locale.date_formats
        full = formats["full"].pattern
        day = self._skeleton("MMMMEEEEd") or weekday_and(self._skeleton("MMMMd") or "d MMMM", full)
        short = self._skeleton("MMMEd") or "EEE d MMM"
        patterns = {
            "day": day,
            "date": full,
            "short_day": short,
            "month": self._skeleton("yMMMM") or "MMMM y",
            "plain_date": formats["long"].pattern,
        }
        for key, pattern in patterns.items():
            yield _set(key, pattern)
        self.checks.append(f"dates: the patterns are CLDR's; a day without its year was worked out ({day}).")

    def _skeleton(self, name: str) -> str:
        found = self.locale.datetime_skeletons.get(name)
        return found.pattern if found else ""

    def _times(self) -> Iterator[str]:
        halves = self.locale.day_periods["format"]["abbreviated"]
        pattern = clock(self.locale.time_formats["short"].pattern)
        yield _set("pattern", pattern)
        yield _set("am", halves["am"])
        yield _set("pm", halves["pm"])
        self.checks.append(f"times: {pattern}; do clinics write the time so?")

    def _hours(self) -> Iterator[str]:
        span = self.locale.interval_formats[None]
        yield _set("days", span.format("{first}", "{last}"))
        yield _set("times", span.format("{open}", "{close}"))
        yield _set("line", "{days}: {times}")
        self.checks.append("hours: spans have a dash; words such as “from … to …” are easier to read.")

    def _numbers(self) -> Iterator[str]:
        yield "follow_country = false"
        yield "grouped_from = 4"
        marks = self.locale.number_symbols["latn"]
        said = f"decimal mark {marks['decimal']!r}, thousands {marks['group']!r}".replace("\xa0", " ")
        self.checks.append(f"numbers: {said} in every country, thousands set apart from four digits on.")

    def _units(self) -> Iterator[str]:
        for key, unit in UNITS.items():
            yield _set(key, self._unit(unit) or f"{{n}} {SIGNS[key]}")
        yield _set("both", "{first} ({second})")
        self.checks.append("units: is the sign of the milligram the one on your medicines' packages?")

    def _unit(self, unit: str) -> str:
        """CLDR's short form; "" where it has none, for which Babel gives the unit's id."""
        written = format_unit(7, unit, "short", locale=self.locale, numbering_system="latn")
        return "" if unit in written or "7" not in written else written.replace("7", "{n}")

    def _words(self) -> Iterator[str]:
        yield "# English still: write your own."
        for key, word in WORDS.items():
            yield _set(key, word)
        self.checks.append("words: still English. Write your own before anything is signed.")


def clock(pattern: str) -> str:
    """CLDR's pattern of a time as locale.toml writes it: "h:mm a" is "{h}:{mm} {half}"."""
    gaps = {"h": "{h}", "hh": "{h}", "H": "{H}", "HH": "{HH}", "mm": MINUTES, "a": "{half}", "B": "{half}"}
    plain = re.sub(r"[\u00a0\u202f]", " ", pattern)
    parts = re.split(r"([A-Za-z]+)", plain)
    if any(part.isalpha() and part not in gaps for part in parts):
        return CLOCKS[0]
    written = "".join(gaps.get(part, part) for part in parts)
    return written if "{half}" in written or not written.count("{h}") else CLOCKS[0]


def weekday_and(day: str, full: str) -> str:
    """A pattern `day` ("d MMMM") with the weekday where the language's `full` date has it."""
    if before := re.match(r"(EEEE(?:'[^']*'|[^A-Za-z'])*)", full):
        return before[1] + day
    if after := re.search(r"([,،、]?\s*EEEE)$", full):
        return day + after[1]
    return f"EEEE, {day}"


def _set(key: str, value: str) -> str:
    """A line of TOML; its strings take JSON's escapes."""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"
