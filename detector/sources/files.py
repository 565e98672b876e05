"""Which files to read, and their bytes."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from detector.records import Skipped
from detector.sources.formats import READERS
from detector.sources.problems import Problem, skipped


def list_files(inputs: Iterable[str | Path], on_skip: Callable[[Skipped], None]) -> list[Path]:
    """Return the readable files that `inputs` name, each once, in the order of `inputs` and sorted by path within each.

    An input is a file, a folder (read with its sub-folders; hidden files are left out) or a glob (`news/**/*.txt`); a
    file whose name merely looks like a glob is read as a file. Whatever cannot be read (nothing there, an unknown
    format, a device, a loop of links) goes to `on_skip`; nothing is raised.
    """
    if isinstance(inputs, str | Path):  # a lone path: easily passed, and a string would be taken letter by letter
        inputs = [inputs]
    files: dict[str, Path] = {}
    for name in inputs:
        for found in _expand(str(name)):
            if isinstance(found, Skipped):
                on_skip(found)
            else:
                files.setdefault(os.path.realpath(found), found)
    return list(files.values())


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of a file of at most `limit` bytes; raise `Problem` for a longer, empty or unreadable one."""
    try:
        size = path.stat().st_size
        if size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)  # files below /proc, or still being written, hold more than stat says
            size = len(data)
    except (OSError, ValueError) as error:
        raise Problem(_explain(error)) from error
    if size > limit:
        raise Problem(f"{size / 1e6:,.1f} MB is more than the {limit / 1e6:,.1f} MB allowed for a file of this kind")
    if not data:
        raise Problem("empty file")
    return data


def _expand(name: str) -> Iterator[Path | Skipped]:
    """Yield the files that one input names."""
    if not name:
        yield skipped("(empty name)", "names no file or folder")
    elif glob.has_magic(name) and not os.path.lexists(name):
        matches = _glob(Path(name))
        if not matches:
            yield skipped(name, "no file matches this pattern")
        for match in matches:
            yield from _readable(match)
    else:
        yield from _readable(Path(name))


def _readable(path: Path) -> Iterator[Path | Skipped]:
    """Yield `path` if it is an ordinary file of a known format, its files if it is a folder, and what cannot be read."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield skipped(path, _explain(error))
        return
    if stat.S_ISDIR(mode):
        found = list(_walk(path))
        yield from found
        if not any(isinstance(item, Path) for item in found):
            yield skipped(path, "no readable file in this folder")
    elif not stat.S_ISREG(mode):
        yield skipped(path, "not an ordinary file (a device, pipe or socket)")
    elif path.suffix.lower() not in READERS:
        yield skipped(path, f"unknown format '{path.suffix[:20]}'; readable are {' '.join(READERS)}")
    else:
        yield path


def _glob(pattern: Path) -> list[Path]:
    """Return the visible matches of a glob, sorted. pathlib's `**`, unlike glob's, cannot be caught in a loop of links."""
    try:
        matches = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    except (OSError, ValueError, NotImplementedError):  # not a pattern that pathlib can read, such as "**.txt" before Python 3.13
        return []
    hidden_asked = {part for part in pattern.parts if part.startswith(".")}
    return [match for match in matches if not any(part.startswith(".") and part not in hidden_asked for part in match.parts)]


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    """Yield the visible files below `folder`, sorted by path, after the problems met on the way."""
    problems: list[Skipped] = []
    files: list[Path] = []
    seen = {os.path.realpath(folder)}

    def report(error: OSError) -> None:
        problems.append(skipped(error.filename or folder, _explain(error)))

    for parent, folders, names in os.walk(folder, onerror=report, followlinks=True):
        folders.sort()
        for name in list(folders):
            child = Path(parent, name)
            real = os.path.realpath(child)
            if name.startswith(".") or real in seen:
                folders.remove(name)
                if child.is_symlink() and not name.startswith("."):
                    problems.append(skipped(child, "a link to a folder that is read already"))
            seen.add(real)
        files += [Path(parent, name) for name in names if not name.startswith(".")]
    yield from problems
    for file in sorted(files):
        yield from _readable(file)


def _explain(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be opened: {(reason or type(error).__name__).lower()}"
