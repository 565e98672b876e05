"""Stand-ins for unit tests: no network, the same answer every time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from detector.engines.network import Progress


class FakeNli:
    """Answers by a function of (premise, hypothesis) to a label's name; certain of it to 0.98."""

    name = "fake"
    fingerprint = "fake"

    def __init__(self, label: Callable[[str, str], str]) -> None:
        self._label = label

    def predict(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Nli.predict`."""
        from detector.engines.nli import LABELS

        rows = np.full((len(pairs), 3), 0.01, np.float32)
        for row, pair in zip(rows, pairs, strict=True):
            row[LABELS.index(self._label(*pair))] = 0.98
        if progress:
            progress(len(pairs))
        return rows


class FakeEncoder:
    """Bag of words, hashed into `size` places: texts that share words are near each other."""

    name = "fake"
    fingerprint = "fake"
    check_worthiness = None

    def __init__(self, size: int = 256) -> None:
        self._size = size

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Encoder.encode`."""
        rows = np.zeros((len(texts), self._size), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % self._size] += 1
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        if progress:
            progress(len(texts))
        return rows
