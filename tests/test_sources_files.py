"""Which files an input names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detector.sources import list_files, read_articles

TEXT = "La directora del faro confirmó que la linterna volverá a girar esta misma noche."


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", "a/y/deep.txt", ".git/c.txt", "a-b.txt", "[1].txt", "1.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} {name}")
    return tmp_path


def listed(*inputs: str | Path) -> tuple[list[str], list[str]]:
    problems: list[str] = []
    files = list_files(inputs, lambda skipped: problems.append(str(skipped)))
    return [str(file) for file in files], problems


def test_folder_is_read_with_its_sub_folders_sorted_and_without_hidden_files(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    assert listed(".") == (["1.txt", "[1].txt", "a/y/deep.txt", "a/z.md", "a-b.txt", "b.txt"], [])
    assert listed("b.txt", "a")[0] == ["b.txt", "a/y/deep.txt", "a/z.md"]
    assert listed("a/.hidden.txt")[0] == ["a/.hidden.txt"]


def test_globs(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    assert listed("a/*.md") == (["a/z.md"], [])
    assert listed("**/*.txt")[0] == ["1.txt", "[1].txt", "a/y/deep.txt", "a-b.txt", "b.txt"]
    assert listed(tree / "?" / "*")[0] == [f"{tree}/a/y/deep.txt", f"{tree}/a/z.md"]
    assert listed("*.csv") == ([], ["*.csv: no file matches this pattern"])


def test_a_name_that_looks_like_a_glob_is_a_file_where_one_exists(tree: Path) -> None:
    assert listed(tree / "[1].txt") == ([f"{tree}/[1].txt"], [])
    (tree / "*.txt").symlink_to("gone")
    assert listed(tree / "*.txt") == ([], [f"{tree}/*.txt: no such file or folder"])


def test_each_file_is_listed_once(tree: Path) -> None:
    assert listed(tree / "b.txt", tree / "a" / ".." / "b.txt", tree / "b*") == ([f"{tree}/b.txt"], [])


def test_what_is_not_there(tree: Path) -> None:
    (tree / "empty").mkdir()
    for name, reason in [
        ("gone.txt", "no such file or folder"),
        ("gone", "no such file or folder"),
        ("empty", "no readable file in this folder"),
        ("x" * 300, "cannot be opened: file name too long"),
    ]:
        assert listed(tree / name) == ([], [f"{tree / name}: {reason}"])
    assert listed("") == ([], ["(empty name): names no file or folder"])
    assert listed("a\0b")[1] == ["a\\x00b: cannot be opened: embedded null byte"]
    assert listed("a\0*")[0] == []


def test_unknown_formats_are_named(tree: Path) -> None:
    (tree / "a" / "scan.pdf").write_bytes(b"%PDF")
    files, (problem,) = listed(tree / "a")
    assert len(files) == 2
    assert problem.startswith(f"{tree}/a/scan.pdf: unknown format '.pdf'; readable are .txt .md ")


def test_devices_and_pipes_are_not_opened(tree: Path) -> None:
    os.mkfifo(tree / "pipe.txt")
    for path in (tree / "pipe.txt", Path("/dev/null")):
        assert listed(path) == ([], [f"{path}: not an ordinary file (a device, pipe or socket)"])


def test_links(tree: Path) -> None:
    (tree / "a" / "loop").symlink_to(tree)
    (tree / "a" / "y" / "up").symlink_to(tree / "a")
    (tree / "a" / "self.txt").symlink_to("self.txt")
    (tree / "a" / "broken.txt").symlink_to("nowhere")
    (tree / "a" / "same.txt").symlink_to("z.md")
    files, problems = listed(tree)
    names = {os.path.relpath(os.path.realpath(file), tree) for file in files}
    assert len(files) == 6 and names == {"1.txt", "[1].txt", "a/y/deep.txt", "a/z.md", "a-b.txt", "b.txt"}
    assert len(problems) == 4
    assert {problem.partition(": ")[0] for problem in problems} == {
        f"{tree}/a/{name}" for name in ("loop", "y/up", "self.txt", "broken.txt")
    }


def test_files_that_may_not_be_opened(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "z.md":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    problems: list[str] = []
    articles = read_articles([tree / "a"], on_skip=lambda skipped: problems.append(str(skipped)))
    assert [article.source for article in articles] == ["deep"]
    assert problems == [f"{tree}/a/z.md: cannot be opened: permission denied"]


def test_a_lone_path_is_one_input(tree: Path) -> None:
    assert [article.source for article in read_articles(str(tree / "b.txt"))] == ["b"]


def test_file_names_that_are_not_unicode(tree: Path) -> None:
    path = os.fsdecode(os.fsencode(tree) + b"/faro\xff.txt")
    Path(path).write_text(TEXT)
    (article,) = read_articles([path])
    assert article.source == "faro\\udcff" and article.path.endswith("faro\\udcff.txt")
