"""The fixed words of a published report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of a published report: headings and the small print; frozen with each version."""

    report: str
    contents: str
    notes: str
    composition: str
    attribution: str
    scale: str
    scale_word: str
    scale_condition: str
    scale_key: str
    version: str
    published: str
    previous_version: str
    what_changed: str
    fingerprint: str
    page_of: str
    total: str
    withheld: str
    withheld_note: str
    together_note: str
    people: str
    paragraph_link: str
    back_to_text: str
    reading_time: str = ""  # missing in versions of schema 1
