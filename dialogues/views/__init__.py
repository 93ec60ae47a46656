"""Pages of dialogues, meetings, invitations and the room."""
