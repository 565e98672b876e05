"""The packed pairs that `pack_pairs.py` writes: read, drawn for a pass, laid out as the tokens of a batch."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from nli_data import LABELS
from torch import Tensor

MAX_TOKENS = 112
BOS, PAD, EOS = 0, 1, 2
TURNED = 0.3
"""Share of the contradictions whose sides change places, as contradiction is symmetric; articles' pairs come both ways as they are."""

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


@dataclass
class Pairs:
    """What `pack_pairs.py` wrote. Tokens and places of texts lie on the device, all that is drawn from in memory."""

    tokens: Tensor
    starts: Tensor
    lengths: Tensor
    length: np.ndarray
    premise: np.ndarray
    hypothesis: np.ndarray
    label: np.ndarray
    copies: np.ndarray
    source: np.ndarray

    @cached_property
    def both_ways(self) -> np.ndarray:
        """Whether a pair comes in both directions as it is, bool (n,): articles', whose context is the premise's alone."""
        return np.char.startswith(self.source, "article")

    def width(self, premise: np.ndarray, hypothesis: np.ndarray) -> np.ndarray:
        """Return how many tokens pairs of texts take, cut to the most that are read and rounded up to a multiple of 8."""
        return -(-np.minimum(self.length[premise] + self.length[hypothesis] + 4, MAX_TOKENS) // 8) * 8

    def input_ids(self, premise: np.ndarray, hypothesis: np.ndarray, width: int) -> Tensor:
        """Return the ids of pairs of texts, int64 (n, width); the longer side of a pair is cut first."""
        p, h = (torch.from_numpy(side).to(device, torch.int64) for side in (premise, hypothesis))
        room = MAX_TOKENS - 4
        of_p, of_h = self.lengths[p], self.lengths[h]
        n_p = torch.minimum(of_p, (room - of_h).clamp(min=room // 2))[:, None]
        n_h = torch.minimum(of_h[:, None], room - n_p)
        column = torch.arange(width, device=device)[None]
        into_p, into_h = column - 1, column - n_p - 3
        ids = torch.where(column == 0, BOS, torch.full((len(p), width), PAD, device=device))
        for start, into, n in ((self.starts[p], into_p, n_p), (self.starts[h], into_h, n_h)):
            inside = (into >= 0) & (into < n)
            ids = torch.where(inside, self.tokens[torch.where(inside, start[:, None] + into, 0)], ids)
        ends = (column == n_p + 1) | (column == n_p + 2) | (column == n_p + n_h + 3)
        return torch.where(ends, EOS, ids)


def read_pairs(file: Path) -> Pairs:
    """Return the pairs of a packed file."""
    with np.load(file) as packed:
        ends = packed["ends"]
        starts = np.concatenate([[0], ends[:-1]])
        return Pairs(
            torch.from_numpy(packed["tokens"].astype(np.int64)).to(device), torch.from_numpy(starts).to(device),
            torch.from_numpy(ends - starts).to(device), ends - starts, packed["premise"], packed["hypothesis"],
            packed["label"].astype(np.int64), packed["copies"], packed["sources"][packed["source"]],
        )  # fmt: skip


def one_pass(pairs: Pairs, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Return premises, hypotheses (places of texts) and labels, int64 (n,), of one pass over the pairs for training.

    A translated pair comes in Spanish in one case of three, and with one side in Spanish in two of nine.
    """
    times = (pairs.copies + rng.random(len(pairs.copies))).astype(int)
    chosen = rng.permutation(np.repeat(np.arange(len(times)), times))
    draw = rng.random(len(chosen))
    p = pairs.premise[chosen, ((draw < 1 / 3) | ((draw > 4 / 9) & (draw < 5 / 9))).astype(int)]
    h = pairs.hypothesis[chosen, (draw < 4 / 9).astype(int)]
    label = pairs.label[chosen]
    turn = (label == LABELS.index("contradiction")) & (rng.random(len(chosen)) < TURNED) & ~pairs.both_ways[chosen]
    return np.where(turn, h, p), np.where(turn, p, h), label


def batches(widths: np.ndarray, tokens: int, rng: np.random.Generator) -> list[tuple[np.ndarray, int]]:
    """Return places of pairs of one width, `tokens` // width of them together, with the width; shuffled.

    What does not fill a batch is left out.
    """
    made = []
    for width in np.unique(widths):
        places, n = rng.permutation(np.flatnonzero(widths == width)), tokens // int(width)
        made += [(places[start : start + n], int(width)) for start in range(0, len(places) - n + 1, n)]
    return [made[i] for i in rng.permutation(len(made))]
