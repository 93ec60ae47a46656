"""What an open editor sends."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from reports.services.saving import Block

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 20_000  # characters of a block
MOST = 2_000  # blocks of a section


@dataclass(frozen=True, slots=True)
class SentSection:
    """The blocks of a section as the editor holds them, and as it had them from the server; which it was, and how it was called."""

    heading: str
    section: UUID | None
    known: Mapping[UUID, str]
    blocks: tuple[Block, ...]


def sent_section(body: bytes) -> SentSection:
    """Read ``{"section": …, "heading": …, "known": [{uuid, text}], "blocks": [{uuid, text, base, origin}]}``.

    Raises:
        ValueError: it is anything else, or too much.

    """
    sent = json.loads(body)
    if not isinstance(sent, dict):
        raise ValueError("Not a section.")  # noqa: TRY004 - whoever sends it sent a wrong value
    known = {UUID(_text(one, "uuid")): _text(one, "text") for one in _rows(sent, "known")}
    blocks = tuple(
        Block(
            uuid=UUID(_text(one, "uuid")),
            text=_text(one, "text"),
            base=_text(one, "base"),
            origin=UUID(_text(one, "origin")) if one.get("origin") else None,
        )
        for one in _rows(sent, "blocks")
    )
    if len({block.uuid for block in blocks}) != len(blocks):
        raise ValueError("A block stands twice.")
    section = UUID(_text(sent, "section")) if sent.get("section") else None
    return SentSection(_text(sent, "heading"), section, known, blocks)


def _rows(sent: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = sent.get(name)
    if not isinstance(rows, list) or len(rows) > MOST or not all(isinstance(one, dict) for one in rows):
        raise ValueError(f"Not a list of blocks: {name}.")
    return rows


def _text(row: dict[str, Any], name: str) -> str:
    text = row.get(name, "")
    if not isinstance(text, str) or len(text) > LONGEST:
        raise ValueError(f"Not a text, or too long: {name}.")
    return text
