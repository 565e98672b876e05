"""From bytes to text, or the reason why they are not text."""

from __future__ import annotations

import codecs

from detector.sources.problems import Problem

# Left to choose among all encodings, charset-normalizer takes Windows-1252 for Windows-1250 (ñ becomes ň, even in long
# texts) or, where the only signs are typographic quotes, for Mac Roman; so it may choose among what files really are.
_LEGACY_ENCODINGS = ["cp1252", "cp1251"]
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PROBE_CHARS = 100_000
_MAX_UNPRINTABLE_SHARE = 0.05


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data`, without byte order mark, and a remark for a person ("" where nothing is to be said).

    UTF-8 and, with its byte order mark, UTF-16 are read as such; UTF-8 with a few broken bytes is kept, U+FFFD in their
    place. For anything else charset-normalizer guesses. Raises `Problem` for what is not text.
    """
    text, remark = _decode(data)
    if "\0" in text:
        raise Problem("binary data, not text (it holds NUL bytes; UTF-16 needs its byte order mark)")
    probe = text[:_PROBE_CHARS]
    unprintable = sum(not (char.isprintable() or char.isspace()) for char in probe)
    if unprintable > _MAX_UNPRINTABLE_SHARE * len(probe):
        raise Problem("binary data, not text (too many unprintable characters)")
    return text, remark


def _decode(data: bytes) -> tuple[str, str]:
    try:
        if data.startswith(_UTF16_MARKS):
            return data.decode("utf-16"), ""
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        if error.encoding != "utf-8":
            raise Problem("it begins as UTF-16 does, but cannot be decoded as that") from error
    repaired = data.decode("utf-8-sig", errors="replace")
    broken = repaired.count("\ufffd")
    # Text in another encoding hardly ever forms valid UTF-8 sequences by chance; a damaged UTF-8 file is full of them.
    if len(repaired) - len(repaired.encode("ascii", errors="ignore")) > 2 * broken:  # more valid characters beyond ASCII than broken
        return repaired, f"not all of it is valid UTF-8; U+FFFD stands for what is not (in {broken} place{'s' * (broken > 1)})"

    from charset_normalizer import from_bytes

    guess = from_bytes(data, cp_isolation=_LEGACY_ENCODINGS).best()
    if guess is None:
        raise Problem("neither UTF-8 nor another encoding that can be told: not text, or save it as UTF-8")
    return str(guess), ""
