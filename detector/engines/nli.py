"""The NLI engine: does a hypothesis follow from a premise, contradict it, or neither?"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from detector.engines.hub import loading, only_local, quiet, reason
from detector.engines.network import Backend, Progress, Run, network_run, outputs
from detector.engines.weights import embedded_folder, fingerprint, is_stored, load_quantised
from detector.language import detect_language

if TYPE_CHECKING:
    import numpy.typing as npt
    from tokenizers import Tokenizer
    from torch import nn
    from transformers import PreTrainedConfig, PreTrainedModel, PreTrainedTokenizerFast

LABELS = ("entailment", "neutral", "contradiction")
MAX_TOKENS = 128
# Any model for Spanish or English tells these apart; of unlike length, so that they are padded when run together.
_PROBE = [("el agua sube", "the port"), ("the port", "el agua")]


class Nli(Protocol):
    """Labels pairs of texts. `name` and `fingerprint` say which model; they stand in every report."""

    name: str
    fingerprint: str

    def predict(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """Return float32 (n, 3), rows summing to 1: P(entailment), P(neutral), P(contradiction) of (premise, hypothesis)."""
        ...


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes a network's logits those of honest probabilities: a temperature that divides them, then a term added for each of `LABELS`.

    Temperature scaling (Guo et al. 2017, arXiv:1706.04599, section 4.2) with bias correction (Alexandari et al. 2020, arXiv:1901.06852).
    """

    temperature: float = 1.0
    terms: tuple[float, float, float] = (0.0, 0.0, 0.0)


