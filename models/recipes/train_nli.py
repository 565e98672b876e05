"""Train the NLI cross-encoder: premise and hypothesis in, entailment / neutral / contradiction out. Some minutes on a GPU.

    python models/recipes/train_nli.py BASE packed.npz OUT [--pairs 4.7e6] [--rate 2e-4] [--seed 4]

`pack_pairs.py` writes the pairs. The matrices are rounded to int8 all the while, as they will be stored, and gradients pass as if they were
not (Jacob et al. 2018, arXiv:1712.05877, section 3). What is kept is the moving average of the weights. On a GPU a training step is
captured once for each width of batch and then replayed (CUDA graphs): with a network this small, launching the kernels one by one takes
longer than running them. OUT takes `train.log` and the model, a Hugging Face folder.
"""

import argparse
import logging
import time
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from nli_data import LABELS
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoConfig, AutoTokenizer, BertForSequenceClassification

MAX_TOKENS = 112
BOS, PAD, EOS = 0, 1, 2
OURS = ("own_pairs", "written_dev", "claims_dev")
DEVELOPMENT = (*OURS, "xnli.dev-es", "xnli.dev-en", "xnli_cross", "inferes", "lingnli", "mnli", "snli", "newprot", "")
TURNED = 0.3
"""Share of the contradictions whose sides change places, as contradiction is symmetric; articles' pairs come both ways as they are."""

logger = logging.getLogger("train_nli")
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


def rounded(matrix: Tensor) -> Tensor:
    """Return a matrix as `detector.engines.weights` restores it: int8, a scale for each row. Gradients pass as if it were not rounded."""
    exact = matrix.detach()
    scale = exact.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
    return matrix + (torch.round(exact / scale) * scale - exact)


def new_model(base: Path, frozen: int = 0) -> BertForSequenceClassification:
    """Return the base with its head of three labels, or a new one, on the device; with `frozen`, that many layers stay as they are."""
    config = AutoConfig.from_pretrained(
        base, num_labels=3, id2label=dict(enumerate(LABELS)), label2id={name: i for i, name in enumerate(LABELS)},
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    model: BertForSequenceClassification = BertForSequenceClassification.from_pretrained(base, config=config).to(device)
    if frozen:
        for part in (model.bert.embeddings, *model.bert.encoder.layer[:frozen]):
            part.requires_grad_(requires_grad=False)
    return model


def logits_of(model: BertForSequenceClassification, ids: Tensor, dropout: float = 0.0, *, as_stored: bool = False) -> Tensor:
    """Return the logits of token ids (n, width), float32 (n, 3), computed in bfloat16; `as_stored` rounds every matrix.

    BERT's forward pass, free of what a CUDA graph cannot hold.
    """
    matrix = rounded if as_stored else lambda weight: weight
    heads = model.config.num_attention_heads

    def linear(layer: nn.Linear, x: Tensor) -> Tensor:
        return F.linear(x, matrix(layer.weight) if layer.weight.requires_grad else layer.weight, layer.bias)

    def norm(layer: nn.LayerNorm, x: Tensor) -> Tensor:
        return F.layer_norm(x, layer.normalized_shape, layer.weight, layer.bias, layer.eps)

    attention_dropout = dropout if device.type == "cuda" else 0.0  # the processor's fused kernel has none

    def drop(x: Tensor) -> Tensor:
        return F.dropout(x, dropout) if dropout else x

    with torch.autocast(device.type, torch.bfloat16, cache_enabled=False):
        n, width = ids.shape
        mask = (ids != PAD)[:, None, None, :].expand(n, 1, width, width)
        table = model.bert.embeddings
        words = table.word_embeddings.weight
        words = matrix(words) if words.requires_grad else words  # frozen ones are rounded already, or not at all
        x = words.index_select(0, ids.flatten()).view(n, width, -1)
        x = x + matrix(table.position_embeddings.weight)[:width] + matrix(table.token_type_embeddings.weight)[0]
        x = drop(norm(table.LayerNorm, x))
        for layer in model.bert.encoder.layer:
            of = layer.attention.self
            q, k, v = (linear(part, x).view(n, width, heads, -1).transpose(1, 2) for part in (of.query, of.key, of.value))
            heads_read = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=attention_dropout)
            read = heads_read.transpose(1, 2).reshape(n, width, -1)
            x = norm(layer.attention.output.LayerNorm, x + drop(linear(layer.attention.output.dense, read)))
            inner = F.gelu(linear(layer.intermediate.dense, x))
            x = norm(layer.output.LayerNorm, x + drop(linear(layer.output.dense, inner)))
        pooled = torch.tanh(linear(model.bert.pooler.dense, x[:, 0]))
        return linear(model.classifier, drop(pooled)).float()


