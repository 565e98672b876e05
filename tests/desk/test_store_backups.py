"""Everything in one file and back: the same in another database, whole or not at all."""

from __future__ import annotations

import gzip
import json
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import pier_story
from sqlalchemy import insert, select

from desk.checking import check, snapshot
from desk.conftest import MORNING
from desk.schemas import BACKUPS, LATER, SchemaOf, assert_holds, old_backup
from detector.review.store import Store, StoreError
from detector.review.store.backups import FORMAT, back_up, restore
from detector.review.store.batches import add_batch
from detector.review.store.database import connect
from detector.review.store.people import Reviewer, add_reviewer, check_password, save_view
from detector.review.store.queue import Filter, count_items
from detector.review.store.schema import current_revision, revisions
from detector.review.store.tables import Base, CachedRow, ItemRow
from detector.review.store.verdicts import Opinion, assign, decide, hold, undo

ITEM, OTHER = (relation.id for relation in pier_story().relations[:2])
SECRET = "correct horse battery staple"


@pytest.fixture
def lived_in(filled: Store, ana: Reviewer) -> Store:
    """A store where people have worked."""
    with filled.writing() as connection:
        ben = add_reviewer(connection, "Ben", "admin", SECRET)
        save_view(connection, ana.id, "mías", "?mine=true")
        decide(connection, ITEM, 1, ana.id, Opinion("unrelated", "other_time", "«ñ» \n ' \" 👍"), MORNING)
        decide(connection, ITEM, 2, ana.id, Opinion("unsure"), MORNING)
        undo(connection, ana.id, MORNING)
        decide(connection, ITEM, 4, ben.id, Opinion("support", adjudicates=True), MORNING)
        assign(connection, [OTHER], ben.id, ana.id, MORNING)
        hold(connection, OTHER, ana.id, MORNING + timedelta(microseconds=1))
        connection.execute(insert(CachedRow), [{"key": "k", "value": bytes(range(256))}])
        add_batch(connection, pier_story(), MORNING + timedelta(hours=1))
    return filled


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where there is no store yet, in either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "restored.db")
        return
    with request.getfixturevalue("cluster").database("elsewhere") as made:
        yield made


def cached(store: Store) -> Any:
    with store.reading() as connection:
        return connection.execute(select(CachedRow.key, CachedRow.value)).all()


def test_a_backup_is_restored_as_it_was_into_either_database(lived_in: Store, elsewhere: str, tmp_path: Path) -> None:
    file = tmp_path / "desk.jsonl.gz"
    counts = back_up(lived_in, file)
    assert counts["items"] == 6 and counts["events"] == 6 and set(counts) == {table.name for table in Base.metadata.sorted_tables}
    assert restore(file, elsewhere) == counts
    with Store(elsewhere) as restored:
        assert snapshot(restored) == snapshot(lived_in) and cached(restored) == cached(lived_in)
        check(restored)
        with restored.writing() as connection:  # and work goes on
            assert check_password(connection, "Ben", SECRET)
            assert count_items(connection, Filter(search="grúa")) == 1
            eve = add_reviewer(connection, "Eve")
            decide(connection, ITEM, 5, eve.id, Opinion("support"), MORNING)
            add_batch(connection, pier_story(), MORNING + timedelta(hours=2))
        check(restored)


def test_two_backups_of_one_store_differ_in_nothing_but_their_moment(lived_in: Store, tmp_path: Path) -> None:
    lines = []
    for name in ("a", "b"):
        back_up(lived_in, tmp_path / name)
        header, *rest = gzip.decompress((tmp_path / name).read_bytes()).splitlines()
        lines.append(({k: v for k, v in json.loads(header).items() if k != "at"}, rest))
    assert lines[0] == lines[1]


