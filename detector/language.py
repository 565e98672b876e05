"""Which language a text is written in."""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from detector.letters import latin

# News in other languages only has to be told apart from Spanish and English; fewer candidates, fewer errors.
_CANDIDATES = ["es", "en", "pt", "fr", "it", "ca", "de", "ru", "zh", "ar"]
_PROBE_CHARS = 2000


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    return identifier


def detect_language(text: str, default: str = "und", certainty: float = 0.8) -> str:
    """Return the ISO 639-1 code of the language of `text`.

    `default` is returned where the text holds no letters or the identifier is less certain than `certainty` (a
    probability); give the language of what stands around a short passage.
    """
    if not any(character.isalpha() for character in text):
        return default
    language, probability = _identifier().classify(latin(text[:_PROBE_CHARS]))
    return str(language) if probability >= certainty else default
