"""The embedded models as they are stored: a Hugging Face folder whose matrices are int8 with one scale per row.

A matrix W of float32 becomes q = round(W / s), s = max|W| of each row / 127, so W is restored to within s / 2. Vectors
(biases, layer norms) stay float32. A folder holds `config.json`, `tokenizer.json`, `weights.int8.safetensors`, a model
card, and `calibration.json` (NLI) or `pooling.json` (encoder).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file, save_file

from detector.engines.errors import EngineError

if TYPE_CHECKING:
    import numpy.typing as npt
    from transformers import PreTrainedModel

WEIGHTS_FILE = "weights.int8.safetensors"
_SCALE = ".scale"


def embedded_folder(name: str) -> Path:
    """Return the folder of the embedded model `name` ("nli" or "encoder"): in the installed package, else in the checkout.

    Raises:
        EngineError: where neither holds it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_models" / name, package.parent / "models" / name):
        if is_stored(str(folder)):
            return folder
    raise EngineError(f"the embedded {name} model is missing from this installation; reinstall it or name a model with --{name}")


def is_stored(name: str) -> bool:
    """Return whether `name` is a folder with a model in the stored form."""
    return (Path(name) / WEIGHTS_FILE).is_file()


def quantise(state: dict[str, npt.NDArray[np.float32]]) -> dict[str, npt.NDArray[np.generic]]:
    """Return `state` with every matrix as int8 (rows, columns) beside its float32 scales (rows,)."""
    stored: dict[str, npt.NDArray[np.generic]] = {}
    for name, value in state.items():
        if value.ndim != 2:
            stored[name] = value.astype(np.float32)
            continue
        scale = np.maximum(np.abs(value).max(axis=1), 1e-12) / 127
        stored[name] = np.rint(value / scale[:, None]).astype(np.int8)
        stored[name + _SCALE] = scale.astype(np.float32)
    return stored


def dequantise(stored: dict[str, npt.NDArray[np.generic]]) -> dict[str, npt.NDArray[np.float32]]:
    """Return the float32 weights of what `quantise` made."""
    state: dict[str, npt.NDArray[np.float32]] = {}
    for name, value in stored.items():
        if name.endswith(_SCALE):
            continue
        scale = stored.get(name + _SCALE)
        state[name] = value.astype(np.float32) if scale is None else value.astype(np.float32) * scale.astype(np.float32)[:, None]
    return state


def save_quantised(model: PreTrainedModel, folder: Path) -> None:
    """Write the model's weights and configuration into `folder` in the stored form."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    save_file(quantise(state), str(folder / WEIGHTS_FILE))
    model.config.save_pretrained(str(folder))


def load_quantised(model_class: type[PreTrainedModel], folder: Path, **options: bool) -> PreTrainedModel:
    """Return the stored model as a PyTorch module in float32, in evaluation mode; `options` go to its constructor."""
    import torch
    from transformers import AutoConfig

    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    model: PreTrainedModel = model_class(config, **options)
    state = {name: torch.from_numpy(value) for name, value in dequantise(load_file(str(folder / WEIGHTS_FILE))).items()}
    model.load_state_dict(state, strict=True)
    model.train(False)
    return model


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 (16 hexadecimal digits) of every file that decides what a model folder computes."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):  # sentence-transformers keeps the pooling in a folder of its own
        if file.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"} and file.is_file():
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
