"""A network over batches: texts in, one row of numbers each out. Both engines stand on it.

Work is kept small in three ways: equal inputs are computed once, batches hold inputs of like length (no padding is
computed in vain), and a batch is bounded in tokens, not in rows, so memory is too.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import tempfile
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import platformdirs

from detector.engines.errors import EngineError
from detector.engines.hub import reason

if TYPE_CHECKING:
    import numpy.typing as npt
    from tokenizers import Tokenizer
    from torch import nn

    Array = npt.NDArray[np.float32]
    Tokens = npt.NDArray[np.int64]

Backend = Literal["auto", "openvino", "torch"]
Progress = Callable[[int], None]
BATCH_TOKENS = 6144
_LENGTH_STEP = 8

logger = logging.getLogger(__name__)


class Run(Protocol):
    """One batch through a network."""

    def __call__(self, input_ids: Tokens, attention_mask: Tokens, token_type_ids: Tokens) -> Array:
        """Return float32 (rows, k) of token ids, attention mask and token types, each int64 (rows, length)."""
        ...


def outputs(
    tokenizer: Tokenizer, run: Run, inputs: Sequence[str] | Sequence[tuple[str, str]], pad_id: int, progress: Progress | None = None
) -> Array:
    """Run every input (a text, or a pair of texts) through the network: float32 (n, k), in the order of `inputs`.

    `progress` is told how many inputs each batch has finished (equal inputs counted together).
    """
    if not inputs:
        return np.zeros((0, 0), np.float32)
    unique = list(dict.fromkeys(inputs))
    place = {item: i for i, item in enumerate(unique)}
    times = np.bincount([place[item] for item in inputs], minlength=len(unique))
    encoded = tokenizer.encode_batch(unique)
    rows: dict[int, Array] = {}
    for batch in _batches([len(encoding) for encoding in encoded]):
        length = -(-max(len(encoded[i]) for i in batch) // _LENGTH_STEP) * _LENGTH_STEP
        input_ids = np.full((len(batch), length), pad_id, np.int64)
        attention_mask, token_type_ids = np.zeros((2, len(batch), length), np.int64)
        for row, i in enumerate(batch):
            input_ids[row, : len(encoded[i])] = encoded[i].ids
            attention_mask[row, : len(encoded[i])] = 1
            token_type_ids[row, : len(encoded[i])] = encoded[i].type_ids
        for i, result in zip(batch, run(input_ids, attention_mask, token_type_ids), strict=True):
            rows[i] = result
        if progress:
            progress(int(times[batch].sum()))
    return np.stack([rows[place[item]] for item in inputs]).astype(np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield places of inputs of like length, longest first, `BATCH_TOKENS` tokens at most in a batch."""
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    start = 0
    while start < len(order):
        length = -(-lengths[order[start]] // _LENGTH_STEP) * _LENGTH_STEP
        size = max(1, BATCH_TOKENS // max(length, 1))
        yield order[start : start + size]
        start += size


def network_run(load: Callable[[], nn.Module], fingerprint: str, backend: Backend) -> Run:
    """Return the module as `backend` runs it; "auto" is OpenVINO and, where that cannot be used, PyTorch, with one warning.

    Raises:
        EngineError: OpenVINO was asked for by name and cannot be used.
    """
    if backend == "torch":
        return torch_run(load)
    try:
        return openvino_run(load, fingerprint)
    except Exception as error:  # not installed, built for another processor, out of memory: no base in common
        if backend == "openvino":
            raise EngineError(f"OpenVINO cannot be used: {reason(error)}") from error
        _warn_once(f"OpenVINO cannot be used ({reason(error)}): PyTorch takes over, which is slower")
        return torch_run(load)


@lru_cache(maxsize=8)
def _warn_once(message: str) -> None:
    logger.warning(message)


def torch_run(load: Callable[[], nn.Module]) -> Run:
    """Return the reference backend: the module as PyTorch runs it, in float32."""
    import torch

    module = load()

    def run(input_ids: Tokens, attention_mask: Tokens, token_type_ids: Tokens) -> Array:
        with torch.inference_mode():
            batch = (torch.from_numpy(array) for array in (input_ids, attention_mask, token_type_ids))
            result: Array = module(*batch).float().numpy()
        return result

    return run


def precision(capabilities: Collection[str], machine: str) -> str:
    """Return the type that OpenVINO should compute in: "bf16", "f16" or "f32".

    These are OpenVINO's own defaults, made explicit: bf16 where the processor multiplies it (AMX, AVX512-BF16), f16 on ARM
    that has it, f32 elsewhere. Why not int8: docs/decisions/0001-embedded-weights.md.

    Args:
        capabilities: OpenVINO's property OPTIMIZATION_CAPABILITIES of the processor.
        machine: its architecture, as `platform.machine()` names it.
    """
    if "BF16" in capabilities:
        return "bf16"
    return "f16" if "FP16" in capabilities and machine.lower() in {"arm64", "aarch64"} else "f32"


def openvino_run(load: Callable[[], nn.Module], fingerprint: str) -> Run:
    """Return the module as OpenVINO runs it, in the precision the processor is best at (see `precision`).

    The converted graph is kept in the user's cache folder under the model's fingerprint, so a later start needs neither
    PyTorch nor the conversion.
    """
    import openvino as ov

    name = f"{fingerprint}-{hashlib.sha256(ov.__version__.encode()).hexdigest()[:8]}.xml"
    # Read back even when just converted: the first run and the later ones then compute with the same stored weights.
    core = ov.Core()
    try:
        graph = core.read_model(_converted(load, Path(os.environ.get("DETECTOR_CACHE") or platformdirs.user_cache_dir("detector")) / name))
    except (OSError, RuntimeError):  # a cache that cannot be written, or is broken, costs time at each start, not the run
        with tempfile.TemporaryDirectory(prefix="detector-") as folder:
            graph = core.read_model(_converted(load, Path(folder) / name))
    best = precision(core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"), platform.machine())
    compiled = core.compile_model(graph, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": "1", "INFERENCE_PRECISION_HINT": best})

    def run(input_ids: Tokens, attention_mask: Tokens, token_type_ids: Tokens) -> Array:
        batch = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": token_type_ids}
        result: Array = compiled({port: batch[port.any_name] for port in compiled.inputs})[0]
        return result.copy()

    return run


def _converted(load: Callable[[], nn.Module], file: Path) -> Path:
    """Convert the module into `file` (and its `.bin`) unless that was done before."""
    if file.is_file() and file.with_suffix(".bin").is_file():
        return file
    import openvino as ov
    import torch

    names = ("input_ids", "attention_mask", "token_type_ids")
    example = {name: torch.zeros((2, 16), dtype=torch.int64) for name in names}
    with warnings.catch_warnings(action="ignore"):  # the tracer warns of branches that do not depend on the input
        graph = ov.convert_model(load(), example_input=example, input=[(name, [-1, -1]) for name in names])
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f"{file.stem}-{os.getpid()}.xml")
    ov.save_model(graph, temporary, compress_to_fp16=True)
    temporary.with_suffix(".bin").replace(file.with_suffix(".bin"))
    temporary.replace(file)
    return file
