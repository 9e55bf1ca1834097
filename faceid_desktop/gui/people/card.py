"""How a person looks in the grid."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.fonts import painted_font
from faceid_desktop.gui.look.icons import pixmap
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.model import PeopleGridModel
from faceid_desktop.gui.people.words import card_line, consent_chip

CARD_PX, ROW_PX = 172, 212
_MOST_BYTES = 48 << 20
_LOOKS = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver
_GAP, _INSET, _RADIUS = 7, 10, 14


class CardCache:
    """Painted cards, the least lately used ones dropped first: a card that scrolls by is painted once."""

    def __init__(self) -> None:
        self._cards: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bytes = 0

    def get(self, key: tuple[object, ...]) -> QPixmap | None:
        """Return a card if it is here."""
        card = self._cards.get(key)
        if card is not None:
            self._cards.move_to_end(key)
        return card

    def put(self, key: tuple[object, ...], card: QPixmap) -> None:
        """Keep a card."""
        self._cards[key] = card
        self._bytes += _bytes_of(card)
        while self._bytes > _MOST_BYTES and len(self._cards) > 1:
            self._bytes -= _bytes_of(self._cards.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget all of them."""
        self._cards.clear()
        self._bytes = 0


def _bytes_of(card: QPixmap) -> int:
    return card.width() * card.height() * 4


class CardDelegate(QStyledItemDelegate):
    """Paints a card: face, name, a line, and marks for the watch list and consent that is not in order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.target = QPersistentModelIndex()
        """The card on which something would be dropped now."""
        self._cards, self._icons = CardCache(), dict[tuple[str, str, int, float], QPixmap]()
        theme.changed.connect(self._cards.clear)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the card."""
        person = index.data(PeopleGridModel.PersonRole)
        if not isinstance(person, PersonRecord):
            return
        face = index.data(PeopleGridModel.FaceRole)
        shown = face if isinstance(face, QImage) else None
        density = painter.device().devicePixelRatioF()
        if self.target.isValid() and self.target == index:
            option.state |= _LOOKS
        key = self._key(person, shown, option, density)
        card = self._cards.get(key)
        if card is None:
            card = QPixmap((QSizeF(option.rect.size()) * density).toSize())
            card.setDevicePixelRatio(density)
            card.fill(Qt.GlobalColor.transparent)
            self._paint_card(card, person, shown, option)
            self._cards.put(key, card)
        painter.drawPixmap(option.rect.topLeft(), card)

    def _key(
        self, person: PersonRecord, face: QImage | None, option: QStyleOptionViewItem, density: float
    ) -> tuple[object, ...]:
        """Name everything that a card's looks depend on; the consent's state changes with the day."""
        size, look = option.rect.size(), option.state & _LOOKS
        day = datetime.now(UTC).toordinal()
        return (
            person.uuid, person.revision, 0 if face is None else face.cacheKey(), look.value,
            size.width(), size.height(), density, self._theme.tokens.name, day,
        )  # fmt: skip

    def _paint_card(
        self, onto: QPixmap, person: PersonRecord, face: QImage | None, option: QStyleOptionViewItem
    ) -> None:
        card = QRectF(QPointF(), QSizeF(option.rect.size())).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter = QPainter(onto)
        painter.setFont(option.font)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_frame(painter, card, option.state)
        place = QRectF(
            card.left() + _INSET, card.top() + _INSET, card.width() - 2 * _INSET, card.height() - 72
        )
        self._paint_face(painter, place, face)
        self._paint_marks(painter, place, person)
        self._paint_words(
            painter, QRectF(card.left() + _INSET, place.bottom() + 8, place.width(), 44), person
        )
        painter.end()

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
            self._paint_icon(painter, "person", middle, tokens.mute)
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
            self._paint_icon(painter, name, disc.adjusted(4, 4, -4, -4), getattr(tokens, tone))

    def _paint_icon(self, painter: QPainter, name: str, place: QRectF, colour: str) -> None:
        """Draw an icon that is kept as a picture: reading its SVG takes longer than the rest of a card."""
        density = painter.device().devicePixelRatioF()
        key = (name, colour, round(place.width()), density)
        if key not in self._icons:
            self._icons[key] = pixmap(name, colour, key[2], density)
        painter.drawPixmap(place.topLeft(), self._icons[key])

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
