"""How a language writes days, times, numbers, doses, phones and opening hours in a country.  Plain text, no markup."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from handouts.localize.opening import opening_lines
from handouts.localize.pseudo import PSEUDO

if TYPE_CHECKING:
    import babel

    from handouts.clinics import Hours
    from handouts.knowledge import Country
    from handouts.localize.folders import LocaleInfo
    from handouts.localize.settings import Settings

KG_IN_A_POUND = Decimal("0.45359237")
TENTH = Decimal("0.1")
NOON = 12
CACHED = 256  # phones

# Countries whose people weigh in pounds.
POUNDS = frozenset({"US"})

# Marks between things, with the blanks around them, of languages that say nothing else.
MARKS = {"comma": ", ", "semicolon": "; ", "colon": ": "}

# Blanks that few fonts have, for the one that all have.
_BLANKS = str.maketrans("\u202f\u2009", "\u00a0\u00a0")

# In a date's pattern: words in quotes, which are passed over, or the number of the day.
_DAY = re.compile(r"'[^']*'|\bd\b")


class Formatter:
    """A language's forms for one country.  Digits are the Latin ones everywhere."""

    def __init__(self, info: LocaleInfo, country: Country, forms: Settings) -> None:
        self.info = info
        self.country = country
        self._forms = forms

    @property
    def words(self) -> Mapping[str, str]:
        """Things that are called differently from country to country, such as "paracetamol"."""
        return MappingProxyType(self._forms["words"])

    @property
    def marks(self) -> Mapping[str, str]:
        """The comma, semicolon and colon that stand between things side by side, with the blanks around them."""
        return MappingProxyType(MARKS | dict(self._forms["marks"]))

    def day(self, value: dt.date) -> str:
        """A day of the coming weeks: Friday, December 11."""
        return self._dated(value, "day")

    def date(self, value: dt.date) -> str:
        """A day with weekday and year: Tuesday, December 1, 2026."""
        return self._dated(value, "date")

    def short_day(self, value: dt.date) -> str:
        """A day for a narrow table: Fri, Dec 11."""
        return self._dated(value, "short_day")

    def month(self, value: dt.date) -> str:
        """A month: November 2026."""
        return self._dated(value, "month")

    def plain_date(self, value: dt.date) -> str:
        """A day with its year and without weekday: November 1, 2026."""
        return self._dated(value, "plain_date")

    def time(self, value: dt.time) -> str:
        """A time of day: 10:30 am, or 10:30.  It holds no blank at which a line may break."""
        times = self._forms["times"]
        half = times["am"] if value.hour < NOON else times["pm"]
        hour = {"H": value.hour, "HH": f"{value.hour:02}", "h": value.hour % NOON or NOON}
        written = str(times["pattern"].format(**hour, mm=f"{value.minute:02}", half=half))
        return written.replace(" ", "\u00a0")

    def number(self, value: float | Decimal) -> str:
        """A number with the country's marks and without trailing zeros: 3,000."""
        from babel.numbers import format_decimal

        exact = Decimal(str(value))
        numbers = self._forms["numbers"]
        grouped = abs(exact) >= 10 ** (numbers["grouped_from"] - 1)
        locale = self._babel() if numbers["follow_country"] else _babel(self.info.tag, "")
        written = format_decimal(exact, locale=locale, decimal_quantization=False, group_separator=grouped)
        return _one_blank(written)

    def phone(self, e164: str) -> str:
        """A phone number as people of the clinic's country dial it; one of another country with its country code."""
        written = _dialled(e164, self.country.code)
        # Brackets are mirrored in a line that runs from right to left.
        return re.sub(r"[()]", "", written) if self.info.direction == "rtl" else written

    def temperature(self, celsius: float) -> str:
        """A temperature on both scales, the country's first.  Fahrenheit is rounded down: a warning comes early."""
        exact = Decimal(str(celsius))
        warm = (exact * 9 / 5 + 32).quantize(TENTH, ROUND_FLOOR)
        both = self._unit("fahrenheit", warm), self._unit("celsius", exact)
        return self._pair(*(both if self.country.fahrenheit else reversed(both)))

    def weight(self, kg: float) -> str:
        """A weight, where people think in pounds in pounds first.  Pounds are rounded down: a limit stays safe."""
        metric = self._unit("kg", kg)
        if self.country.code not in POUNDS:
            return metric
        return self._pair(self._unit("lb", int(Decimal(str(kg)) / KG_IN_A_POUND)), metric)

    def mg(self, value: float) -> str:
        """A dose: 1,000 mg."""
        return self._unit("mg", value)

    def hours(self, hours: Sequence[Hours]) -> list[str]:
        """Opening hours, a line for each group of days that share them: Monday to Friday, 8:00 am to 5:00 pm."""
        return list(self._hours(tuple(hours)))

    @lru_cache(maxsize=64)  # noqa: B019 - there is one formatter for a language and country
    def _hours(self, hours: tuple[Hours, ...]) -> list[str]:
        return opening_lines(self, hours, self._forms["hours"])

    def weekday(self, number: int) -> str:
        """The name of a weekday, Monday being 0."""
        return str(self._babel().days["stand-alone"]["wide"][number])

    def list_and(self, items: Sequence[str]) -> str:
        """`items` as a list in a sentence: rest, ice and heat."""
        from babel.lists import format_list

        return _one_blank(format_list(list(items), locale=self._babel())) if items else ""

    @lru_cache(maxsize=4096)  # noqa: B019
    def _dated(self, value: dt.date, pattern: str) -> str:
        from babel.dates import format_date

        dates = self._forms["dates"]
        written = dates[pattern]
        if value.day == 1 and "first" in dates:
            written = _DAY.sub(lambda part: f"'{dates['first']}'" if part[0] == "d" else part[0], written)
        return _one_blank(format_date(value, written, locale=self._babel()))

    def _unit(self, unit: str, value: float | Decimal) -> str:
        return str(self._forms["units"][unit].format(n=self.number(value)))

    def _pair(self, first: str, second: str) -> str:
        return str(self._forms["units"]["both"].format(first=first, second=second))

    def _babel(self) -> babel.Locale:
        return _babel(self.info.tag, self.country.code)


@lru_cache(maxsize=256)
def _babel(tag: str, country: str) -> babel.Locale:
    """CLDR's data for the language as the country has it, or for the language alone."""
    from babel import Locale, UnknownLocaleError

    if tag in PSEUDO:
        tag = PSEUDO[tag].data
    if country:
        try:
            return Locale.parse(f"{tag}-{country}", sep="-")
        except (UnknownLocaleError, ValueError):
            pass
    return Locale.parse(tag, sep="-")


def _one_blank(text: str) -> str:
    return text.translate(_BLANKS)


@lru_cache(CACHED)
def _dialled(e164: str, country: str) -> str:
    """A phone as it is dialled in a country; one clinic's sheets all have the same two or three."""
    import phonenumbers

    number = phonenumbers.parse(e164)
    forms = phonenumbers.PhoneNumberFormat
    home = number.country_code == phonenumbers.country_code_for_region(country)
    return phonenumbers.format_number(number, forms.NATIONAL if home else forms.INTERNATIONAL)
