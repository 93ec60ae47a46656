"""gunicorn for the pages: ``gunicorn --config python:config.gunicorn config.wsgi:application``.

It writes the address of a request that a worker died of; the same filter as for all other logs takes that out.
"""

from typing import Any

from gunicorn.glogging import Logger

from config.logs import RedactAddresses


class RedactingLogger(Logger):
    """Logs no address of a room and no private link."""

    def setup(self, cfg: Any) -> None:
        """Set up as always, and redact."""
        super().setup(cfg)
        self.error_log.addFilter(RedactAddresses())


accesslog = None
logger_class = RedactingLogger
