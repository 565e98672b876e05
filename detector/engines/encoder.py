"""The encoder: sentences into vectors in which claims about one fact are neighbours, whatever they say of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from detector.engines.errors import EngineError
from detector.engines.hub import only_local
from detector.engines.network import Backend, Progress, Run, openvino_run, outputs, torch_run
from detector.engines.weights import embedded_folder, fingerprint, load_quantised

if TYPE_CHECKING:
    import numpy.typing as npt
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer
    from torch import nn

MAX_TOKENS = 128


class Encoder(Protocol):
    """Embeds texts. `name` and `fingerprint` say which model; they stand in every report."""

    name: str
    fingerprint: str

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """Return float32 (n, d), rows of unit length."""
        ...


class NetworkEncoder:
    """The embedded encoder: mean of the last layer's token vectors over a text with its prefix, at unit length."""

    def __init__(self, name: str, fingerprint: str, tokenizer: Tokenizer, pad_id: int, run: Run, prefix: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._tokenizer, self._pad_id, self._run, self._prefix = tokenizer, pad_id, run, prefix

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Encoder.encode`."""
        vectors = outputs(self._tokenizer, self._run, [self._prefix + text for text in texts], self._pad_id, progress)
        return _unit(vectors)


class SentenceTransformersEncoder:
    """Any other model, as sentence-transformers runs it."""

    def __init__(self, name: str, fingerprint: str, model: SentenceTransformer) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._model = model

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Encoder.encode`."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        vectors = np.asarray(self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False), np.float32)
        if progress:
            progress(len(texts))
        return _unit(vectors)


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    unit: npt.NDArray[np.float32] = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)).astype(np.float32)
    return unit


@lru_cache(maxsize=4)
def load_encoder(name: str | None = None, backend: Backend = "auto") -> Encoder:
    """Load a sentence encoder; the same arguments give the same object again.

    Args:
        name: None for the embedded model, else a local folder or a Hugging Face id that sentence-transformers can load.
        backend: "auto" runs the embedded model with OpenVINO; others always run with PyTorch.

    Raises:
        EngineError: no such model, or no hub within reach.
    """
    return load_embedded(backend, embedded_folder("encoder")) if name is None else _load_named(name)


def load_embedded(backend: Backend, folder: Path) -> Encoder:
    """Load a model stored by `models/recipes/embed_models.py` from its folder; "auto" is OpenVINO."""
    from tokenizers import Tokenizer

    def load() -> nn.Module:
        from transformers import BertModel

        return mean_pooled(load_quantised(BertModel, folder, add_pooling_layer=False))

    config = json.loads((folder / "config.json").read_text())
    pooling = json.loads((folder / "pooling.json").read_text())
    key = fingerprint(folder)
    run = torch_run(load) if backend == "torch" else openvino_run(load, key)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    return NetworkEncoder("embedded", key, tokenizer, config["pad_token_id"], run, pooling["prefix"])


def _load_named(name: str) -> Encoder:
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=only_local(name))
    except (ValueError, RuntimeError, SafetensorError) as error:
        raise EngineError(f"{name} cannot be used as an encoder: {str(error).partition(chr(10))[0]}") from error
    except OSError as error:
        raise EngineError(f"cannot load the encoder {name}: no such model folder, and no model hub answers for it") from error
    return SentenceTransformersEncoder(name, fingerprint(Path(name)) if Path(name).is_dir() else name, model)


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
