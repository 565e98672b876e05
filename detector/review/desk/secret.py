"""The secret that signs sessions, kept from start to start, so that nobody is logged out when the desk stops."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs

_BYTES = 48
_OWNER_ALONE = 0o600


class SecretError(Exception):
    """The secret cannot be kept or trusted; the message is one line for a person."""


def session_secret(file: Path | None = None) -> str:
    """Return the secret, made on the first call: a file that its owner alone can read.

    Args:
        file: where it is kept; None for `desk-secret` in the user's folder of settings for this program.

    Raises:
        SecretError: the file cannot be made or read, others can read it, or it is too short to be a secret.
    """
    file = file or platformdirs.user_config_path("detector") / "desk-secret"
    try:
        if not file.exists():
            _make(file)
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise SecretError(f"{file}: others can read it; after `chmod 600` it is safe, if nobody has")
        secret = file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretError(f"{file}: {getattr(error, 'strerror', None) or error}") from None
    if len(secret) < _BYTES:
        raise SecretError(f"{file}: is no secret; delete it and a new one is made")
    return secret


def _make(file: Path) -> None:
    """Write a new secret under a name of its own first: of two programs that start at once, both then use that of the one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ALONE), "w") as stream:
        stream.write(secrets.token_urlsafe(_BYTES))
    try:
        unfinished.rename(file) if os.name != "posix" else os.link(unfinished, file)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink(missing_ok=True)
