"""The fonts of the PDF: IBM Plex Sans and IBM Plex Sans Arabic, from the npm packages that the web pages use.

Two more stand in for letters that Plex does not have and people of the region write: Tifinagh, and pictographs. What
none of them has (Hebrew, Armenian, mathematics) is in the fonts that Typst brings along, or in none.

The packages of Plex hold WOFF, which Typst does not read; WOFF is OpenType in a compressed wrapper, so unwrapping it changes
no glyph. Each font is unwrapped once, into a folder of the installation's state.
"""

import secrets
from pathlib import Path

STYLES = {
    "plex-sans": ("IBMPlexSans", ("Regular", "Italic", "SemiBold", "SemiBoldItalic")),
    "plex-sans-arabic": ("IBMPlexSansArabic", ("Regular", "SemiBold")),
}
STAND_INS = (
    "noto-sans-tifinagh/400Regular/NotoSansTifinagh_400Regular.ttf",
    "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
)


def prepared_fonts(packages: Path, target: Path) -> Path:
    """Return the folder with the fonts; unwrap those that are not there yet.

    ``packages`` is the folder of the installed npm packages. Two processes may do this at once: each font
    appears whole or not at all, and either's is right.

    Raises:
        FileNotFoundError: the npm packages are not installed.
    """
    target.mkdir(parents=True, exist_ok=True)
    for package, (family, styles) in STYLES.items():
        for style in styles:
            font = target / f"{family}-{style}.ttf"
            if not font.exists():
                _unwrap(
                    packages / "@ibm" / package / "fonts" / "complete" / "woff" / f"{family}-{style}.woff",
                    font,
                )
    for stand_in in STAND_INS:
        source = packages / "@expo-google-fonts" / stand_in
        font = target / source.name
        if not font.exists():
            draft = font.with_name(f".{secrets.token_hex(8)}.ttf")
            draft.write_bytes(source.read_bytes())
            draft.replace(font)
    return target


def _unwrap(source: Path, font: Path) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy, and needed once in an installation's life

    draft = font.with_name(f".{secrets.token_hex(8)}.ttf")
    with TTFont(source) as opened:
        opened.flavor = None
        opened.save(draft)
    draft.replace(font)
