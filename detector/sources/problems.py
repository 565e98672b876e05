"""What can go wrong with input, said in one line that is safe to print."""

from __future__ import annotations

import os

from detector.records import Skipped


class Problem(Exception):
    """Input that cannot be read, and why.

    A reader raises it where nothing more can be had from the file, and yields it where only one line or field is lost.
    `line` counts from 1; None where no line is known.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def printable(text: str) -> str:
    r"""Return `text` on one line, with control, bidirectional and other invisible characters escaped (`\x1b`, `\u202e`).

    File names and broken input are hostile: printed as they are, they could move a terminal's cursor or forge a line.
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def skipped(path: str | os.PathLike[str], reason: str, line: int | None = None) -> Skipped:
    """Return the record of a problem, with path and reason made safe to print."""
    return Skipped(printable(os.fspath(path)), line, printable(reason))
