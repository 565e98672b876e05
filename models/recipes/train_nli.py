"""Train the NLI cross-encoder: premise and hypothesis in, entailment / neutral / contradiction out. Some minutes on a GPU.

    python models/recipes/train_nli.py BASE packed.npz OUT [--pairs 4.7e6] [--rate 2e-4] [--seed 4]

`pack_pairs.py` writes the pairs. The matrices are rounded to int8 all the while, as they will be stored, and gradients pass as if they were
not (Jacob et al. 2018, arXiv:1712.05877, section 3). What is kept is the moving average of the weights. On a GPU a training step is
captured once for each width of batch and then replayed (CUDA graphs): with a network this small, launching the kernels one by one takes
longer than running them. OUT takes `train.log` and the model, a Hugging Face folder; a run that
was stopped goes on where it was.
"""

import argparse
import logging
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from average_models import load
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

CHECKPOINT_SECONDS = 600

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


@torch.no_grad()
def rounded(matrix: Tensor) -> Tensor:
    """Return a matrix as `detector.engines.weights` restores it: int8, a scale for each row."""
    scale = matrix.abs().amax(dim=1, keepdim=True).clamp_(min=1e-12).div_(127)
    return matrix.div(scale).round_().mul_(scale)


def new_model(base: Path, layers: int | None = None, head: Path | None = None) -> BertForSequenceClassification:
    """Return the base with its head of three labels, or a new one, on the device; with `layers`, only so many of the highest learn.

    `head`: a model whose pooler and classifier it takes, so that the two can be averaged once it is trained: with heads of their own they
    cannot.
    """
    config = AutoConfig.from_pretrained(
        base, num_labels=3, id2label=dict(enumerate(LABELS)), label2id={name: i for i, name in enumerate(LABELS)},
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    model: BertForSequenceClassification = BertForSequenceClassification.from_pretrained(base, config=config).to(device)
    if head is not None:
        donor = load(str(head))
        model.bert.pooler.load_state_dict(donor.bert.pooler.state_dict())
        model.classifier.load_state_dict(donor.classifier.state_dict())
    if layers is not None:
        for part in (model.bert.embeddings, *model.bert.encoder.layer[: config.num_hidden_layers - layers]):
            part.requires_grad_(requires_grad=False)
    return model


class Dropout:
    """Dropout whose masks on a processor are windows of one long mask: drawing a number for each value takes longer than a layer."""

    LENGTH = 2**24

    def __init__(self, share: float) -> None:
        self.share = share
        self.mask = (torch.rand(self.LENGTH) >= share).to(torch.bfloat16) / (1 - share) if share and device.type == "cpu" else None

    def __call__(self, x: Tensor) -> Tensor:
        """Return `x` with a share of its values 0, the others raised to keep the mean."""
        if self.mask is None:
            return F.dropout(x, self.share) if self.share else x
        start = int(torch.randint(self.LENGTH - x.numel(), ()))
        return x * self.mask[start : start + x.numel()].view_as(x)


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor, dropout: float) -> Tensor:
    """Return what heads read, bfloat16 (n, heads, width, size); `mask` bool (n, 1, 1, width) tells tokens from padding.

    On a processor step by step, without dropout: backwards, PyTorch's fused kernel takes several times as long there.
    """
    if device.type == "cuda":
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask.expand(-1, -1, q.shape[2], -1), dropout_p=dropout)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + torch.where(mask, 0.0, -1e9).to(q.dtype)
    return scores.softmax(-1, dtype=torch.float32).to(q.dtype) @ v


