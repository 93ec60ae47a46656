"""What rooms above may listen to, so that those below need not know them. Sent inside the transaction that changes it."""

from django.dispatch import Signal

# Somebody, or an organisation, may be named less than before, or goes by another name.
naming_changed = Signal()
