"""Makes Markdown pleasant to read: air between paragraphs, lines that do not touch, quiet tables."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextFrameFormat, QTextLength, QTextTable
from PySide6.QtWidgets import QTextBrowser

from faceid_desktop.gui.look.theme import Tokens

_LINE_PERCENT, _PARAGRAPH_PX, _ITEM_PX, _HEADING_PX, _CELL_PX = 125, 10, 4, 18, 7


def show_markdown(browser: QTextBrowser, text: str, tokens: Tokens) -> None:
    """Show a text, laid out in the colours of a theme.

    Parameters
    ----------
    browser
        Where.
    text
        Markdown as GitHub has it.
    tokens
        The design tokens in force.
    """
    browser.document().setDefaultFont(browser.font())
    browser.setMarkdown(text)
    _space_blocks(browser)
    for frame in browser.document().rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _quiet_table(frame, tokens)
    browser.moveCursor(QTextCursor.MoveOperation.Start)


def _space_blocks(browser: QTextBrowser) -> None:
    block = browser.document().begin()
    first = True
    while block.isValid():
        shape = block.blockFormat()
        inside = QTextCursor(block).currentTable() is not None
        shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if shape.headingLevel() and not inside:
            shape.setTopMargin(0 if first else _HEADING_PX)
            shape.setBottomMargin(_ITEM_PX)
        elif not inside:
            listed = block.textList() is not None
            shape.setTopMargin(0)
            shape.setBottomMargin(_ITEM_PX if listed else _PARAGRAPH_PX)
        QTextCursor(block).setBlockFormat(shape)
        block, first = block.next(), False


def _quiet_table(table: QTextTable, tokens: Tokens) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderBrush(tokens.colour("line"))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setCellPadding(_CELL_PX)
    shape.setCellSpacing(0)
    shape.setTopMargin(_ITEM_PX)
    shape.setBottomMargin(_PARAGRAPH_PX)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
