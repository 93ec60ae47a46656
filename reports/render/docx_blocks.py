"""The blocks of a report in DOCX."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Length, Pt

from reports.render.blocks import Align, Block, Item
from reports.render.docx_lists import Numbering, as_item
from reports.render.docx_styles import LINE, TEXT_WIDTH
from reports.render.docx_words import NOT_IN_XML, Words, line
from reports.render.inline import Runs
from reports.render.inline import plain_text as plain_runs

KEPT_TOGETHER = 12  # rows
LAST_ITEM = Pt(9)
AFTER_BIDI_VISUAL = ("w:tblStyleRowBandSize", "w:tblW", "w:jc", "w:tblLayout", "w:tblLook", "w:tblCaption")


class Blocks(Words):
    """Puts blocks into an open document."""

    numbering: Numbering

    def block(self, block: Block) -> None:
        """Add a block, whatever its kind; headings are added by whoever knows the table of contents."""
        match block.kind:
            case "list":
                last = self._items(block.items, ordered=block.ordered, level=0, start=block.start)
                last.get_or_add_pPr().get_or_add_spacing().after = LAST_ITEM
            case "table":
                if block.runs:
                    self._paragraph(block.runs, "Caption")
                head, rows, aligns = block.table.head, block.table.rows, block.table.aligns
                self.table((head, *rows), aligns, caption=plain_runs(block.runs))
            case "quote":
                for runs in block.quoted:
                    self._paragraph(runs, "Quote")
            case _:
                self._paragraph(block.runs, "Normal")

    def table(
        self,
        rows: Sequence[Sequence[Runs]],
        aligns: Sequence[Align],
        *,
        widths: Sequence[Length] = (),
        strong_last: bool = False,
        caption: str = "",
    ) -> None:
        """Add a table whose first row is its header, repeated on every page that it reaches."""
        table = CT_Tbl.new_tbl(len(rows), len(aligns), TEXT_WIDTH)
        table.tblPr.autofit = False
        if caption:
            told = OxmlElement("w:tblCaption")
            told.set(qn("w:val"), NOT_IN_XML.sub("", caption))
            table.tblPr.append(told)
        if self.rtl:
            table.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), *AFTER_BIDI_VISUAL)
        shares = widths or [Length(TEXT_WIDTH // len(aligns))] * len(aligns)
        for column, width in zip(table.tblGrid.gridCol_lst, shares, strict=True):
            column.w = width
        for index, (row, texts) in enumerate(zip(table.tr_lst, rows, strict=True)):
            strong = index == 0 or (strong_last and index == len(rows) - 1)
            properties = row.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if index == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, runs, align, width in zip(row.tc_lst, texts, aligns, shares, strict=True):
                cell.width = width
                paragraph = self._cell(cell, runs, align, strong=strong, is_head=index == 0)
                if index == 0 or (len(rows) <= KEPT_TOGETHER and index < len(rows) - 1):
                    paragraph.get_or_add_pPr().get_or_add_keepNext()
        self.add(table)
        self.paragraph("Small Print")

    def _cell(self, cell: Any, runs: Runs, align: Align, *, strong: bool, is_head: bool) -> Any:
        paragraph = cell.p_lst[0]
        self.put_style(paragraph, "Table Head" if strong else "Table Text")
        self.prepared(paragraph)
        if align != "start":
            side = OxmlElement("w:jc")
            side.set(qn("w:val"), align)
            paragraph.get_or_add_pPr().append(side)
        self.write(paragraph, runs, self.docx.part)
        borders = OxmlElement("w:tcBorders")
        borders.append(line("bottom", self.accent if is_head else LINE, 6, 0))
        cell.get_or_add_tcPr().append(borders)
        return paragraph

    def _items(self, items: Sequence[Item], *, ordered: bool, level: int, start: int = 1) -> Any:
        """Add a list and return its last paragraph."""
        own = self.numbering.new_list(ordered=ordered, level=level, start=start)
        last: Any = None
        for item in items:
            last = self._paragraph(item.runs, "List Paragraph")
            as_item(last.get_or_add_pPr(), own, level)
            if item.items:
                last = self._items(item.items, ordered=item.ordered, level=level + 1)
        return last

    def _paragraph(self, runs: Runs, style: str) -> Any:
        paragraph = self.paragraph(style)
        self.write(paragraph, runs, self.docx.part)
        return paragraph
