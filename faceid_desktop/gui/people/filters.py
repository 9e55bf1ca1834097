"""The row of filters above the people: groups with their numbers, tags, and when somebody was seen."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from faceid_desktop.gui.people.words import group_name, seen_name, tag_name
from faceid_desktop.gui.words import tr
from faceid_desktop.services.roster import Group, Listing, Seen

_TONES = {Group.ENDS_SOON: "warn", Group.NOT_VALID: "bad", Group.DUE: "bad"}
_MOST_TAGS = 200


class FilterBar(QWidget):
    """Chooses who is shown; ``changed`` tells that something else is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = {group: QPushButton() for group in Group}
        self.tags, self.seen = QComboBox(), QComboBox()
        self._buttons = QButtonGroup(self)
        self._build()
        self._buttons.buttonClicked.connect(lambda _: self.changed.emit())
        for box in (self.tags, self.seen):
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
    def narrowed(self) -> bool:
        """Whether not everybody fits."""
        return (self.group, self.tag, self.when) != (Group.ALL, "", Seen.ANY)

    def clear(self) -> None:
        """Let everybody fit; nobody is told."""
        self.groups[Group.ALL].setChecked(True)
        self.tags.setCurrentIndex(0)
        self.seen.setCurrentIndex(0)

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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for group, button in self.groups.items():
            button.setCheckable(True)
            button.setObjectName("filter")
            button.hide()
            button.setProperty("tone", _TONES.get(group, "plain"))
            self._buttons.addButton(button)
            row.addWidget(button)
        self.groups[Group.ALL].setChecked(True)
        row.addStretch(1)
        for seen in Seen:
            self.seen.addItem(seen_name(seen), seen.value)
        self.tags.addItem(tr("Any tag"), "")
        self.tags.setAccessibleName(tr("Tag"))
        self.seen.setAccessibleName(tr("Last seen"))
        self.tags.hide()
        row.addWidget(self.tags)
        row.addWidget(self.seen)
