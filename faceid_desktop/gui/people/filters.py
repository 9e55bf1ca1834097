"""The filters above the people: groups with their numbers, tags, consent, photos, and the last sighting."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.gui.look.flow import FlowLayout
from faceid_desktop.gui.people.words import basis_name, group_name, photos_name, seen_name, tag_name
from faceid_desktop.gui.words import tr
from faceid_desktop.services.roster import Basis, Group, Listing, Photos, Seen

_TONES = {Group.ENDS_SOON: "warn", Group.NOT_VALID: "bad", Group.DUE: "bad"}
_MOST_TAGS = 200


class FilterBar(QWidget):
    """Chooses who is shown; ``changed`` tells that something else is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = {group: QPushButton() for group in Group}
        self.tags, self.seen = QComboBox(), QComboBox()
        self.consent, self.quality = QComboBox(), QComboBox()
        self._buttons = QButtonGroup(self)
        self._build()
        self._buttons.buttonClicked.connect(lambda _: self.changed.emit())
        for box in self._boxes:
            box.activated.connect(lambda _: self.changed.emit())

    @property
    def group(self) -> Group:
        """The group in force."""
        return next(group for group, button in self.groups.items() if button.isChecked())

    @property
    def tag(self) -> str:
        """The tag in force, empty for any."""
        return str(self.tags.currentData() or "")

    @property
    def when(self) -> Seen:
        """When people were seen."""
        return Seen(self.seen.currentData())

    @property
    def basis(self) -> Basis:
        """How people's consent stands."""
        return Basis(self.consent.currentData())

    @property
    def photos(self) -> Photos:
        """How good people's photos are."""
        return Photos(self.quality.currentData())

    @property
    def narrowed(self) -> bool:
        """Whether not everybody fits."""
        return self.group is not Group.ALL or any(box.currentIndex() > 0 for box in self._boxes)

    @property
    def _boxes(self) -> tuple[QComboBox, ...]:
        return (self.tags, self.consent, self.quality, self.seen)

    def clear(self) -> None:
        """Let everybody fit; nobody is told."""
        self.groups[Group.ALL].setChecked(True)
        for box in self._boxes:
            box.setCurrentIndex(0)

    def show_counts(self, listing: Listing) -> None:
        """Show how many fit each group, and the tags there are."""
        for group, button in self.groups.items():
            count = listing.counts.get(group, 0)
            button.setText(group_name(group, count))
            button.setVisible(group is Group.ALL or count > 0 or button.isChecked())
        kept = self.tag
        names = {tag: tag_name(tag, count) for tag, count in listing.tags[:_MOST_TAGS]}
        if kept:
            names.setdefault(kept, tag_name(kept, 0))
        with QSignalBlocker(self.tags):
            self.tags.clear()
            self.tags.addItem(tr("Any tag"), "")
            for tag, name in names.items():
                self.tags.addItem(name, tag)
            self.tags.setCurrentIndex(max(0, self.tags.findData(kept)))
        self.tags.setVisible(bool(names))

    def _build(self) -> None:
        column, above, row = QVBoxLayout(self), FlowLayout(gap_px=8), FlowLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(row)
        for group, button in self.groups.items():
            button.setCheckable(True)
            button.setObjectName("filter")
            button.hide()
            button.setProperty("tone", _TONES.get(group, "plain"))
            self._buttons.addButton(button)
            above.addWidget(button)
        self.groups[Group.ALL].setChecked(True)
        self.tags.addItem(tr("Any tag"), "")
        for basis in Basis:
            self.consent.addItem(basis_name(basis), basis.value)
        for photos in Photos:
            self.quality.addItem(photos_name(photos), photos.value)
        for seen in Seen:
            self.seen.addItem(seen_name(seen), seen.value)
        names = (tr("Tag"), tr("Consent"), tr("Photos"), tr("Last seen"))
        for box, name in zip(self._boxes, names, strict=True):
            box.setAccessibleName(name)
            row.addWidget(box)
        self.tags.hide()
