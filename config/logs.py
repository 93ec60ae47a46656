"""What may stand in a log: no private link, no address of a room or a review, so that a log connects nobody to what was said."""

import logging
import re
import traceback

# Where people speak: nothing of such an address is logged, not even of which dialogue it is.
_ROOM = re.compile(r"(?:/dialogues/[^\s?#\"']*)?/room(?:/[^\s\"']*)?(?=[\s\"']|$)")
# Where participants read a draft and comment: nothing of such an address is logged.
_REVIEW = re.compile(r"(?:/dialogues/[^\s?#\"']*)?/review/[0-9a-f]{8}-[^\s\"']*")
# A token: any part of an address that is too long and too mixed to be a word of ours (slugs are kept below this).
_TOKEN = re.compile(r"(?<=[/=])(?=[A-Za-z_-]*\d)[A-Za-z0-9_:=.-]{20,}(?=[/?#&\s\"']|$)")
# What PostgreSQL adds to an error: the values of the row that it refused.
_DETAIL = re.compile(r"DETAIL:.*?(?=\n\n(?:The above exception|During handling)|\Z)", re.DOTALL)
_QUERY = re.compile(r"\?[^\s\"']+")


# Requests whose errors are told without what they said: a message can hold what somebody wrote.
_PRIVATE = re.compile(r"/i/|/review/|/(?:[^?#]*/)?room(?:/|$)")


def redact(text: str) -> str:
    """Return ``text`` without addresses of rooms and reviews, private tokens and query strings."""
    text = _ROOM.sub("/[room]", text)
    text = _REVIEW.sub("/[review]", text)
    text = _TOKEN.sub("[private]", text)
    return _QUERY.sub("?[query]", text)


class RedactAddresses(logging.Filter):
    """Redact the message of every record that passes, and forget the request that came with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; always let it pass."""
        record.msg = redact(record.getMessage())
        record.args = ()
        request = record.__dict__.pop("request", None)
        if record.exc_info:
            if _PRIVATE.match(getattr(request, "path", "")):
                told = _places(record.exc_info[1])
            else:
                told = record.exc_text or logging.Formatter().formatException(record.exc_info)
            record.exc_text = redact(_DETAIL.sub("DETAIL: [values]", told))
            record.exc_info = None
        return True


def _places(error: BaseException | None) -> str:
    """Return where in the code an error arose and of what kind it is, with those before it; none of their messages."""
    if error is None:
        return ""
    earlier = _places(error.__cause__ or error.__context__)
    place = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{earlier}\n\nThen:\n{place}{kind}" if earlier else f"Traceback:\n{place}{kind}"
