"""Train the NLI cross-encoder: premise and hypothesis in, entailment / neutral / contradiction out. Some minutes on a GPU.

    python models/recipes/train_nli.py BASE packed.npz OUT [--pairs 4.7e6] [--rate 2e-4] [--seed 4]

`pack_pairs.py` writes the pairs. The matrices are rounded to int8 all the while, as they will be stored, and gradients pass as if they were
not (Jacob et al. 2018, arXiv:1712.05877, section 3). What is kept is the moving average of the weights. On a GPU a training step is
captured once for each width of batch and then replayed (CUDA graphs): with a network this small, launching the kernels one by one takes
longer than running them. OUT takes `train.log` and the model, a Hugging Face folder; a run that was stopped goes on where it was.

With `--teacher FOLDER=SHARE` (more than one: an ensemble, the mean of their logits) the model learns from what the teachers say of each
pair and, with a weight of `--hard`, from its label (Hinton et al. 2015, arXiv:1503.02531, section 2, at a temperature of 1).
"""

import argparse
import logging
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from average_models import load, named_shares
from forward import Dropout, logits_of, predict, rounded
from nli_data import LABELS
from packed import Pairs, batches, device, one_pass, read_pairs
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoConfig, AutoTokenizer, BertForSequenceClassification

OURS = ("own_pairs", "written_dev", "claims_dev")
DEVELOPMENT = (*OURS, "xnli.dev-es", "xnli.dev-en", "xnli_cross", "inferes", "lingnli", "mnli", "snli", "newprot", "")
CHECKPOINT_SECONDS = 600

logger = logging.getLogger("train_nli")


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


class Teachers:
    """Models whose mean logits are learned, each with its share; without any, labels alone."""

    def __init__(self, named: Sequence[str] = (), hard: float = 0.4) -> None:
        shares = named_shares(named)
        self.models = [(load(folder).to(device, torch.bfloat16), share / sum(s for _, s in shares)) for folder, share in shares]
        self.hard = hard if named else 1.0

    @torch.no_grad()
    def targets(self, ids: Tensor, labels: Tensor) -> Tensor:
        """Return what is to be learned of pairs, float32 (n, 3): their labels and what the teachers say."""
        known = F.one_hot(labels, len(LABELS)).float()
        if not self.models:
            return known
        told = torch.stack([share * logits_of(model, ids).log_softmax(1) for model, share in self.models]).sum(0)
        return known.lerp(told.softmax(1), 1 - self.hard)


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

    def run(self, ids: Tensor, targets: Tensor, rate: float) -> None:
        """Learn from a batch: `ids` int64 (n, width), `targets` float32 (n, 3), the probabilities to be learned."""
        self.rate.fill_(rate)
        width = ids.shape[1]
        if width not in self.graphs:
            self.warmed[width] += 1
            if self.pool is None or self.warmed[width] <= self.WARM:
                self._step(ids, targets)
                return
            graph = torch.cuda.CUDAGraph()
            torch.cuda.synchronize()
            with torch.cuda.graph(graph, pool=self.pool, stream=torch.cuda.current_stream()):
                self._step(ids, targets)
            self.graphs[width] = graph, ids, targets
        graph, of_ids, of_targets = self.graphs[width]
        of_ids.copy_(ids)
        of_targets.copy_(targets)
        graph.replay()

    @torch.no_grad()
    def _renew(self) -> None:
        for weight, used in self.used.items():
            used.copy_(rounded(weight) if weight.ndim > 1 else weight)

    def _step(self, ids: Tensor, targets: Tensor) -> None:
        logits = logits_of(self.model, ids, self.drop, self.used)
        loss = F.cross_entropy(logits, targets, label_smoothing=self.args.smoothing)
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


def train(model: BertForSequenceClassification, pairs: Pairs, args: argparse.Namespace, teachers: Teachers) -> None:
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
            ids = pairs.input_ids(p[rows], h[rows], width)
            step.run(ids, teachers.targets(ids, torch.from_numpy(labels[rows]).to(device)), rate)
            seen, steps = seen + len(rows), steps + 1
            if steps % 100 == 0:
                pace = (seen - began) / (time.perf_counter() - started)
                logger.info("step %d, %d pairs, %.0f a second, loss %.4f", steps, seen, pace, float(step.loss))
    step.finish()
    stored.unlink(missing_ok=True)


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
    parser.add_argument("--teacher", nargs="*", default=[], metavar="FOLDER=SHARE", help="models to learn from, beside the labels")
    parser.add_argument("--hard", type=float, default=0.4, help="weight of a label beside what teachers say")
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
    train(model, pairs, args, Teachers(args.teacher, args.hard))
    store(model, args.base, args.out)
    tell(pairs, predict(model, pairs, premise, hypothesis), dev)


if __name__ == "__main__":
    main()
