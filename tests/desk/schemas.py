"""Stores of other versions of this program: backups that older ones made, and schemas that it had or may have.

`backups/REVISION.jsonl` is what `detector backup` wrote, unzipped, of a store of that schema in which people had worked. It stays as it is;
whoever adds a migration adds a backup of the schema that it makes.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from detector.review.store import Store, schema
from detector.review.store.backups import back_up

BACKUPS = Path(__file__).parent / "backups"
MIGRATIONS = Path(schema.__file__).parent / "migrations"
LATER = "9999"
"""A revision that follows today's last, with a column more in a table that others refer to, and one that is longer."""

SchemaOf = Callable[..., AbstractContextManager[None]]
"""Makes the program one of another schema: of an older revision, or of `LATER`, whose migration may end with some more lines."""

_MIGRATION = '''"""A made-up migration."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "{revision}", "{after}"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    triggers = op.get_bind().scalars(sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")).all() if sqlite else []
    with op.batch_alter_table("items") as items:  # on SQLite the table is made anew, and its triggers go with the old one
        items.add_column(sa.Column("shade", sa.String(8), nullable=False, server_default="plain"))
        items.alter_column("kind", existing_type=sa.String(16), type_=sa.String(32))
    for trigger in triggers:
        op.execute(trigger)
    {more}
'''


def schema_of(monkeypatch: pytest.MonkeyPatch, folder: Path) -> SchemaOf:
    """Return what makes the program one of another schema; it keeps the migrations in `folder`."""

    @contextmanager
    def change(revision: str, more: str = "") -> Iterator[None]:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        if revision == LATER:
            text = _MIGRATION.format(revision=LATER, after=schema.revisions()[-1], more=more)
            (folder / "versions" / f"{LATER}_later.py").write_text(text, "utf-8")
        for file in (folder / "versions").glob("*.py"):
            if file.name.partition("_")[0] > revision:
                file.unlink()
        with monkeypatch.context() as changed:
            changed.setattr(schema, "_MIGRATIONS", folder)
            yield

    return change


def old_backup(revision: str, folder: Path) -> Path:
    """Return the backup that a program of this schema made."""
    file = folder / f"{revision}.jsonl.gz"
    file.write_bytes(gzip.compress((BACKUPS / f"{revision}.jsonl").read_bytes()))
    return file


def assert_holds(store: Store, old: Path, folder: Path) -> None:
    """Assert that the store holds every row of an old backup, with what it had in each column, and no other."""
    now = folder / "now.jsonl.gz"
    back_up(store, now)
    for (table, row), (its_table, kept) in zip(_rows(old), _rows(now), strict=True):
        assert (table, row) == (its_table, {column: kept[column] for column in row})


def _rows(file: Path) -> list[Any]:
    """The rows, table by table: a later schema may write its tables in another order, but not the rows of one."""
    return sorted((json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()[1:]), key=lambda line: str(line[0]))
