"""What things are called at the desk: languages, products, editions and days, in its own words.

A project may have products and languages that no words file knows; they go by their own names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from press.desk.words import NoSuchWords
from press.read.guide import country_of

Say = Callable[..., str]
STOPS = (".", "!", "?", "…")
DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", re.ASCII)


def called(say: Say, group: str, name: str) -> str:
    """What `name` is called in a group of the words file; itself, as words, where it is not."""
    return known(say, f"{group}.{name}") or name.replace("-", " ").capitalize()


def known(say: Say, key: str, **values: object) -> str:
    """The words of this key; empty where there are none."""
    try:
        return say(key, **values)
    except NoSuchWords:
        return ""


def language_called(say: Say, locale: str) -> str:
    """The language of a locale: English."""
    code = locale.partition("-")[0]
    return known(say, f"language.{code}") or code


def country_called(say: Say, locale: str) -> str:
    """The country of a locale: United Kingdom; empty where it names none."""
    code = country_of(locale)
    return known(say, f"country.{code}") or code


def locale_called(say: Say, locale: str) -> str:
    """Language and country: English (United Kingdom)."""
    language, country = language_called(say, locale), country_called(say, locale)
    return f"{language} ({country})" if country else language


def locales_called(say: Say, locales: Iterable[str]) -> str:
    """Several at once, each language named once: English: United Kingdom, United States."""
    by_language: dict[str, list[str]] = {}
    for locale in locales:
        countries = by_language.setdefault(language_called(say, locale), [])
        countries.append(country_called(say, locale))
    return "; ".join(
        f"{language}: {', '.join(filter(None, countries))}" if any(countries) else language
        for language, countries in by_language.items()
    )


def namers(say: Say) -> dict[str, Any]:
    """What templates name things with, and begin a sentence with."""
    return {
        "with_days": lambda text: with_days(say, text),
        "begun_large": lambda text: text[:1].upper() + text[1:],
        "ended": lambda text: text if text.endswith(STOPS) else f"{text}.",
        "guide_called": lambda name: called(say, "guide", name),
        "product_called": lambda name: called(say, "product", name),
        "edition_called": lambda name: called(say, "edition", name),
        "locale_called": lambda locale: locale_called(say, locale),
        "day_called": lambda day: day_called(say, str(day)),
    }


def with_days(say: Say, text: str) -> str:
    """A sentence of the press with its days as people write them."""
    return DAY.sub(lambda day: day_called(say, day[0]), text)


def day_called(say: Say, day: str) -> str:
    """A day of ISO 8601 as people write it: 23 November 2027; as it stands where it is none."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return day
    return say("page.day", day=on.day, month=say(f"month.{on.month}"), year=on.year)
