"""What verdicts may have taught, without anybody having given them."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from desk.conftest import MORNING
from detector.judge.fusion import shipped_fusion
from detector.review.learning.lessons import Lesson
from detector.review.learning.measures import compare
from detector.review.learning.versions import keep_version, use_version


def keep_learned(connection: Connection, name: str, *, use: bool = False) -> None:
    """Keep a version that learned to answer one question, from 30 verdicts for and 30 against, of 20 stories; the other it did not."""
    positive = np.arange(60) % 2 == 0
    comparison = compare(positive, np.full(60, 0.5), np.where(positive, 0.8, 0.2), np.arange(60) // 3, 0.5)
    lessons = [Lesson("contradicts", 30, 30, 20, shipped_fusion().contradicts, 1.0, comparison), Lesson("supports", 2, 58, 20)]
    version = keep_version(connection, shipped_fusion(), lessons, name, "Ana", MORNING)
    if use:
        use_version(connection, version, MORNING)
