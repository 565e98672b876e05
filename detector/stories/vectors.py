"""Where claims lie in the space of embeddings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from detector.letters import latin
from detector.records import Claim

if TYPE_CHECKING:
    import numpy.typing as npt


def claim_vectors(claims: Sequence[Claim], encode: Callable[[Sequence[str]], npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    """Return float32 (len(claims), d), rows of unit length: the direction between a claim's proposition and its quote.

    The content alone has lost who, when and where its sentence said it was; the quote alone is coloured by its frame. On
    the gold stories kept for development the two together bring 93 % of the contradictions among a claim's neighbours, at 5.4 a
    claim, where contents alone brought 82 % (`docs/decisions/0003-stories.md`). Every text is encoded once.

    Args:
        claims: the claims.
        encode: an encoder's `encode`: texts into unit rows, float32 (n, d).
    """
    texts = list(dict.fromkeys(text for claim in claims for text in (claim.proposition, latin(claim.text))))
    place = {text: i for i, text in enumerate(texts)}
    vectors = encode(texts)
    contents = vectors[[place[claim.proposition] for claim in claims]]
    quotes = vectors[[place[latin(claim.text)] for claim in claims]]
    both = contents + quotes
    unit: npt.NDArray[np.float32] = (both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-12)).astype(np.float32)
    return unit
