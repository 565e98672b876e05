"""The desk's words in both languages: messages are English in the code, and translated by gettext catalogues.

Catalogues are text (`locale/es/*.po`) and compiled when the desk starts, so that no compiled file has to be kept in step.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from detector.review.desk.context import Language


@cache
def translations(language: Language) -> NullTranslations:
    """Return the messages of a language: all catalogues of its folder as one."""
    if language == "en":
        return NullTranslations()
    merged = Translations()
    catalogues = files("detector.review.desk").joinpath("locale", language)
    for file in sorted((entry for entry in catalogues.iterdir() if entry.name.endswith(".po")), key=lambda entry: entry.name):
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(file.read_bytes()), locale=language))
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged
