"""How the command line speaks: results on standard output, one line on standard error for each thing that goes wrong, exit codes."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

OK, FAILED, USAGE, PARTLY = 0, 1, 2, 3

stdout = Console(width=None if sys.stdout.isatty() else 120)  # no terminal tells its width: wide enough for the table
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """Print a line, as it is."""
    stdout.print(escape(message), highlight=False, soft_wrap=True)


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Print one line of what is wrong, and end with an exit code."""
    stderr.print(f"[red]error[/] {escape(message)}")
    raise typer.Exit(code)
