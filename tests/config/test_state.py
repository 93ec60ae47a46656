"""The private state on disk."""

import stat
from concurrent.futures import ThreadPoolExecutor

from config.state import make_private_folder, read_or_make_secret


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_is_private(tmp_path):
    assert mode(make_private_folder(tmp_path / "a" / "b")) == 0o700


def test_a_folder_that_others_could_open_is_closed(tmp_path):
    (tmp_path / "open").mkdir(mode=0o755)
    assert mode(make_private_folder(tmp_path / "open")) == 0o700


def test_a_secret_is_private_and_stays(tmp_path):
    path = tmp_path / "state" / "secret"
    path.parent.mkdir()
    secret = read_or_make_secret(path)
    assert mode(path) == 0o600
    assert read_or_make_secret(path) == secret
    assert [entry.name for entry in path.parent.iterdir()] == ["secret"]


def test_processes_that_start_at_once_agree(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: read_or_make_secret(tmp_path / "secret"), range(40)))
    assert len(secrets) == 1
