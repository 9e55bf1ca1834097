"""How a person looks in the grid."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.fonts import painted_font
from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.model import PeopleGridModel
from faceid_desktop.gui.people.words import card_line, consent_chip

CARD_PX, ROW_PX = 172, 212
_GAP, _INSET, _RADIUS = 7, 10, 14


class CardDelegate(QStyledItemDelegate):
    """Paints a card: face, name, a line, and marks for the watch list and consent that is not in order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the card."""
        person = index.data(PeopleGridModel.PersonRole)
        if not isinstance(person, PersonRecord):
            return
        face = index.data(PeopleGridModel.FaceRole)
        card = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_frame(painter, card, option.state)
        place = QRectF(
            card.left() + _INSET, card.top() + _INSET, card.width() - 2 * _INSET, card.height() - 72
        )
        self._paint_face(painter, place, face if isinstance(face, QImage) else None)
        self._paint_marks(painter, place, person)
        self._paint_words(
            painter, QRectF(card.left() + _INSET, place.bottom() + 8, place.width(), 44), person
        )
        painter.restore()

    def _paint_frame(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
        tokens = self._theme.tokens
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(tokens.colour("accent_soft" if selected else "panel"))
        edge = "accent" if selected or focused else "mute" if hovered else "line"
        painter.setPen(QPen(tokens.colour(edge), 2 if focused else 1))
        painter.drawRoundedRect(card, _RADIUS, _RADIUS)

    def _paint_face(self, painter: QPainter, place: QRectF, face: QImage | None) -> None:
        tokens = self._theme.tokens
        clip = QPainterPath()
        clip.addRoundedRect(place, 9, 9)
        painter.fillPath(clip, tokens.colour("shade"))
        if face is None:
            middle = QRectF(place.center().x() - 24, place.center().y() - 24, 48, 48)
            paint_icon(painter, "person", middle, tokens.mute)
            return
        painter.save()
        painter.setClipPath(clip)
        factor = max(place.width() / face.width(), place.height() / face.height())
        width, height = face.width() * factor, face.height() * factor
        painter.drawImage(
            QRectF(place.center().x() - width / 2, place.center().y() - height / 2, width, height), face
        )
        painter.restore()

    def _paint_marks(self, painter: QPainter, place: QRectF, person: PersonRecord) -> None:
        tokens = self._theme.tokens
        chip = consent_chip(person)
        marks = [("watch", "bad")] if person.watch else []
        marks += [("alert", chip.tone)] if chip.tone != "good" else []
        for number, (name, tone) in enumerate(marks):
            disc = QRectF(place.right() - 30 - 30 * number, place.top() + 6, 24, 24)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour(f"{tone}_soft"))
            painter.drawEllipse(disc)
            paint_icon(painter, name, disc.adjusted(4, 4, -4, -4), getattr(tokens, tone))

    def _paint_words(self, painter: QPainter, place: QRectF, person: PersonRecord) -> None:
        tokens, top = self._theme.tokens, place.top()
        for text, size, bold, ink in (
            (person.details.name, 14, True, "ink"),
            (card_line(person), 12, False, "mute"),
        ):
            font = painted_font(painter.font(), size, bold=bold)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(tokens.colour(ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(QRectF(place.left(), top, place.width(), metrics.height()), shown)
            top += metrics.height() + 3
