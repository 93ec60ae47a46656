"""Pages of the front door."""

from .front import choose_language, home
from .health import healthz
from .installation import first_run
from .mailbox import mailbox_attachment, mailbox_detail, mailbox_html, mailbox_list
from .style import style

__all__ = [
    "choose_language",
    "first_run",
    "healthz",
    "home",
    "mailbox_attachment",
    "mailbox_detail",
    "mailbox_html",
    "mailbox_list",
    "style",
]