def logits_of(
    model: BertForSequenceClassification, ids: Tensor, drop: Dropout | None = None, used: Mapping[Tensor, Tensor] | None = None
) -> Tensor:
    """Return the logits of token ids (n, width), float32 (n, 3), computed in bfloat16; `used` holds what stands in for weights.

    BERT's forward pass, free of what a CUDA graph cannot hold.
    """
    used = used or {}
    drop = drop or Dropout(0.0)
    heads = model.config.num_attention_heads

    def weight(of: Tensor) -> Tensor:
        return used[of] if of in used else of.to(torch.bfloat16)

    def linear(layer: nn.Linear, x: Tensor) -> Tensor:
        return F.linear(x, weight(layer.weight), weight(layer.bias))

    def norm(layer: nn.LayerNorm, x: Tensor) -> Tensor:
        return F.layer_norm(x, layer.normalized_shape, weight(layer.weight), weight(layer.bias), layer.eps)

    n, width = ids.shape
    mask = (ids != PAD)[:, None, None, :]
    table = model.bert.embeddings
    words = table.word_embeddings.weight
    x = used.get(words, words).index_select(0, ids.flatten()).view(n, width, -1).to(torch.bfloat16)
    x = x + weight(table.position_embeddings.weight)[:width] + weight(table.token_type_embeddings.weight)[0]
    x = drop(norm(table.LayerNorm, x))
    for layer in model.bert.encoder.layer:
        of = layer.attention.self
        q, k, v = (linear(part, x).view(n, width, heads, -1).transpose(1, 2) for part in (of.query, of.key, of.value))
        read = attention(q, k, v, mask, drop.share).transpose(1, 2).reshape(n, width, -1)
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
    """A step of training: loss, gradients, new weights and their moving average. On a GPU, captured once for each width and replayed.

    It computes with copies of the weights in bfloat16, whose matrices are rounded as they will be stored.
    """

    WARM = 2  # steps of a width that run as they are before it is captured

    def __init__(self, model: BertForSequenceClassification, args: argparse.Namespace) -> None:
        self.model, self.args = model, args
        self.weights = [weight for weight in model.parameters() if weight.requires_grad]
        self.average = [weight.detach().clone() for weight in self.weights]
        self.used = {weight: torch.empty_like(weight, dtype=torch.bfloat16).requires_grad_() for weight in self.weights}
        self._renew()
        for weight in self.weights:
            weight.grad = torch.zeros_like(weight)
        self.drop = Dropout(args.dropout)
        self.rate = torch.zeros((), device=device)
        self.loss = torch.zeros((), device=device)
        groups = [
            {"params": [w for w in self.weights if (w.ndim > 1) == matrices], "weight_decay": 0.01 * matrices} for matrices in (True, False)
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=self.rate, betas=(0.9, 0.98), fused=True, capturable=device.type == "cuda")
        self.graphs: dict[int, tuple[torch.cuda.CUDAGraph, Tensor, Tensor]] = {}
        self.warmed: Counter[int] = Counter()
        self.pool = torch.cuda.graph_pool_handle() if device.type == "cuda" else None

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

    @torch.no_grad()
    def _renew(self) -> None:
        for weight, used in self.used.items():
            used.copy_(rounded(weight) if weight.ndim > 1 else weight)

    def _step(self, ids: Tensor, labels: Tensor) -> None:
        logits = logits_of(self.model, ids, self.drop, self.used)
        loss = F.cross_entropy(logits, labels, label_smoothing=self.args.smoothing)
        gradients = torch.autograd.grad(loss, list(self.used.values()), allow_unused=True)
        with torch.no_grad():
            for weight, gradient in zip(self.weights, gradients, strict=True):
                assert weight.grad is not None
                weight.grad.zero_() if gradient is None else weight.grad.copy_(gradient)
            nn.utils.clip_grad_norm_(self.weights, 1.0)
            self.optimizer.step()
            self._renew()
            self.loss.lerp_(loss.detach(), 0.02)
            torch._foreach_lerp_(self.average, self.weights, 1 - self.args.average)

    def save(self, file: Path, progress: tuple[int, int, float]) -> None:
        """Write weights, their average, the optimizer and `progress`, so that a run that is stopped can go on."""
        unfinished = file.with_suffix(".unfinished")
        weights = [weight.detach() for weight in self.weights]
        torch.save(
            {"weights": weights, "average": self.average, "optimizer": self.optimizer.state_dict(), "progress": progress}, unfinished
        )
        unfinished.replace(file)

    @torch.no_grad()
    def restore(self, file: Path) -> tuple[int, int, float]:
        """Read what `save` wrote and return its progress."""
        state = torch.load(file, map_location=device)
        for kept, of_state in ((self.weights, state["weights"]), (self.average, state["average"])):
            for weight, value in zip(kept, of_state, strict=True):
                weight.copy_(value)
        self.optimizer.load_state_dict(state["optimizer"])
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate
        self._renew()
        seen, steps, spent = state["progress"]
        return seen, steps, spent

    @torch.no_grad()
    def finish(self) -> None:
        """Give the model the moving average of its weights."""
        self.graphs.clear()
        for weight, average in zip(self.weights, self.average, strict=True):
            weight.copy_(average)
            weight.grad = None


def train(model: BertForSequenceClassification, pairs: Pairs, args: argparse.Namespace) -> None:
    """Train on `args.pairs` pairs, or for `args.minutes`; the model gets the moving average of its weights.

    A run that was stopped goes on from `checkpoint.pt` in `args.out`, with a new pass over the pairs.
    """
    step, stored = Step(model, args), args.out / "checkpoint.pt"
    seen, steps, spent = step.restore(stored) if stored.exists() else (0, 0, 0.0)
    rng = np.random.default_rng((args.seed, seen))
    started = last = time.perf_counter()
    began, done = seen, 0.0
    while done < 1:
        p, h, labels = one_pass(pairs, rng)
        for rows, width in batches(pairs.width(p, h), args.tokens, rng):
            now = time.perf_counter()
            done = (spent + now - started) / 60 / args.minutes if args.minutes else seen / args.pairs
            if done >= 1:
                break
            if now - last > CHECKPOINT_SECONDS:
                step.save(stored, (seen, steps, spent + now - started))
                last = now
            rate = args.rate * min(done / 0.06, (1 - done) / 0.94)
            step.run(pairs.input_ids(p[rows], h[rows], width), torch.from_numpy(labels[rows]).to(device), rate)
            seen, steps = seen + len(rows), steps + 1
            if steps % 100 == 0:
                pace = (seen - began) / (time.perf_counter() - started)
                logger.info("step %d, %d pairs, %.0f a second, loss %.4f", steps, seen, pace, float(step.loss))
    step.finish()
    stored.unlink(missing_ok=True)


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
    parser.add_argument("--layers", type=int, help="the highest that learn; the others and the embeddings stay as they are (all learn)")
    parser.add_argument("--head", type=Path, help="a model, of Hugging Face's form or as embedded, to take pooler and classifier from")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    handlers = [logging.FileHandler(args.out / "train.log"), logging.StreamHandler()]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    torch.manual_seed(args.seed)
    logger.info("%s", vars(args))
    if device.type == "cuda":
        torch.cuda.set_stream(torch.cuda.Stream())  # the default one cannot be captured
    pairs = read_pairs(args.packed)
    dev = np.flatnonzero(pairs.copies == 0)
    premise, hypothesis = pairs.premise[dev, 0], pairs.hypothesis[dev, 0]

    model = new_model(args.base, args.layers, args.head)
    train(model, pairs, args)
    store(model, args.base, args.out)
    tell(pairs, predict(model, pairs, premise, hypothesis), dev)


if __name__ == "__main__":
    main()
