"""A small meeting as plain data, for the tests of the pure cores."""

import datetime as dt
from typing import Any

from reports.drafting import (
    CompositionRecord,
    MeetingRecord,
    PointRecord,
    PresentationRecord,
    RecommendationRecord,
    SpeakerRecord,
    ThemeRecord,
)


def point(
    point_id: str, text: str, supports: int = 0, present: int = 20, dissents: int = 0, **more: Any
) -> PointRecord:
    return PointRecord(point_id, text, supports, present, dissents, **more)


def meeting(**changes: Any) -> MeetingRecord:
    content: dict[str, Any] = {
        "language": "en",
        "title": "the future of networks",
        "host": "Institute for Dialogue",
        "date": dt.date(2024, 5, 30),
        "format": "online",
        "purpose": "how policymakers can support networks",
        "rules": frozenset({"attributed", "unattributed"}),
        "presentations": (
            PresentationRecord(
                SpeakerRecord("Ada Berg", "Northern Research Centre", "NRC"),
                (
                    point("s1", "Many organisations tend to work in silos."),
                    point(
                        "s2",
                        "Safe places are needed.^[See [the plan](https://example.org/plan).] They must be open.",
                    ),
                ),
            ),
        ),
        "themes": (
            ThemeRecord(
                "t1",
                "Breaking out of the silo",
                (
                    point("p3", "Why has nobody asked donors?", 1),
                    point("p2", "Sources of funding should be more diverse.", 4),
                    point("p1", "The agenda should be a base for learning from others.", 19),
                ),
            ),
            ThemeRecord(
                "t2",
                "Broadening the scope",
                (
                    point("p4", "The need for a broader scope.", 12, dissents=1),
                    point("p5", "Peace organisations are agents of change.", 13),
                    point("p6", "Engage more men", 1),
                ),
            ),
        ),
        "recommendations": (
            RecommendationRecord(
                "r1",
                "R-1",
                "Donors should fund networks for more than a year.",
                ("Northern Agency", "European Union"),
                "map existing funds",
                "Northern Agency",
                dt.date(2024, 9, 1),
                ("p2",),
            ),
        ),
        "composition": CompositionRecord(28, 18, {"civil_society": 20, "research": 8}),
    }
    return MeetingRecord(**{**content, **changes})
