"""Reads of reports. What the public reads is in ``publications`` and knows frozen versions only."""

from .document import document_of
from .editor import editor_of, names_in_text, sources_of_report
from .editor_views import EditorView, NamePlace, ParagraphView, Source
from .frozen_names import names_in_versions
from .history import RevisionRow, revisions_of, snapshot_of
from .look import look_as_set, look_for, pictures_of
from .matters import matters_arising, previous_report_of, report_before
from .meetings import meetings_before, report_meetings
from .names import guard_for_meeting, protected_names
from .participants import publications_for_participant, reports_for_participant
from .publications import (
    Edition,
    FeedEntry,
    PublicReport,
    PublicVersion,
    Tombstone,
    edition_of,
    newest_versions,
    public_reports,
    state_of_publication,
    tombstone_of,
    version_with_fingerprint,
)
from .record import composition_of, record_for_meeting, record_for_meetings
from .redraft import draft_from_record, merge_with, reports_before

__all__ = [
    "Edition",
    "EditorView",
    "FeedEntry",
    "NamePlace",
    "ParagraphView",
    "PublicReport",
    "PublicVersion",
    "RevisionRow",
    "Source",
    "Tombstone",
    "composition_of",
    "document_of",
    "draft_from_record",
    "edition_of",
    "editor_of",
    "guard_for_meeting",
    "look_as_set",
    "look_for",
    "matters_arising",
    "meetings_before",
    "merge_with",
    "names_in_text",
    "names_in_versions",
    "newest_versions",
    "pictures_of",
    "previous_report_of",
    "protected_names",
    "public_reports",
    "publications_for_participant",
    "record_for_meeting",
    "record_for_meetings",
    "report_before",
    "report_meetings",
    "reports_before",
    "reports_for_participant",
    "revisions_of",
    "snapshot_of",
    "sources_of_report",
    "state_of_publication",
    "tombstone_of",
    "version_with_fingerprint",
]
