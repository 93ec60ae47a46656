"""Compile the translations: ``locale/*/LC_MESSAGES/*.po`` to what Django reads, without GNU gettext on the machine."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_translations(folder: Path) -> int:
    """Compile each ``.po`` below ``folder`` that is newer than its ``.mo``; return how many."""
    compiled = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], domain=source.stem)
        draft = target.with_suffix(".part")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
        compiled += 1
    return compiled


if __name__ == "__main__":
    compile_translations(Path(__file__).resolve().parent.parent / "locale")
