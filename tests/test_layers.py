"""The house: rooms import downwards only, and every room has its floor in the contract (pyproject.toml)."""

import re
import tomllib
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
EXIT_OK = 0


def layers() -> list[str]:
    rooms, _ = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers: list[str] = rooms["layers"]
    return layers


def test_rooms_import_downwards_only() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == EXIT_OK


def test_every_room_has_its_floor() -> None:
    named = {room for layer in layers() for room in re.split(r"\s*[|:]\s*", layer)}
    package = ROOT / "detector"
    rooms = {path.stem for path in package.glob("*.py") if path.stem not in {"__init__", "__main__"}}
    rooms |= {path.parent.name for path in package.glob("*/__init__.py")}
    assert named == {f"detector.{room}" for room in rooms}


def test_the_rooms_where_work_is_done_do_not_know_each_other() -> None:
    (floor,) = [layer for layer in layers() if "detector.judge" in layer]
    assert ":" not in floor, "rooms separated by ':' may import each other"
    assert {"detector.sources", "detector.claims", "detector.stories", "detector.engines"} <= set(floor.split(" | "))
