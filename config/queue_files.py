"""The queue of the embedded site: kombu's files, each put in place whole.

kombu opens a message under its final name and writes it afterwards. A worker that looks in between reads an empty file
and stops.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from time import monotonic_ns
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Messages that cannot be seen before they are complete."""

    def _put(self, queue: str, payload: Any, **_kwargs: Any) -> None:  # type: ignore[override]  # kombu's own classes differ
        # The name by which kombu finds the messages of a queue, in the order in which they were sent.
        final = Path(self.data_folder_out) / f"{monotonic_ns() // 1_000_000}_{uuid.uuid4()}.{queue}.msg"
        draft = final.with_suffix(".part")
        draft.write_text(dumps(payload), encoding="utf-8")
        draft.replace(final)


class Transport(filesystem.Transport):
    """The same transport with these messages."""

    Channel = Channel
