"""Parsing and checking of what people type."""

from .agenda import AgendaItemForm
from .dialogues import DialogueForm, TeamMemberForm, TeamRoleForm, ThemeForm
from .invitation import AnswerForm
from .meetings import CancelMeetingForm, MeetingForm
from .people import (
    ChosenPeopleForm,
    ConsentForm,
    InviteForm,
    ParticipationForm,
    RecordedAnswerForm,
    ThanksForm,
    UpdatesForm,
)

__all__ = [
    "AgendaItemForm",
    "AnswerForm",
    "CancelMeetingForm",
    "ChosenPeopleForm",
    "ConsentForm",
    "DialogueForm",
    "InviteForm",
    "MeetingForm",
    "ParticipationForm",
    "RecordedAnswerForm",
    "TeamMemberForm",
    "TeamRoleForm",
    "ThanksForm",
    "ThemeForm",
    "UpdatesForm",
]
