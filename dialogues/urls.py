"""Addresses of dialogues, meetings, invitations and the room."""

from django.urls import include, path

from .views import (
    agenda,
    closing,
    desk,
    desk_points,
    dialogues,
    floor,
    handing_over,
    invitation,
    mail,
    meetings,
    people,
    polls,
    record,
    room,
    room_log,
    room_offline,
    room_page,
    room_said,
    stage,
    team,
    themes,
)

app_name = "dialogues"

_meeting = [
    path("", meetings.meeting, name="meeting"),
    path("edit/", meetings.meeting_edit, name="meeting_edit"),
    path("cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path("meeting.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path("plan/", agenda.meeting_plan, name="meeting_plan"),
    path("plan/starter/", agenda.agenda_starter, name="agenda_starter"),
    path("plan/<uuid:uuid>/", agenda.agenda_item, name="agenda_item"),
    path("plan/<uuid:uuid>/move/", agenda.agenda_move, name="agenda_move"),
    path("plan/<uuid:uuid>/remove/", agenda.agenda_remove, name="agenda_remove"),
    path("plan/<uuid:uuid>/poll/", polls.plan_poll_add, name="plan_poll_add"),
    path("plan/polls/<uuid:uuid>/", polls.plan_poll, name="plan_poll"),
    path("plan/polls/<uuid:uuid>/remove/", polls.plan_poll_remove, name="plan_poll_remove"),
    path("room/", desk.room, name="room"),
    path("room/enter/", room.room_enter, name="room_enter"),
    path("room/open/", desk.room_open, name="room_open"),
    path("room/record/", record.room_record, name="room_record"),
    path("room/undo/", desk_points.room_undo, name="room_undo"),
    path("room/floor/", floor.room_floor, name="room_floor"),
    path("room/floor/act/", floor.room_floor_act, name="room_floor_act"),
    path("room/hand-over/", handing_over.room_hand_over, name="room_hand_over"),
    path("room/end/", closing.room_end, name="room_end"),
    path("room/seal/", closing.room_seal, name="room_seal"),
    *(
        path(f"room/items/<uuid:uuid>/{act}/", desk.room_item, {"act": act}, name=f"room_item_{act}")
        for act in desk.ITEM_ACTS
    ),
    path("room/items/<uuid:uuid>/headcount/", desk.room_headcount, name="room_headcount"),
    path("room/items/<uuid:uuid>/alike/", desk_points.room_alike, name="room_alike"),
    path("room/points/tag/", desk_points.room_points_tag, name="room_points_tag"),
    path("room/points/<uuid:uuid>/", desk_points.room_point, name="room_point"),
    path("room/points/<uuid:uuid>/split/", desk_points.room_point_split, name="room_point_split"),
    path("room/points/<uuid:uuid>/merge/", desk_points.room_point_merge, name="room_point_merge"),
    path("room/points/<uuid:uuid>/gather/", desk_points.room_point_gather, name="room_point_gather"),
    path("room/points/<uuid:uuid>/targets/", desk_points.room_point_targets, name="room_point_targets"),
    *(
        path(f"room/points/<uuid:uuid>/{act}/", view, {"act": act}, name=f"room_{name}_{act}")
        for name, view, acts in (
            ("point", desk_points.room_point_act, desk_points.POINT_ACTS),
            ("late", desk_points.room_late_act, desk_points.LATE_ACTS),
        )
        for act in acts
    ),
    path("room/screen/", stage.room_screen, name="room_screen"),
    path("room/points/<uuid:uuid>/put-up/", stage.room_point_up, name="room_point_up"),
    path("room/items/<uuid:uuid>/take-down/", stage.room_item_down, name="room_item_down"),
    path("room/items/<uuid:uuid>/poll/", polls.room_poll_add, name="room_poll_add"),
    path("room/polls/<uuid:uuid>/log/", polls.room_poll_log, name="room_poll_log"),
    *(
        path(f"room/polls/<uuid:uuid>/{act}/", polls.room_poll_act, {"act": act}, name=f"room_poll_{act}")
        for act in polls.POLL_ACTS
    ),
    path("people/", people.meeting_people, name="meeting_people"),
    path("people/add/", people.people_add, name="people_add"),
    path("people/attendance/", people.attendance, name="attendance"),
    path("people/invite/", mail.meeting_invite, name="meeting_invite"),
    path("people/remind/", mail.meeting_remind, name="meeting_remind"),
    path("people/updates/", mail.meeting_updates, name="meeting_updates"),
    path("people/thanks/", mail.meeting_thanks, name="meeting_thanks"),
    path("people/mail/", mail.meeting_mail, name="meeting_mail"),
    path("people/mail/progress/", mail.mail_progress_now, name="mail_progress"),
    path("people/mail/<uuid:uuid>/again/", mail.mail_resend, name="mail_resend"),
    path("people/<uuid:uuid>/", people.participation, name="participation"),
    path("people/<uuid:uuid>/answer/", people.participation_answer, name="participation_answer"),
    path("people/<uuid:uuid>/consent/", people.participation_consent, name="participation_consent"),
    path("people/<uuid:uuid>/invite/", mail.participation_invite_again, name="participation_invite_again"),
    path("people/<uuid:uuid>/remove/", people.participation_remove, name="participation_remove"),
]

# Inside the room: requests know a voice; those below here/ also whose seat it is.
_room = [
    path("", room.room_door, name="room_door"),
    path("here/", room_page.room_page, name="room_page"),
    path("here/hand/", floor.room_hand, name="room_hand"),
    path("here/points/", room_log.room_log, name="room_log_here"),
    path("here/points/<uuid:point>/", room_log.room_own_point, name="room_own_point_here"),
    path("points/", room_log.room_log, name="room_log"),
    path("points/<uuid:point>/", room_log.room_own_point, name="room_own_point"),
    path("points/<uuid:point>/stance/", room_log.room_stance, name="room_stance"),
    path("polls/<uuid:poll>/answer/", stage.room_poll_answer, name="room_poll_answer"),
    path("items/<uuid:item>/said/", room_said.room_said, name="room_said"),
    path("leave/", room.room_leave, name="room_leave"),
    path("stream/", room.room_stream, name="room_stream"),
]

_dialogue = [
    path("", dialogues.dialogue_detail, name="dialogue_detail"),
    path("edit/", dialogues.dialogue_edit, name="dialogue_edit"),
    path("archive/", dialogues.dialogue_archive, name="dialogue_archive"),
    path("restore/", dialogues.dialogue_restore, name="dialogue_restore"),
    path("team/", team.team, name="team"),
    path("team/<uuid:uuid>/role/", team.team_role, name="team_role"),
    path("team/<uuid:uuid>/remove/", team.team_remove, name="team_remove"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<uuid:uuid>/", themes.theme_edit, name="theme_edit"),
    path("themes/<uuid:uuid>/move/", themes.theme_move, name="theme_move"),
    path("themes/<uuid:uuid>/remove/", themes.theme_remove, name="theme_remove"),
    path("schedule/", meetings.meeting_create, name="meeting_create"),
]

urlpatterns = [
    path("room/worker/<str:language>.js", room_offline.room_worker, name="room_worker"),
    path("room/offline/<str:language>/", room_offline.room_offline, name="room_offline"),
    path("room/<uuid:room>/", include(_room)),
    path("dialogues/", dialogues.dialogue_list, name="dialogue_list"),
    path("dialogues/new/", dialogues.dialogue_create, name="dialogue_create"),
    path("dialogues/<slug:slug>/", include(_dialogue)),
    path("dialogues/<slug:dialogue>/<slug:meeting>/", include(_meeting)),
    path("meetings/", invitation.my_meetings, name="my_meetings"),
    path("meetings/<uuid:uuid>/", invitation.my_invitation, name="my_invitation"),
    path("meetings/<uuid:uuid>/meeting.ics", invitation.my_calendar, name="my_calendar"),
    path("i/<str:token>/", invitation.private_invitation, name="private_invitation"),
    path("i/<str:token>/room/", room.private_room, name="private_room"),
    path("i/<str:token>/meeting.ics", invitation.private_calendar, name="private_calendar"),
]
