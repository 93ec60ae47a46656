"""The private state on disk: folders that only this account may open, and the secret key."""

import os
import secrets
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def make_private_folder(path: Path) -> Path:
    """Make ``path`` and return it; nobody else on the machine may look inside, also where it was there before."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(PRIVATE_FOLDER)
    return path


def read_or_make_secret(path: Path) -> str:
    """Return the secret kept at ``path``, made there on the first call; two processes starting at once agree on one."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)  # whole or not at all, and never over a secret that is there
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
