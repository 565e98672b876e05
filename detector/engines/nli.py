"""The NLI engine: does a hypothesis follow from a premise, contradict it, or neither?"""

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
    from tokenizers import Tokenizer
    from torch import nn
    from transformers import PreTrainedConfig

LABELS = ("entailment", "neutral", "contradiction")
MAX_TOKENS = 128


class Nli(Protocol):
    """Labels pairs of texts. `name` and `fingerprint` say which model; they stand in every report."""

    name: str
    fingerprint: str

    def predict(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """Return float32 (n, 3), rows summing to 1: P(entailment), P(neutral), P(contradiction) of (premise, hypothesis)."""
        ...


class NetworkNli:
    """A cross-encoder over pairs, whatever the order of its own labels, with its logits divided by a temperature."""

    def __init__(
        self, name: str, fingerprint: str, tokenizer: Tokenizer, pad_id: int, run: Run, order: Sequence[int], temperature: float = 1.0
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._tokenizer, self._pad_id, self._run = tokenizer, pad_id, run
        self._order, self._temperature = list(order), temperature

    def predict(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Nli.predict`."""
        if not pairs:
            return np.zeros((0, 3), np.float32)
        logits = outputs(self._tokenizer, self._run, pairs, self._pad_id, progress)[:, self._order] / self._temperature
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities: npt.NDArray[np.float32] = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return probabilities


def label_order(id2label: dict[int, str]) -> list[int]:
    """Return the places of entailment, neutral and contradiction among a model's labels, read from their names.

    Raises:
        ValueError: where the three are not there, or there are others.
    """
    places = [[i for i, label in id2label.items() if label.lower().startswith(name[:6])] for name in LABELS]
    if len(id2label) != 3 or any(len(place) != 1 for place in places):
        raise ValueError(f"its labels are {', '.join(id2label.values())}")
    return [place[0] for place in places]


@lru_cache(maxsize=4)
def load_nli(name: str | None = None, backend: Backend = "auto") -> Nli:
    """Load an NLI model; the same arguments give the same object again.

    Args:
        name: None for the embedded model, else a local folder or a Hugging Face id.
        backend: "auto" runs the embedded model with OpenVINO and any other with PyTorch.

    Raises:
        EngineError: no such model, no hub within reach, or not an NLI model.
    """
    return load_embedded(backend, embedded_folder("nli")) if name is None else _load_named(name, backend)


def load_embedded(backend: Backend, folder: Path) -> Nli:
    """Load a model stored by `models/recipes/embed_models.py` from its folder; "auto" is OpenVINO."""
    from tokenizers import Tokenizer

    def load() -> nn.Module:
        from transformers import BertForSequenceClassification

        return _logits(load_quantised(BertForSequenceClassification, folder))

    config = json.loads((folder / "config.json").read_text())
    calibration = json.loads((folder / "calibration.json").read_text())
    key = fingerprint(folder)
    run = torch_run(load) if backend == "torch" else openvino_run(load, key)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    order = label_order({int(i): label for i, label in config["id2label"].items()})
    return NetworkNli("embedded", key, tokenizer, config["pad_token_id"], run, order, calibration["temperature"])


def _load_named(name: str, backend: Backend) -> Nli:
    from safetensors import SafetensorError
    from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

    local = only_local(name)
    try:
        config: PreTrainedConfig = AutoConfig.from_pretrained(name, local_files_only=local)
        order = label_order({int(i): label for i, label in (config.id2label or {}).items()})
        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=local)
        model = AutoModelForSequenceClassification.from_pretrained(name, local_files_only=local).eval()
    except (ValueError, RuntimeError, SafetensorError) as error:
        raise EngineError(f"{name} cannot be used as an NLI model: {str(error).partition(chr(10))[0]}") from error
    except OSError as error:
        raise EngineError(f"cannot load the NLI model {name}: no such folder, and no model hub answers for it") from error
    if not tokenizer.is_fast:
        raise EngineError(f"{name} has no fast tokenizer (tokenizer.json); convert it with transformers first")
    backing: Tokenizer = tokenizer.backend_tokenizer
    backing.no_padding()
    backing.enable_truncation(min(MAX_TOKENS, tokenizer.model_max_length))
    key = fingerprint(Path(name)) if Path(name).is_dir() else str(getattr(config, "_commit_hash", None) or name)

    def load() -> nn.Module:
        return _logits(model, typed="token_type_ids" in tokenizer.model_input_names)

    run = openvino_run(load, key) if backend == "openvino" else torch_run(load)
    return NetworkNli(name, key, backing, tokenizer.pad_token_id or 0, run, order)


def _logits(model: nn.Module, typed: bool = False) -> nn.Module:
    """Wrap a Hugging Face classifier so that it takes a `Run`'s inputs and gives its logits alone.

    `typed`: it was trained to be told premise from hypothesis by token types, as BERT was and XLM-R was not.
    """
    from torch import Tensor, nn

    class Logits(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
            types = {"token_type_ids": token_type_ids} if typed else {}
            logits: Tensor = self.model(input_ids=input_ids, attention_mask=attention_mask, return_dict=False, **types)[0]
            return logits

    return Logits().eval()
