"""Opening a store: new ones, old ones from every revision, foreign ones, newer ones, many programs at once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, insert, select, text
from sqlalchemy.exc import IntegrityError

from desk.checking import check
from desk.schemas import LATER, SchemaOf, assert_holds, old_backup
from detector.review.store import Store, StoreError
from detector.review.store.backups import restore
from detector.review.store.database import connect
from detector.review.store.queue import Filter, count_items
from detector.review.store.schema import VERSION_TABLE, current_revision, revisions
from detector.review.store.tables import Base

HEAD = revisions()[-1]
OF_SEARCH = ("items_search", "ix_items_search")


def revision_of(address: str) -> str | None:
    engine = connect(address, upgrade=False)
    with engine.begin() as connection:
        found = current_revision(connection)
    engine.dispose()
    return found


def names_of(difference: Any) -> list[str]:
    """The names of the tables, columns and indexes that a difference of schemas is about."""
    parts = [difference[0]] if isinstance(difference[0], tuple) else [difference]
    return [str(getattr(value, "name", value)) for part in parts for value in part[1:] if value is not None]


def test_a_new_store_has_the_tables_of_the_models(store: Store) -> None:
    with store.reading() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        assert current_revision(connection) == HEAD
    left = [d for d in differences if not any(n.startswith(OF_SEARCH) or (n == "search" and "items" in names_of(d)) for n in names_of(d))]
    assert left == []


@pytest.fixture
def old(address: str, tmp_path: Path) -> Path:
    """A store of today's schema in which people have worked: the backup of which it was restored."""
    file = old_backup(HEAD, tmp_path)
    restore(file, address)
    return file


@pytest.mark.parametrize("revision", revisions())
def test_a_store_of_every_revision_is_upgraded_with_what_it_holds(revision: str, address: str, tmp_path: Path, schema_of: SchemaOf) -> None:
    file = old_backup(revision, tmp_path)
    with schema_of(revision):
        restore(file, address)
    assert revision_of(address) == revision
    with Store(address) as store:
        assert revision_of(address) == HEAD
        assert_holds(store, file, tmp_path)
        check(store)


def test_a_migration_that_makes_a_table_anew_keeps_what_refers_to_it(address: str, old: Path, tmp_path: Path, schema_of: SchemaOf) -> None:
    with schema_of(LATER), Store(address) as store:
        assert revision_of(address) == LATER
        assert_holds(store, old, tmp_path)
        check(store)
        with store.writing() as connection:
            assert set(connection.scalars(text("SELECT shade FROM items"))) == {"plain"}
            assert count_items(connection, Filter(search="grúa")) == 1
            connection.execute(text("UPDATE items SET words = 'faro'"))
            assert count_items(connection, Filter(search="faro")) == 6, "search follows the new table"
            with pytest.raises(IntegrityError):  # whatever migrations do, the desk cannot take away what others refer to
                connection.execute(text("DELETE FROM items"))


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("INSERT INTO moons VALUES (1)", "moons"),
        ("DELETE FROM reviewers", "rows that others refer to|violates foreign key"),
    ],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    statement: str, says: str, address: str, old: Path, tmp_path: Path, schema_of: SchemaOf
) -> None:
    with schema_of(LATER, f'op.execute("{statement}")'), pytest.raises(StoreError, match=says) as error:
        Store(address)
    assert "\n" not in str(error.value)
    with Store(address) as store:
        assert revision_of(address) == HEAD
        assert_holds(store, old, tmp_path)
        check(store)


def test_opening_a_store_again_changes_nothing(filled: Store, address: str) -> None:
    with Store(address) as again, again.reading() as connection:
        assert count_items(connection, Filter()) == 6


def test_tables_of_another_program_are_refused_and_left_alone(address: str) -> None:
    engine = connect(address, upgrade=False)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))  # theirs may be kept by the same library
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001')"))
    engine.dispose()
    with pytest.raises(StoreError, match="holds tables that are not the desk's") as error:
        Store(address)
    assert "\n" not in str(error.value)
    with connect(address, upgrade=False).begin() as connection:
        found = MetaData()
        found.reflect(connection)
        assert set(found.tables) == {"recipes", "alembic_version"}


def test_a_store_of_a_newer_version_is_refused(filled: Store, address: str) -> None:
    with filled.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="written by a newer version of detector") as error:
        Store(address)
    assert "\n" not in str(error.value)


def test_where_there_is_no_store_none_is_made_unless_asked(address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store(address, make=False)
    assert not list(tmp_path.iterdir())
    Store(address).close()
    Store(address, make=False).close()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("nowhere/at/all.db", "unable to open database file"),
        ("mysql://ana:secret@host/desk", "a store is SQLite or PostgreSQL, not mysql"),
        ("postgresql+nodriver://ana:secret@host/desk", "nodriver"),
        ("postgresql+psycopg://ana:secret@127.0.0.1:1/desk", "connection"),
        ("postgresql+psycopg://ana:secret@host:port/desk", "not an address of a database"),
        ("://", "not an address of a database"),
    ],
    ids=str,
)
def test_a_wrong_address_is_said_in_one_line_without_its_password(
    wrong: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=says) as error:
        Store(wrong)
    assert "\n" not in str(error.value) and "secret" not in str(error.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("El muelle norte. " * 100)
    with pytest.raises(StoreError, match="file is not a database"):
        Store(str(file))
    assert file.read_text() == "El muelle norte. " * 100


@pytest.mark.parametrize("name", ["a b.db", "¿qué?.db", "100%.db", "a#b.db", "x?mode=ro.db"])
def test_any_name_of_a_file_is_the_name_of_the_store(name: str, tmp_path: Path) -> None:
    Store(str(tmp_path / name)).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_many_programs_open_a_new_store_at_once(address: str) -> None:
    opening = f"from detector.review.store import Store; Store({address!r}).close()"
    with ThreadPoolExecutor(8) as threads:
        running = [subprocess.Popen([sys.executable, "-c", opening], stderr=subprocess.PIPE, text=True) for _ in range(3)]
        list(threads.map(lambda _: Store(address).close(), range(8)))
    for process in running:
        assert process.wait(60) == 0, process.stderr.read() if process.stderr else ""


def test_a_reading_transaction_sees_one_state_and_cannot_write(filled: Store) -> None:
    with filled.reading() as connection:
        before = count_items(connection, Filter())
        with filled.writing() as other:
            other.execute(text("DELETE FROM item_sources"))
            other.execute(text("DELETE FROM items"))
        assert count_items(connection, Filter()) == before == 6
        with pytest.raises(Exception, match=r"read-?only"):
            connection.execute(text("DELETE FROM claims"))
    with filled.reading() as connection:
        assert count_items(connection, Filter()) == 0


def test_moments_come_back_as_they_went_in_and_need_a_time_zone(store: Store) -> None:
    madrid = datetime.fromisoformat("2031-03-08T10:00:00.123456+01:00")
    batches = Base.metadata.tables["batches"]
    with store.writing() as connection:
        connection.execute(insert(batches), {"at": madrid, "generated_by": {}, "counts": {}})
        kept = connection.scalars(select(batches.c.at)).one()
        assert kept == madrid and kept.tzinfo == UTC
    with pytest.raises(Exception, match="needs its time zone"), store.writing() as connection:
        connection.execute(insert(batches), {"at": datetime(2031, 3, 8), "generated_by": {}, "counts": {}})
