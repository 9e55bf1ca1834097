"""The model bundle: what it is, under which licence, and its card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from faceid_desktop.core.open_set import SearchPoint
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.reading import show_markdown
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.settings.gpu import GpuOffer
from faceid_desktop.gui.settings.panel import Panel
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import device_name, probability, tr

CARD, LICENCE = "MODEL_CARD.md", "LICENCE-WEIGHTS.md"


class TextDialog(Dialog):
    """A text to read.

    Parameters
    ----------
    theme
        The design tokens in force.
    title
        What it is.
    markdown
        The text.
    """

    def __init__(self, theme: Theme, title: str, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(title, "", tr("Close"), parent)
        self.text = QTextBrowser()
        self.text.setObjectName("reading")
        self.text.setAccessibleName(title)
        self.text.setMinimumSize(560, 380)
        self.content.addWidget(self.text)
        self.let_content_grow()
        show_markdown(self.text, markdown, theme.tokens)
        self.cancel_button.hide()
        self.resize(720, 620)


class ModelPanel(Panel):
    """Names the bundle in use and opens its documents."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.where = QVBoxLayout()
        self.card_button = self.add_button(tr("Model card…"), lambda: self._read(tr("Model card"), CARD))
        self.licence_button = self.add_button(
            tr("Licence of the weights…"), lambda: self._read(tr("Licence of the weights"), LICENCE)
        )
        self.price = label("", "hint", wrap=True)
        self.price.hide()
        self.column.insertWidget(0, self.price)
        self.gpu = GpuOffer(state)
        self.column.addWidget(self.gpu)
        state.engine_changed.connect(self.entered)
        for changed in (state.rules_changed, state.gallery_changed, state.people_changed):
            changed.connect(self._read_price)

    def entered(self) -> None:
        """Show what is loaded."""
        self.gpu.entered()
        self._read_price()
        self.clear_lines()
        ready = self.state.ready
        for button in (self.card_button, self.licence_button):
            button.setEnabled(ready is not None)
        if ready is None:
            self.add_line(tr("Model"), tr("Still loading."))
            return
        manifest = ready.engine.bundle.manifest
        kind = (
            tr("Interim: trained for a short time, so that the program can be tried.")
            if ready.interim
            else ""
        )
        licence = tr("Licence: {licence}.").format(licence=manifest.licence)
        self.add_line(
            tr("Model {id}").format(id=ready.model_id),
            " ".join(
                part
                for part in (
                    tr("Runs on {device}.").format(device=device_name(ready.device_name)),
                    kind,
                    licence,
                )
                if part
            ),
        )

    def closed(self) -> None:
        """End a download."""
        self.gpu.closed()

    def _read_price(self) -> None:
        """Say what the setting for false alarms costs, with as many people as there are."""
        workspace = self.state.workspace
        self.price.setVisible(workspace is not None)
        if workspace is not None and not self.isHidden():
            self.state.db.run(
                "search price", lambda: workspace.recognition.point, self._show_price, self.fail
            )

    def _show_price(self, point: SearchPoint) -> None:
        said = tr("With {people}").format(people=tr("%n people", "", point.persons))
        if point.fnir is None:
            self.price.setText(
                tr("{said}: what the setting for false alarms costs is not known.").format(said=said)
            )
            return
        missed = tr(
            "{said}: at this setting about {share} of searches for somebody with one photo find nobody."
        )
        self.price.setText(missed.format(said=said, share=probability(point.fnir)))

    def _read(self, title: str, name: str) -> None:
        ready = self.state.ready
        if ready is not None:
            path = Path(ready.engine.bundle.directory) / name
            self.state.worker.run(
                "read model text", lambda: _text(path), lambda text: self._show(title, text), self.fail
            )

    def _show(self, title: str, text: str) -> None:
        TextDialog(self.state.theme, title, text, self.window()).open()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return tr("The bundle has no such file.")