@torch.no_grad()
def predict(model: BertForSequenceClassification, pairs: Pairs, premise: np.ndarray, hypothesis: np.ndarray) -> np.ndarray:
    """Return the probabilities of pairs of texts, float32 (n, 3)."""
    found = np.zeros((len(premise), 3), np.float32)
    widths = pairs.width(premise, hypothesis)
    for width in np.unique(widths):
        of_width = np.flatnonzero(widths == width)
        for rows in np.array_split(of_width, -(-len(of_width) * int(width) // 131072)):
            found[rows] = logits_of(model, pairs.input_ids(premise[rows], hypothesis[rows], int(width))).softmax(1).cpu().numpy()
    return found


class Step:
    """A step of training: loss, gradients, new weights and their moving average. On a GPU, captured once for each width and replayed."""

    WARM = 2  # steps of a width that run as they are before it is captured

    def __init__(self, model: BertForSequenceClassification, args: argparse.Namespace) -> None:
        self.model, self.args = model, args
        self.weights = [weight for weight in model.parameters() if weight.requires_grad]
        self.average = [weight.detach().clone() for weight in self.weights]
        for weight in self.weights:
            weight.grad = torch.zeros_like(weight)
        self.rate = torch.zeros((), device=device)
        self.loss = torch.zeros((), device=device)
        groups = [
            {"params": [w for w in self.weights if (w.ndim > 1) == matrices], "weight_decay": 0.01 * matrices} for matrices in (True, False)
        ]
        on_gpu = device.type == "cuda"
        self.optimizer = torch.optim.AdamW(groups, lr=self.rate, betas=(0.9, 0.98), fused=on_gpu or None, capturable=on_gpu)
        self.graphs: dict[int, tuple[torch.cuda.CUDAGraph, Tensor, Tensor]] = {}
        self.warmed: Counter[int] = Counter()
        self.pool = torch.cuda.graph_pool_handle() if on_gpu else None

    def run(self, ids: Tensor, labels: Tensor, rate: float) -> None:
        """Learn from a batch: `ids` int64 (n, width), `labels` int64 (n,)."""
        self.rate.fill_(rate)
        width = ids.shape[1]
        if width not in self.graphs:
            self.warmed[width] += 1
            if self.pool is None or self.warmed[width] <= self.WARM:
                self._step(ids, labels)
                return
            graph = torch.cuda.CUDAGraph()
            torch.cuda.synchronize()
            with torch.cuda.graph(graph, pool=self.pool, stream=torch.cuda.current_stream()):
                self._step(ids, labels)
            self.graphs[width] = graph, ids, labels
        graph, of_ids, of_labels = self.graphs[width]
        of_ids.copy_(ids)
        of_labels.copy_(labels)
        graph.replay()

    def _step(self, ids: Tensor, labels: Tensor) -> None:
        self.optimizer.zero_grad(set_to_none=False)
        logits = logits_of(self.model, ids, self.args.dropout, as_stored=True)
        loss = F.cross_entropy(logits, labels, label_smoothing=self.args.smoothing)
        loss.backward()
        nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        with torch.no_grad():
            self.loss.lerp_(loss.detach(), 0.02)
            torch._foreach_lerp_(self.average, self.weights, 1 - self.args.average)

    @torch.no_grad()
    def finish(self) -> None:
        """Give the model the moving average of its weights."""
        self.graphs.clear()
        for weight, average in zip(self.weights, self.average, strict=True):
            weight.copy_(average)
            weight.grad = None


def train(model: BertForSequenceClassification, pairs: Pairs, args: argparse.Namespace) -> None:
    """Train on `args.pairs` pairs, or for `args.minutes`; the model gets the moving average of its weights."""
    rng = np.random.default_rng(args.seed)
    torch.manual_seed(args.seed)
    step = Step(model, args)
    seen = steps = 0
    done = 0.0
    started = time.perf_counter()
    while done < 1:
        p, h, labels = one_pass(pairs, rng)
        for rows, width in batches(pairs.width(p, h), args.tokens, rng):
            rate = args.rate * min(done / 0.06, (1 - done) / 0.94)
            step.run(pairs.input_ids(p[rows], h[rows], width), torch.from_numpy(labels[rows]).to(device), rate)
            seen, steps = seen + len(rows), steps + 1
            done = (time.perf_counter() - started) / 60 / args.minutes if args.minutes else seen / args.pairs
            if steps % 100 == 0:
                loss = float(step.loss)
                logger.info("step %d, %d pairs, %.0f a second, loss %.4f", steps, seen, seen / (time.perf_counter() - started), loss)
            if done >= 1:
                break
    step.finish()


def batches(widths: np.ndarray, tokens: int, rng: np.random.Generator) -> list[tuple[np.ndarray, int]]:
    """Return places of pairs of one width, `tokens` // width of them together, with the width; shuffled.

    What does not fill a batch is left out.
    """
    made = []
    for width in np.unique(widths):
        places, n = rng.permutation(np.flatnonzero(widths == width)), tokens // int(width)
        made += [(places[start : start + n], int(width)) for start in range(0, len(places) - n + 1, n)]
    return [made[i] for i in rng.permutation(len(made))]


def tell(pairs: Pairs, probabilities: np.ndarray, rows: np.ndarray) -> None:
    """Log the accuracy on development pairs, by where they come from."""
    right = probabilities.argmax(1) == pairs.label[rows]
    source = pairs.source[rows]
    said = []
    for kind in DEVELOPMENT:
        of_kind = np.char.startswith(source, kind) & (kind != "" or ~np.isin(source, OURS))
        said.append(f"{kind or 'pool'} {right[of_kind].mean():.4f} ({of_kind.sum()})")
    logger.info("as stored: %s", ", ".join(said))


def store(model: BertForSequenceClassification, base: Path, out: Path) -> None:
    """Write the model as a Hugging Face folder, its matrices as they are after rounding."""
    with torch.no_grad():
        for weight in model.parameters():
            if weight.ndim > 1:
                weight.copy_(rounded(weight))
    model.save_pretrained(out)
    AutoTokenizer.from_pretrained(base).save_pretrained(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("packed", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=float, default=4.7e6)
    parser.add_argument("--minutes", type=float, help="instead of a number of pairs")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--tokens", type=int, default=16384, help="in a batch")
    parser.add_argument("--average", type=float, default=0.998, help="decay of the moving average")
    parser.add_argument("--smoothing", type=float, default=0.03)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are, and the embeddings with them")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    handlers = [logging.FileHandler(args.out / "train.log"), logging.StreamHandler()]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    logger.info("%s", vars(args))
    if device.type == "cuda":
        torch.cuda.set_stream(torch.cuda.Stream())  # the default one cannot be captured
    pairs = read_pairs(args.packed)
    dev = np.flatnonzero(pairs.copies == 0)
    premise, hypothesis = pairs.premise[dev, 0], pairs.hypothesis[dev, 0]

    model = new_model(args.base, args.frozen)
    train(model, pairs, args)
    store(model, args.base, args.out)
    tell(pairs, predict(model, pairs, premise, hypothesis), dev)


if __name__ == "__main__":
    main()
