"""Single quotation marks read as double ones ("'No fraud took place': electoral body"), straight ones in straight ones as curly ones."""

from __future__ import annotations

import regex

_DOUBLE = regex.compile(r'["“”«»]')
_OPENING = regex.compile(r"(?<![\p{L}\p{N}\p{P}])(?:‘|'(?=[\p{L}\p{N}]))(?!\d0s)|(?<=[(\[—–])[‘']")
_CLOSING = regex.compile(r"(?<=[\p{L}\p{N}.,!?…%])['’](?![\p{L}\p{N}])")
_POSSESSIVE = regex.compile(r"(?<=s)['’](?= \p{Ll})")
# Marks around no more than a verb of denying are read as blanks: "said it “categorically denies” that".
_DENYING = regex.compile(r"[\"“‘']((?:\w{3,16}ly )?(?:den(?:y|ies|ied)|reject(?:s|ed)?|refut(?:es|ed))(?: \w{3,16}ly)?)[\"”’'](?=\s)")
_STRAIGHT_OPENING = regex.compile(r'(?<![^\s(\[—–¿¡:])"(?=[\p{L}\p{N}¿¡])')
_STRAIGHT_CLOSING = regex.compile(r'(?<=[\p{L}\p{N}.,;!?…%)])"(?![\p{L}\p{N}])')
_LONGEST = 400  # characters of a quotation
_PAIRS = {"'": ('"', '"'), "‘": ("“", "”")}


def with_double_quotes(text: str) -> str:
    """Return the text, as long as before, with double marks for single ones that open and close within a line.

    A line that has double marks keeps its single ones: they are quotations inside of quotations. So do apostrophes.
    """
    text = "".join(map(_nested, _DENYING.sub(lambda found: f" {found[1]} ", text).splitlines(keepends=True)))
    if "'" not in text and "‘" not in text:
        return text
    return "".join(line if _DOUBLE.search(line) else _line(line) for line in text.splitlines(keepends=True))


def _nested(line: str) -> str:
    """Return the line with curly marks for straight ones inside of straight ones, where each tells whether it opens or closes."""
    at = [place for place, letter in enumerate(line) if letter == '"']
    if len(at) < 4:
        return line
    opens = [bool(_STRAIGHT_OPENING.match(line, place)) for place in at]
    if any(opened == bool(_STRAIGHT_CLOSING.match(line, place)) for opened, place in zip(opens, at, strict=True)):
        return line
    depth, marks = 0, list(line)
    for opened, place in zip(opens, at, strict=True):
        if depth + opened == 2:
            marks[place] = "“" if opened else "”"
        depth += 1 if opened else -1
        if not 0 <= depth <= 2:
            return line
    return line if depth else "".join(marks)


def _line(line: str) -> str:
    at, marks = 0, list(line)
    while opening := _OPENING.search(line, at):
        begin, at = opening.start(), opening.end()
        following = _OPENING.search(line, at)
        end = min(len(line), begin + _LONGEST, following.start() if following else len(line))
        closings = [found.start() for found in _CLOSING.finditer(line, at, end)]
        # "'the workers' union agreed'": where another mark follows, that behind a plural is none
        close = next((c for c in closings if not _POSSESSIVE.match(line, c) or c == closings[-1]), None)
        if close is None or close == at:
            continue
        marks[begin], marks[close] = _PAIRS[line[begin]]
        at = close + 1
    return "".join(marks)
