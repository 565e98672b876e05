"""The desk's words in one language, for the formats that people read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from detector.review.exports.about import Language


class Words:
    """Translates messages, and names what the store has words for."""

    def __init__(self, language: Language) -> None:
        # Imported here because the desk's pages import this room: at the top it would be a circle.
        from detector.review.desk import labels
        from detector.review.desk.rendering import environment
        from detector.review.desk.wording import translations

        self.language = language
        self._translations = translations(language)
        self._filters: dict[str, Callable[..., Any]] = environment(language).filters
        self._labels = labels

    def say(self, message: str, **values: object) -> str:
        """Return a message in the language, its %(names)s filled in."""
        said = self._translations.gettext(message)
        return said % values if values else said

    def count(self, one: str, other: str, number: int) -> str:
        """Return the message for a number of things."""
        return self._translations.ngettext(one, other, number) % {"num": number}

    def name(self, sort: str, value: str) -> str:
        """Return what a word of the store is called; `sort` is a function of `desk.labels` ("kind", "verdict" ...)."""
        return self.say(getattr(self._labels, sort)(value))

    def day(self, value: Any) -> str:
        """Return a date in words."""
        return str(self._filters["day"](value))

    def percent(self, probability: float) -> str:
        """Return a probability in words."""
        return str(self._filters["percent"](probability))


@cache
def words(language: Language) -> Words:
    """Return the words of a language."""
    return Words(language)


def N_(message: str) -> str:
    """Mark a message to be translated where it is shown."""
    return message
