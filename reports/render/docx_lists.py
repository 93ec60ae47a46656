"""Lists in DOCX as real numbering, which a screen reader announces and an editor can go on with."""

from typing import Any

from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

BULLETS, NUMBERS = 90, 91  # identifiers that the template of python-docx leaves free
LEVELS = {BULLETS: (("bullet", "•"), ("bullet", "–")), NUMBERS: (("decimal", "%1."), ("decimal", "%2."))}
STEP, HANGING = 425, 340  # twentieths of a point


class Numbering:
    """Hands out a list of its own to each list of the text, so that each counts from its own start."""

    def __init__(self, docx: DocxDocument) -> None:
        """Add the two kinds of lists to the document."""
        self.root = docx.part.numbering_part.element
        first = self.root.find(qn("w:num"))
        self.last: int = max(number.numId for number in self.root.num_lst)
        for identifier in LEVELS:
            first.addprevious(_definition(identifier))

    def new_list(self, *, ordered: bool, level: int, start: int = 1) -> int:
        """Return the identifier of a new list whose items stand at ``level`` (0 or 1)."""
        self.last += 1
        kind = NUMBERS if ordered else BULLETS
        number = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self.last}"><w:abstractNumId w:val="{kind}"/></w:num>'
        )
        self.root.append(number)  # add_num() would look for a free identifier each time
        if ordered:
            number.add_lvlOverride(level).add_startOverride(start)
        return self.last


def as_item(properties: Any, list_id: int, level: int) -> None:
    """Make a paragraph, given its properties, an item of a list."""
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = list_id
    indent = properties.get_or_add_ind()  # LibreOffice would take that of the style
    indent.left, indent.hanging = Twips(STEP * (level + 1)), Twips(HANGING)


def _definition(identifier: int) -> Any:
    definition = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}"/>')
    kind = OxmlElement("w:multiLevelType")
    kind.set(qn("w:val"), "hybridMultilevel")
    definition.append(kind)
    for level, (form, mark) in enumerate(LEVELS[identifier]):
        definition.append(
            parse_xml(
                f'<w:lvl {nsdecls("w")} w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="start"/>'
                f'<w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{HANGING}"/></w:pPr></w:lvl>'
            )
        )
    return definition
