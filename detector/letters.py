"""Letters of other alphabets that pass for Latin ones: copied and made-up news hides from filters behind a Cyrillic "о"."""

import re

_LATIN = dict(zip("аеіјорсухѕһԛԝАВЕІЈКМНОРСТУХЅԚԜοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeijopcyxshqwABEIJKMHOPCTYXSQWoABEZHIKMNOPTYX", strict=True))
_OTHER = re.compile(f"[{''.join(_LATIN)}]")
_WORD = re.compile(r"[^\W\d_]+")


def latin(text: str) -> str:
    """Return the text, as long as before, with Latin letters for those that only look like them, word by word.

    A word with any letter that does not pass for a Latin one is of another alphabet and stays ("Москва", "α").
    """
    if not _OTHER.search(text):
        return text
    return _WORD.sub(lambda word: _read(word[0]), text)


def _read(word: str) -> str:
    read = "".join(_LATIN.get(letter, letter) for letter in word)
    return read if all(letter < "\u0370" or letter > "\u052f" for letter in read) else word
