"""After the storm: what participants were told against what the database holds, and against what their pages show."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async

from benchmarks.storm_page import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from benchmarks.storm_participant import Participant


@dataclass(frozen=True)
class Claim:
    """Something that must hold."""

    words: str
    seen: str
    holds: bool

    def __str__(self) -> str:
        return f"| {self.words} | {self.seen} | {'yes' if self.holds else '**NO**'} |"


def shown_in_database(room: UUID) -> dict[str, tuple[int, Shown]]:
    """Return the points on record as a page that is rendered now would show them, each with its position."""
    from dialogues.enums import PointStatus
    from dialogues.selectors.told import room_as_shown

    return {
        str(card.uuid): (card.position, Shown(card.text, card.supporters, card.qualifiers, card.dissents))
        for card in room_as_shown(room).cards
        if card.status == PointStatus.VISIBLE
    }


def differing(people: Iterable[Participant], on_record: Mapping[str, tuple[int, Shown]]) -> dict[str, int]:
    """Return how the pages differ from the record: how many cards are missing, wrong or too many.

    A page begins at the oldest of the newest points when it was fetched; what is further back is behind a link.
    """
    wrong: Counter[str] = Counter()
    for person in people:
        page = person.page
        due = {uuid for uuid, (position, _) in on_record.items() if (position, uuid) >= page.begins_at}
        wrong["too many"] += len(page.cards.keys() - on_record.keys())
        wrong["missing"] += len(due - page.cards.keys())
        wrong["other words or counts"] += sum(
            uuid in on_record and on_record[uuid][1] != card.shown for uuid, card in page.cards.items()
        )
    return {name: count for name, count in wrong.items() if count}


async def quiet_down(
    people: Sequence[Participant], room: UUID, *, seconds: float
) -> tuple[float, dict[str, int]]:
    """Wait until every page equals the database; return how long that took and what differed in the end."""
    loop = asyncio.get_running_loop()
    started = loop.time()
    while True:
        on_record = await sync_to_async(shown_in_database)(room)
        wrong = differing(people, on_record)
        if not wrong or loop.time() - started > seconds:
            return loop.time() - started, wrong
        await asyncio.sleep(0.5)


def claims(
    people: Sequence[Participant], room: UUID, untold: dict[str, str], wrong: dict[str, int]
) -> list[Claim]:
    """Compare everything that participants were told to the database."""
    from dialogues.models import Point, Voice

    accepted = untold | {point: text for person in people for point, text in person.points.items()}
    kept = {str(uuid): text for uuid, text in Point.objects.values_list("uuid", "text")}
    voices = Voice.objects.filter(meeting__uuid=room).count()
    refused = [refusal for person in people for refusal in person.refused]
    unreadable = [answer for person in people for answer in person.diary.unreadable][:3]
    return [
        Claim("every accepted point is there", f"{len(accepted):,} accepted", accepted.keys() <= kept.keys()),
        Claim("each once, with its words, and no others", f"{len(kept):,} kept", accepted == kept),
        _stances_stand(people, room),
        Claim("nobody has a second voice", f"{voices} voices, {len(people)} people", voices == len(people)),
        Claim("every page equals the database", str(wrong or "all alike"), not wrong),
        Claim("nothing was refused for good", str(refused[:3] or "nothing"), not refused),
        Claim("every refusal could be understood", str(unreadable or "all"), not unreadable),
    ]


def _stances_stand(people: Sequence[Participant], room: UUID) -> Claim:
    """Compare each voice's stances to what it was last told; a request that had no answer may have come after another."""
    from dialogues.keystore import key_store, token_hash, voice_token
    from dialogues.models import Support, Voice

    voices = dict(Voice.objects.filter(meeting__uuid=room).values_list("token_hash", "pk"))
    key = key_store().read(room) or b""
    kept = {
        (voice, str(point)): stance
        for voice, point, stance in Support.objects.values_list("voice_id", "point_id", "stance")
    }
    wrong = overtaken = 0
    confirmed = set()
    for person in people:
        voice = voices[token_hash(voice_token(key, person.participation))]
        for point, stance in person.stances.items():
            confirmed.add((voice, point))
            stands = kept.get((voice, point), "none")
            if stands != stance:
                was_sent = stands in person.unanswered.get(point, ())
                overtaken, wrong = overtaken + was_sent, wrong + (not was_sent)
    wrong += len(kept.keys() - confirmed)
    seen = f"{len(kept):,} kept, {wrong} wrong, {overtaken} overtaken by a request of the same voice that had no answer"
    return Claim("every stance stands as its voice was last told", seen, wrong == 0)
