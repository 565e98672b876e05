"""Models by name: a folder on this machine, or a Hugging Face id."""

from pathlib import Path

_SECONDS = 5.0


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
