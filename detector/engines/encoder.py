"""The encoder: sentences into vectors in which claims about one fact are neighbours, whatever they say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from detector.engines.hub import loading, only_local, quiet
from detector.engines.network import Backend, Progress, Run, network_run, outputs
from detector.engines.weights import embedded_folder, fingerprint, is_stored, load_quantised

if TYPE_CHECKING:
    import numpy.typing as npt
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer
    from torch import nn

MAX_TOKENS = 128
# Any model for Spanish or English tells these apart.
_PROBE = ["el agua", "the port"]


class Encoder(Protocol):
    """Embeds texts. `name` and `fingerprint` say which model; they stand in every report.

    `check_worthiness` is a linear head over the vectors, float32 (d + 1,), the intercept last (see `stories.check_worthiness`); None
    where the model has none.
    """

    name: str
    fingerprint: str
    check_worthiness: npt.NDArray[np.float32] | None

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """Return float32 (n, d), rows of unit length."""
        ...


class NetworkEncoder:
    """The embedded encoder: mean of the last layer's token vectors over a text with its prefix, at unit length."""

    def __init__(
        self, name: str, fingerprint: str, tokenizer: Tokenizer, pad_id: int, run: Run, prefix: str, head: npt.NDArray[np.float32] | None
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.check_worthiness = head
        self._tokenizer, self._pad_id, self._run, self._prefix = tokenizer, pad_id, run, prefix

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Encoder.encode`."""
        vectors = outputs(self._tokenizer, self._run, [self._prefix + text for text in texts], self._pad_id, progress)
        return _unit(vectors)


class SentenceTransformersEncoder:
    """Any other model, as sentence-transformers runs it, with what it was trained to find before a text (`prompt`)."""

    def __init__(self, name: str, fingerprint: str, model: SentenceTransformer) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.check_worthiness: npt.NDArray[np.float32] | None = None
        self._model, self.prompt = model, _prompt(name, model)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Encoder.encode`."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        vectors = self._model.encode_query(list(texts), prompt=self.prompt, convert_to_numpy=True, show_progress_bar=False)
        if progress:
            progress(len(texts))
        return _unit(np.asarray(vectors, np.float32))


def _prompt(name: str, model: SentenceTransformer) -> str:
    """Return what goes before every text: the model's own prompt named "query", else its default one, else none.

    The E5 models store no prompt, but their cards ask for "query: " before every text wherever two texts are compared as
    equals; they are known by their names, the instructed ones (which want a task spelled out) apart.
    """
    default = model.prompts.get(model.default_prompt_name or "", "")
    if stored := model.prompts.get("query") or default:
        return str(stored)
    is_e5 = re.search(r"(?<![a-z0-9])e5(?![a-z0-9])", Path(name).name.lower())
    return "query: " if is_e5 and "instruct" not in name.lower() else ""


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    unit: npt.NDArray[np.float32] = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)).astype(np.float32)
    return unit


@lru_cache(maxsize=4)
def load_encoder(name: str | None = None, backend: Backend = "auto") -> Encoder:
    """Load a sentence encoder; the same arguments give the same object again.

    Args:
        name: None for the embedded model, else a local folder or a Hugging Face id that sentence-transformers can load (a plain
            encoder gets mean pooling), or a folder as the embedded model is stored.
        backend: "auto" runs the embedded model with OpenVINO (PyTorch where that cannot be used); others always run with PyTorch.

    Raises:
        EngineError: no such model, or no hub within reach.
    """
    if name is None:
        return load_embedded(backend, embedded_folder("encoder"))
    return load_embedded(backend, Path(name), name) if is_stored(name) else _load_named(name)


def load_embedded(backend: Backend, folder: Path, name: str = "embedded") -> NetworkEncoder:
    """Load a model stored by `models/recipes/embed_models.py` from its folder.

    Raises:
        EngineError: a file of it is missing or broken.
    """
    from tokenizers import Tokenizer

    def load() -> nn.Module:
        from transformers import BertModel

        return mean_pooled(load_quantised(BertModel, folder, add_pooling_layer=False))

    with loading(name, "an encoder"):
        config = json.loads((folder / "config.json").read_text())
        pooling = json.loads((folder / "pooling.json").read_text())
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        key = fingerprint(folder)
        run = network_run(load, key, backend)
        return NetworkEncoder(name, key, tokenizer, config["pad_token_id"], run, pooling["prefix"], _head(folder, config["hidden_size"]))


def _head(folder: Path, dimensions: int) -> npt.NDArray[np.float32] | None:
    """Return the head for check-worthiness of a stored model, None where it has none."""
    file = folder / "check_worthiness.json"
    if not file.is_file():
        return None
    stored = json.loads(file.read_text())
    head = np.array([*stored["weights"], stored["intercept"]], np.float32)
    if head.shape != (dimensions + 1,):
        raise ValueError(f"{file.name} is not of this model: {len(head) - 1} weights for vectors of {dimensions}")
    return head


def _load_named(name: str) -> Encoder:
    from sentence_transformers import SentenceTransformer

    local = only_local(name)
    with loading(name, "an encoder", found=Path(name).is_dir() or not local), quiet():
        model = SentenceTransformer(name, device="cpu", local_files_only=local, trust_remote_code=False).float()
        encoder = SentenceTransformersEncoder(name, fingerprint(Path(name)) if Path(name).is_dir() else name, model)
        first, second = encoder.encode(_PROBE)
        if np.allclose(first, second, atol=1e-6):  # transformers makes an empty tokenizer where the files of one are missing
            raise ValueError("it gives the same vector for different texts; is its tokenizer.json missing?")
        return encoder


def mean_pooled(model: nn.Module) -> nn.Module:
    """Wrap a Hugging Face encoder so that it takes a `Run`'s inputs and gives the mean of its token vectors."""
    from torch import Tensor, nn

    class MeanPooled(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
            hidden: Tensor = self.model(input_ids=input_ids, attention_mask=attention_mask, return_dict=False)[0]
            weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return (hidden * weight).sum(1) / weight.sum(1).clamp(min=1.0)

    return MeanPooled().eval()
