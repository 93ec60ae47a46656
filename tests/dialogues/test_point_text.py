"""The text of a point as it is kept and as it is shown."""

import pytest

from dialogues.point_text import without_notes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("There is a strategy.^[Strategy for the region, 2024]", "There is a strategy."),
        ("One^[a] and two^[b].", "One and two."),
        ("A list [like this] and 2^3 stay.", "A list [like this] and 2^3 stay."),
        ("An open ^[bracket stays.", "An open ^[bracket stays."),
    ],
)
def test_footnotes_are_the_reports_alone(text: str, shown: str) -> None:
    assert without_notes(text) == shown