class NetworkNli:
    """A cross-encoder over pairs, whatever the order of its own labels, with its logits calibrated.

    `calibration` holds where nothing better is known; `by_languages` has one for each pair of languages it was fitted on,
    named "es" where both texts are Spanish and "es-en" where the premise is Spanish and the hypothesis English.
    """

    def __init__(
        self,
        name: str,
        fingerprint: str,
        tokenizer: Tokenizer,
        pad_id: int,
        run: Run,
        order: Sequence[int],
        calibration: Calibration | None = None,
        by_languages: Mapping[str, Calibration] | None = None,
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._tokenizer, self._pad_id, self._run, self._order = tokenizer, pad_id, run, list(order)
        self._calibration, self._by_languages = calibration or Calibration(), by_languages or {}

    def predict(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """See `Nli.predict`."""
        logits = self._calibrated(self.logits(pairs, progress), pairs)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities: npt.NDArray[np.float32] = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return probabilities

    def logits(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """Return float32 (n, 3): what the network gives, in the order of `LABELS`, before calibration."""
        if not pairs:
            return np.zeros((0, 3), np.float32)
        return outputs(self._tokenizer, self._run, pairs, self._pad_id, progress)[:, self._order]

    def _calibrated(self, logits: npt.NDArray[np.float32], pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """Return the logits (n, 3) calibrated for each pair's languages.

        The languages are told from the texts (0.1 ms each; on XNLI's sentences at least 99.4 % right, the rest taken for
        a third language, so that the general calibration holds): what `predict` returns then depends on the texts alone.
        """
        if not self._by_languages:
            return _apply(logits, [self._calibration])
        language = {text: detect_language(text, certainty=0.0) for text in set(chain.from_iterable(pairs))}
        names = [pair_of_languages(language[premise], language[hypothesis]) for premise, hypothesis in pairs]
        return _apply(logits, [self._by_languages.get(name, self._calibration) for name in names])


def _apply(logits: npt.NDArray[np.float32], calibrations: Sequence[Calibration]) -> npt.NDArray[np.float32]:
    """Return the logits (n, 3) under n calibrations, or one for all."""
    temperatures = np.array([calibration.temperature for calibration in calibrations], np.float32).reshape(-1, 1)
    return logits / temperatures + np.array([calibration.terms for calibration in calibrations], np.float32).reshape(-1, 3)


def pair_of_languages(premise: str, hypothesis: str) -> str:
    """Return the name of a pair's languages, each an ISO 639-1 code: "es" where both are Spanish, else "es-en"."""
    return premise if premise == hypothesis else f"{premise}-{hypothesis}"


def label_order(id2label: dict[int, str]) -> list[int]:
    """Return the places of entailment, neutral and contradiction among a model's labels, read from their names.

    Raises:
        ValueError: where the three are not there, or there are others.
    """
    places = [[i for i, label in id2label.items() if label.lower().startswith(name[:6])] for name in LABELS]
    if len(id2label) == 3 and all(len(place) == 1 for place in places):
        return [place[0] for place in places]
    names = list(id2label.values())
    said = f"its labels are {', '.join(names[:4]) or 'none'}{', ...' * (len(names) > 4)}"
    if len(names) == 3 and all(re.fullmatch(r"LABEL_\d", name) for name in names):
        raise ValueError(f"{said}: its config.json does not say which is entailment, neutral or contradiction")
    if len(names) == 2 and len(places[0]) == 1:
        raise ValueError(f"{said}: it tells only two things apart, and contradiction is not one of them")
    raise ValueError(f"{said}; those of an NLI model are entailment, neutral and contradiction")


@lru_cache(maxsize=4)
def load_nli(name: str | None = None, backend: Backend = "auto") -> Nli:
    """Load an NLI model; the same arguments give the same object again.

    Args:
        name: None for the embedded model, else a local folder (of Hugging Face's form, or as the embedded model is stored) or
            a Hugging Face id.
        backend: "auto" runs the embedded model with OpenVINO (PyTorch where that cannot be used) and any other with PyTorch.

    Raises:
        EngineError: no such model, no hub within reach, or not an NLI model.
    """
    if name is None:
        return load_embedded(backend, embedded_folder("nli"))
    return load_embedded(backend, Path(name), name) if is_stored(name) else _load_named(name, backend)


def load_embedded(backend: Backend, folder: Path, name: str = "embedded") -> NetworkNli:
    """Load a model stored by `models/recipes/embed_models.py` from its folder.

    Its `calibration.json` holds a `Calibration` as "general" and may hold "languages", one for each pair of languages.

    Raises:
        EngineError: a file of it is missing or broken.
    """
    from tokenizers import Tokenizer

    def load() -> nn.Module:
        from transformers import BertForSequenceClassification

        return _logits(load_quantised(BertForSequenceClassification, folder))

    with loading(name, "an NLI model"):
        config = json.loads((folder / "config.json").read_text())
        order = label_order({int(i): label for i, label in config.get("id2label", {}).items()})
        general, by_languages = _read_calibrations(folder / "calibration.json")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        key = fingerprint(folder)
        run = network_run(load, key, backend)
        return NetworkNli(name, key, tokenizer, config["pad_token_id"], run, order, general, by_languages)


def _read_calibrations(file: Path) -> tuple[Calibration, dict[str, Calibration]]:
    stored = json.loads(file.read_text())
    by_languages = {name: _calibration(fitted) for name, fitted in stored.get("languages", {}).items()}
    return _calibration(stored["general"]), by_languages


def _calibration(fitted: dict[str, Any]) -> Calibration:
    entailment, neutral, contradiction = fitted.get("terms", (0.0, 0.0, 0.0))
    return Calibration(fitted["temperature"], (entailment, neutral, contradiction))


def _load_named(name: str, backend: Backend) -> Nli:
    import torch
    from transformers import AutoConfig, AutoModelForSequenceClassification

    local = only_local(name)
    found = Path(name).is_dir() or not local
    options = {"local_files_only": local, "trust_remote_code": False}
    with loading(name, "an NLI model", found), quiet():
        config: PreTrainedConfig = AutoConfig.from_pretrained(name, **options)
        order = label_order({int(i): label for i, label in (config.id2label or {}).items()})
        tokenizer = _tokenizer(name, options)
        model, report = AutoModelForSequenceClassification.from_pretrained(
            name, dtype=torch.float32, ignore_mismatched_sizes=True, output_loading_info=True, **options
        )
        if unset := sorted([*report["missing_keys"], *(key for key, *_ in report["mismatched_keys"])]):
            raise ValueError(f"its weights do not fit its config.json: {unset[0]} is missing or of another size")
        backing: Tokenizer = tokenizer.backend_tokenizer
        backing.no_padding()
        backing.enable_truncation(min(MAX_TOKENS, tokenizer.model_max_length))
        key = fingerprint(Path(name)) if Path(name).is_dir() else str(getattr(config, "_commit_hash", None) or name)

        def load() -> nn.Module:
            return _logits(model.eval(), typed=_takes_types(model, tokenizer.model_input_names))

        run = network_run(load, key, "torch" if backend == "auto" else backend)
        nli = NetworkNli(name, key, backing, tokenizer.pad_token_id or 0, run, order)
        nli.logits(_PROBE)  # what does not run says so now
        return nli


def _tokenizer(name: str, options: dict[str, bool]) -> PreTrainedTokenizerFast:
    from transformers import AutoTokenizer

    try:
        tokenizer: PreTrainedTokenizerFast = AutoTokenizer.from_pretrained(name, **options)
    except Exception as error:  # a missing library, a missing file, a broken one
        raise ValueError(f"its tokenizer cannot be read ({reason(error)}); a tokenizer.json is what it needs") from error
    if not tokenizer.is_fast:
        raise ValueError("it has no fast tokenizer (tokenizer.json); convert it with transformers first")
    first, second = (tokenizer(text)["input_ids"] for text in _PROBE[0])
    if set(first) == set(second):  # transformers makes an empty tokenizer where the files of one are missing
        raise ValueError("its tokenizer knows no words; is its tokenizer.json missing?")
    return tokenizer


def _takes_types(model: PreTrainedModel, tokenizer_gives: Sequence[str]) -> bool:
    """Return whether the model was trained to be told premise from hypothesis by token types, as BERT was and XLM-R was not."""
    takes = "token_type_ids" in inspect.signature(model.forward).parameters and getattr(model.config, "type_vocab_size", 2) > 1
    return takes and "token_type_ids" in tokenizer_gives


def _logits(model: nn.Module, typed: bool = False) -> nn.Module:
    """Wrap a Hugging Face classifier so that it takes a `Run`'s inputs (token types where `typed`) and gives its logits alone."""
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
