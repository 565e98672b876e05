"""Models by name: a folder on this machine, or a Hugging Face id."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detector.engines.errors import EngineError

_SECONDS = 5.0
_LOUD = ("transformers", "sentence_transformers", "huggingface_hub")


def only_local(name: str) -> bool:
    """Return whether `name` can be read from this machine alone: it is a folder, or no model hub answers within seconds.

    The hub is asked once. Left to itself, `huggingface_hub` asks again for every file of a model, for 25 seconds each,
    and has no setting against it; with local files only, a model that was fetched before still loads, at once.
    """
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

    if Path(name).is_dir():
        return True
    try:
        HfApi().model_info(name, timeout=_SECONDS)
    except HfHubHTTPError:  # it answered; what is wrong shows when the model is loaded
        return False
    except Exception:  # the errors of the HTTP client have no base of their own below Exception
        return True
    return False


@contextmanager
def loading(name: str, kind: str, found: bool = True) -> Iterator[None]:
    """Say whatever goes wrong inside in one line.

    Args:
        name: the model's name, as the user gave it.
        kind: what it is to be used as: "an encoder", "an NLI model".
        found: whether its files are within reach: a folder, or an id on a hub that answers.

    Raises:
        EngineError: it cannot be used.
    """
    try:
        yield
    except EngineError:
        raise
    except Exception as error:  # what other libraries raise over a broken model has no base below Exception
        if isinstance(error, OSError) and not found:
            raise EngineError(f"cannot load {name} as {kind}: no such folder, and no model hub answers for it") from error
        raise EngineError(f"{name} cannot be used as {kind}: {reason(error)}") from error


def reason(error: Exception) -> str:
    """Return an error's message as one line; where its kind is no plain sentence (a missing key), with its kind."""
    from safetensors import SafetensorError

    line = str(error).strip().partition("\n")[0]
    if isinstance(error, SafetensorError):
        return f"a file of weights is cut off or is none ({line})"
    if "ignore_mismatched_sizes" in line:  # transformers' hint for programmers, which refers to a table in its log
        return "its weights do not fit its config.json"
    plain = isinstance(error, (ImportError, OSError, ValueError, RuntimeError)) and line
    return line if plain else f"{type(error).__name__} {line}".strip()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep off the screen what other libraries draw and log of a model while they load it: bars, tables of weights."""
    from transformers.utils import logging as transformers_logging

    loggers = [logging.getLogger(name) for name in _LOUD]
    levels, bars = [logger.level for logger in loggers], transformers_logging.is_progress_bar_enabled()
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    transformers_logging.disable_progress_bar()
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        if bars:
            transformers_logging.enable_progress_bar()
