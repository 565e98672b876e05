"""The versions of the fusion in a store: kept, listed, put to use, and gone back from.

Putting one to use changes no stored probability: the next `detector run --db` judges with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update

from detector.judge.fusion import load_fusion, shipped_fusion
from detector.records import content_id
from detector.review.store.database import StoreError
from detector.review.store.tables import EventRow, FusionRow
from detector.settings import FusionSettings, Settings

if TYPE_CHECKING:
    from detector.review.learning.lessons import Lesson  # brings SciPy, for which the desk need not wait

NAME_CHARS = 80


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the fusion: when it was learned, by whom, from how many verdicts (`verdicts`), and what it brought (`measures`).

    `verdicts` and `measures` have a key for each question: the counts `yes`, `no` and `stories`; `outcome`, `better`, `strength` and
    `comparison` as in `lessons.Lesson`, with `measures.Comparison` as objects of numbers. `usable`: it corrects the fusion that this
    version of detector ships, with its features; `why_not` says it in one line where not.
    """

    id: int
    at: datetime
    by: str
    name: str
    fingerprint: str
    verdicts: dict[str, Any]
    measures: dict[str, Any]
    active: bool
    weights: FusionSettings
    why_not: str | None = None

    @property
    def usable(self) -> bool:
        """Whether this version of detector can judge with it."""
        return self.why_not is None


def fingerprint(fusion: FusionSettings) -> str:
    """Return 16 hexadecimal digits of the weights, whatever the fusion is called."""
    return content_id(json.dumps(fusion.model_dump(mode="json", exclude={"name"}), sort_keys=True))


def keep_version(connection: Connection, fusion: FusionSettings, lessons: Sequence[Lesson], name: str, by: str, at: datetime) -> int:
    """Store a version, which is not put to use by that; return its number.

    Raises:
        ValueError: the name is empty or too long.
    """
    name = name.strip()
    if not 0 < len(name) <= NAME_CHARS:
        raise ValueError(f"a version has a name of 1 to {NAME_CHARS} characters")
    values = {
        "at": at, "by": by[:NAME_CHARS], "name": name, "active": False,
        "weights": fusion.model_dump(mode="json", exclude={"name"}),
        "fingerprint": fingerprint(fusion),
        "corrects": fingerprint(shipped_fusion()),
        "verdicts": {lesson.question: {"yes": lesson.yes, "no": lesson.no, "stories": lesson.stories} for lesson in lessons},
        "measures": {lesson.question: _told(lesson) for lesson in lessons},
    }  # fmt: skip
    return int(connection.execute(insert(FusionRow).values(values).returning(FusionRow.id)).scalar_one())


def versions(connection: Connection) -> list[Version]:
    """Return all versions, the newest first. None of them is active where the shipped fusion is in use."""
    return [_version(row) for row in connection.execute(select(FusionRow).order_by(FusionRow.id.desc()))]


def use_version(connection: Connection, version_id: int | None, at: datetime) -> None:
    """Put a version to use, or the shipped fusion (None); the change is an entry of the history.

    Raises:
        KeyError: there is no such version.
        StoreError: this version of detector cannot judge with it.
    """
    before = connection.scalar(select(FusionRow.id).where(FusionRow.active))
    if version_id is not None:
        row = connection.execute(select(FusionRow).where(FusionRow.id == version_id)).first()
        if row is None:
            raise KeyError(version_id)
        _demand_usable(_version(row))
    if before == version_id:
        return
    connection.execute(update(FusionRow).values(active=FusionRow.id == version_id if version_id is not None else False))
    connection.execute(insert(EventRow).values(at=at, action="fusion", before={"version": before}, after={"version": version_id}))


def active_fusion(connection: Connection) -> FusionSettings | None:
    """Return the fusion to judge with, named after its version; None is the shipped one.

    Raises:
        StoreError: the version in use is of another version of detector; the message says what to do.
    """
    row = connection.execute(select(FusionRow).where(FusionRow.active)).first()
    if row is None:
        return None
    version = _version(row)
    _demand_usable(version)
    return version.weights


def with_active_fusion(connection: Connection, settings: Settings) -> Settings:
    """Return the settings with the store's fusion in use; what they name themselves goes before.

    Raises:
        StoreError: as `active_fusion`.
    """
    if settings.judge.fusion is not None:
        return settings
    fusion = active_fusion(connection)
    return settings if fusion is None else settings.model_copy(update={"judge": settings.judge.model_copy(update={"fusion": fusion})})


def _version(row: Any) -> Version:
    weights = FusionSettings.model_validate({**row.weights, "name": f"version {row.id}: {row.name}"})
    return Version(
        row.id, row.at, row.by, row.name, row.fingerprint, row.verdicts, row.measures, row.active, weights, _why_not(row, weights)
    )


def _why_not(row: Any, weights: FusionSettings) -> str | None:
    try:
        load_fusion(weights)
    except ValueError as error:
        return str(error)
    if row.corrects != fingerprint(shipped_fusion()):
        return f"the fusion {weights.name!r} corrects another than this version of detector ships"
    return None


def _demand_usable(version: Version) -> None:
    if version.why_not:
        raise StoreError(f"{version.why_not}; run `detector calibrate` again, or `detector calibrate --use shipped`")


def _told(lesson: Lesson) -> dict[str, Any]:
    return {
        "outcome": lesson.outcome, "better": lesson.better, "strength": lesson.strength,
        "comparison": asdict(lesson.comparison) if lesson.comparison else None,
    }  # fmt: skip
