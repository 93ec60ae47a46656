"""What they do together: dialogues, meetings, invitations, agenda, the room, points."""
