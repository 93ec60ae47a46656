"""Which icons the sprite holds."""

import re
from functools import cache

from django.contrib.staticfiles import finders

_SYMBOL = re.compile(r'<symbol id="([\w-]+)"')


@cache
def icon_names() -> tuple[str, ...]:
    """Return the names in ``static/img/icons.svg``, in its order."""
    path = finders.find("img/icons.svg")
    with open(str(path), encoding="utf-8") as sprite:  # noqa: PTH123 - finders give a string
        return tuple(_SYMBOL.findall(sprite.read()))
