"""What a screen reader is told: the accessible tree below a widget, and controls that it cannot name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QDialog, QLabel, QWidget

Role = QAccessible.Role
OPERABLE = {
    Role.Button, Role.PushButton, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText,
    Role.SpinBox, Role.Slider, Role.List, Role.ListItem, Role.Table, Role.Tree, Role.Link, Role.PageTab,
    Role.MenuItem, Role.Dial, Role.ButtonMenu, Role.ButtonDropDown, Role.Cell,
}  # fmt: skip
"""What a person works with; other roles only hold or decorate."""


def tree(root: QAccessibleInterface, path: str = "") -> Iterator[tuple[str, QAccessibleInterface]]:
    """Yield every visible node below a root, with the way to it."""
    for place in range(root.childCount()):
        node = root.child(place)
        if node is None or not node.isValid() or node.state().invisible:
            continue
        widget = node.object()
        here = f"{path} > {type(widget).__name__ if widget is not None else node.role().name}"
        yield here, node
        # Rows of a list speak by their texts (`silent_rows`): Qt makes and drops their nodes as it pleases.
        if node.role() != Role.ComboBox and not isinstance(widget, QAbstractItemView):
            yield from tree(node, here)


def silent_rows(view: QAbstractItemView) -> bool:
    """Tell whether one of the first rows of a view says nothing in any column."""
    model = view.model()
    if model is None:
        return False
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex()))
    rows = (
        [model.index(row, column) for column in columns]
        for row in range(min(5, model.rowCount(QModelIndex())))
    )
    return any(not any(cell.data(role) for cell in row for role in roles) for row in rows)


def faults(root: QWidget) -> tuple[int, list[str]]:
    """Count the controls below a widget and name those that a screen reader cannot."""
    count, found = 0, []
    start = QAccessible.queryAccessibleInterface(root)
    assert start is not None
    for path, node in tree(start, type(root).__name__):
        widget = node.object()
        focusable = isinstance(widget, QWidget) and bool(widget.focusPolicy().value)
        if node.role() not in OPERABLE and not focusable:
            continue
        inner = isinstance(widget, QWidget) and widget.objectName().startswith("qt_")
        if inner:  # a part of a control that is named itself, such as the line of a spin box
            continue
        count += 1
        if not node.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {path} ({node.role().name})")
        if isinstance(widget, QAbstractItemView) and silent_rows(widget):
            found.append(f"silent rows: {path}")
        if node.role() in (Role.NoRole, Role.Client) and focusable and not widget.accessibleName():
            found.append(f"no role: {path}")
    return count, found


def unnamed(dialog: QDialog) -> list[str]:
    """Name the controls of a dialog that have no name, by the widgets alone: for dialogs that tests open."""
    return [
        type(each).__name__
        for each in dialog.findChildren(QWidget)
        if each.focusPolicy().value
        and not isinstance(each, QLabel)
        and not each.objectName().startswith("qt_")
        if each.isVisibleTo(dialog) and not each.accessibleName()
        if not (isinstance(each, QAbstractButton) and each.text())
    ]
