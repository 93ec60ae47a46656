"""Pictures that somebody uploads: checked, and written anew, so that nothing is kept of them but what they show."""

from __future__ import annotations

import hashlib
import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from stakeholders.exceptions import DomainError

MOST_BYTES = 1_000_000
SMALLEST, LARGEST = 32, 4000  # pixels, either side
# What Pillow raises of what is no picture, is cut off, or would fill the memory.
BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
)
KEPT = 1200  # pixels, the longer side: sharp on paper at the size that a logo has


def clean_png(data: bytes) -> bytes:
    """Return the picture in ``data`` as a PNG of its pixels alone: no names, places, programs or colour profiles beside them.

    Raises:
        DomainError: it is no PNG, too large or too small, or broken.

    """
    if len(data) > MOST_BYTES:
        raise DomainError(_("The file is too large: at most 1 MB."), field="logo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
                if not all(SMALLEST <= side <= LARGEST for side in opened.size):
                    raise DomainError(_("A logo is between 32 and 4000 pixels wide and high."), field="logo")
                picture = opened.convert("RGBA")
    except BROKEN as error:
        raise DomainError(_("This is no PNG that can be read."), field="logo") from error
    picture.thumbnail((KEPT, KEPT))
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, format="PNG", optimize=True)
    return written.getvalue()


def digest_of(data: bytes) -> str:
    """Return the SHA-256 by which a picture is known."""
    return hashlib.sha256(data).hexdigest()
