"""An undefined variable in a template of ours fails the test; Django itself prints nothing and goes on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Self

from django.template.base import Node


class FailOnUndefined(str):
    """What Django puts in for a variable that is not there; asked for, it fails.

    Only templates below ``folder``/templates count: those of Django and of libraries rely on the silence.
    """

    __slots__ = ("ours",)

    def __new__(cls, folder: Path) -> Self:
        """Look true and like a format, so that Django asks."""
        made = super().__new__(cls, "%s")
        made.ours = str(Path(folder) / "templates")
        return made

    def __mod__(self, variable: object) -> str:
        """Answer for ``variable``, which is undefined.

        Raises:
            AssertionError: when a template of ours asked.

        """
        origin = _asking_template()
        if origin.startswith(self.ours):
            message = f"Undefined template variable “{variable}” in {origin.removeprefix(self.ours)[1:]}"
            raise AssertionError(message)
        return ""


def _asking_template() -> str:
    frame = sys._getframe(1)
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back  # type: ignore[assignment]
    return ""
