"""Ports of this machine, and what runs behind them."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_open(port: int, *, seconds: float = 30) -> bool:
    """Return whether somebody accepts connections at ``port`` within ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.05)
    return False


def cpu_seconds(process: int) -> float:
    """Return the CPU time that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_bytes(process: int) -> int:
    """Return what a process holds in memory (RSS)."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
