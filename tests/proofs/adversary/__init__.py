"""An adversary who has everything but the room key, and wants to know who said what."""