def test_a_backup_is_for_its_owners_eyes_and_replaces_nothing(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "desk.jsonl.gz"
    back_up(filled, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        back_up(filled, file)
    assert file.read_bytes() == before
    with pytest.raises(StoreError, match="No such file or directory"):
        back_up(filled, tmp_path / "no/such/folder/x")
    with pytest.raises(StoreError, match="is there already"):
        back_up(filled, tmp_path)


def test_a_backup_that_fails_leaves_no_file(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    before = sorted(file.name for file in tmp_path.iterdir())
    with pytest.raises(StoreError, match="No space left"):
        back_up(filled, tmp_path / "desk.jsonl.gz")
    assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_a_backup_is_of_one_moment_though_others_go_on(lived_in: Store, tmp_path: Path, elsewhere: str) -> None:
    stop = threading.Event()

    def work() -> None:
        version = 5
        with lived_in.writing() as connection:
            eve = add_reviewer(connection, "Eve")
        while not stop.is_set():
            with lived_in.writing() as connection:
                version = decide(connection, ITEM, version, eve.id, Opinion("support"), MORNING)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        back_up(lived_in, tmp_path / "desk.jsonl.gz")
    finally:
        stop.set()
        worker.join()
    restore(tmp_path / "desk.jsonl.gz", elsewhere)
    with Store(elsewhere) as restored:
        check(restored)


def test_a_store_that_holds_something_is_not_restored_into(lived_in: Store, address: str, tmp_path: Path) -> None:
    back_up(lived_in, tmp_path / "b")
    before = snapshot(lived_in)
    with pytest.raises(StoreError, match="is not empty"):
        restore(tmp_path / "b", address)
    assert snapshot(lived_in) == before


def test_an_empty_store_is_restored_into(lived_in: Store, elsewhere: str, tmp_path: Path) -> None:
    back_up(lived_in, tmp_path / "b")
    Store(elsewhere).close()
    restore(tmp_path / "b", elsewhere)
    with Store(elsewhere) as restored:
        assert snapshot(restored) == snapshot(lived_in)


def test_every_schema_has_a_backup_that_a_program_with_it_made() -> None:
    assert sorted(file.stem for file in BACKUPS.iterdir()) == revisions()


@pytest.mark.parametrize("revision", revisions())
def test_a_backup_of_every_schema_is_restored_and_work_goes_on(revision: str, elsewhere: str, tmp_path: Path) -> None:
    file = old_backup(revision, tmp_path)
    restore(file, elsewhere)
    with Store(elsewhere) as restored:
        assert_holds(restored, file, tmp_path)
        check(restored)
        with restored.writing() as connection:
            assert current_revision(connection) == revisions()[-1]
            assert check_password(connection, "Ben", SECRET)
            assert count_items(connection, Filter(search="grúa")) == 1
            eve = add_reviewer(connection, "Eve")
            item, version = connection.execute(select(ItemRow.id, ItemRow.version).where(ItemRow.status == "settled")).one()
            decide(connection, item, version, eve.id, Opinion("support"), MORNING)
            add_batch(connection, pier_story(), MORNING + timedelta(hours=2))
        check(restored)


def test_a_backup_of_an_older_schema_is_brought_up_to_date_on_the_way(elsewhere: str, tmp_path: Path, schema_of: SchemaOf) -> None:
    file = old_backup(revisions()[-1], tmp_path)
    with schema_of(LATER):
        restore(file, elsewhere)
        with Store(elsewhere) as restored:
            with restored.reading() as connection:
                assert current_revision(connection) == LATER
            assert_holds(restored, file, tmp_path)
            check(restored)
    with pytest.raises(StoreError, match="newer version"):
        Store(elsewhere)


def test_a_backup_of_an_older_schema_asks_for_a_new_store(elsewhere: str, tmp_path: Path, schema_of: SchemaOf) -> None:
    with schema_of(LATER):
        Store(elsewhere).close()
        with pytest.raises(StoreError, match=f"the backup has schema {revisions()[-2]}, the store {LATER}: restore into a new one"):
            restore(old_backup(revisions()[-2], tmp_path), elsewhere)


def lines_changed(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    return lambda data: gzip.compress(b"\n".join(change(gzip.decompress(data).split(b"\n"))))


def with_header(**changes: Any) -> Callable[[bytes], bytes]:
    return lines_changed(lambda lines: [json.dumps(json.loads(lines[0]) | changes).encode(), *lines[1:]])


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda data: b"", "no whole backup"),
    "text": (lambda data: b"El muelle norte", "no whole backup"),
    "cut off": (lambda data: data[: len(data) * 2 // 3], "no whole backup"),
    "cut off at its end": (lambda data: data[:-4], "no whole backup"),
    "a bit turned": (lambda data: data[:2000] + bytes([data[2000] ^ 8]) + data[2001:], "no whole backup"),
    "a row missing": (lines_changed(lambda lines: lines[:-2]), "no whole backup"),
    "a row twice": (lines_changed(lambda lines: [*lines[:2], lines[1], *lines[2:]]), "does not fit"),
    "a broken row": (lines_changed(lambda lines: [*lines[:3], b"{", *lines[3:]]), "no whole backup"),
    "a row of no table": (lines_changed(lambda lines: [*lines[:-1], b'["recipes",{"a":1}]']), "no whole backup"),
    "a row without its columns": (lines_changed(lambda lines: [lines[0], b'["batches",{"id":1}]', *lines[2:]]), "does not fit"),
    "other JSON": (lambda data: gzip.compress(b'{"articles": []}\n'), "no backup of a detector store"),
    "a list": (lambda data: gzip.compress(b"[1, 2]\n"), "no backup of a detector store"),
    "a newer schema": (with_header(revision="9999", detector="9.9"), r"newer version of detector \(9.9\)"),
    "a newer format": (with_header(format=FORMAT.replace("/1", "/2")), "newer version"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_whole_backup_is_refused_in_one_line_and_leaves_the_store_empty(
    what: str, lived_in: Store, elsewhere: str, tmp_path: Path
) -> None:
    change, says = BROKEN[what]
    back_up(lived_in, tmp_path / "good")
    (tmp_path / "bad").write_bytes(change((tmp_path / "good").read_bytes()))
    with pytest.raises(StoreError, match=says) as error:
        restore(tmp_path / "bad", elsewhere)
    assert "\n" not in str(error.value)
    restore(tmp_path / "good", elsewhere)  # nothing is in its way
    with Store(elsewhere) as restored:
        assert snapshot(restored) == snapshot(lived_in)


def test_a_backup_that_is_not_there_is_said(address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        restore(tmp_path / "none", address)


def test_tables_of_another_program_are_left_alone(filled: Store, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "b")
    foreign = tmp_path / "recipes.db"
    engine = connect(str(foreign), upgrade=False)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    engine.dispose()
    with pytest.raises(StoreError, match="holds tables that are not the desk's"):
        restore(tmp_path / "b", str(foreign))
