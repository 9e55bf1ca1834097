"""Everything that the window can do, each with its name and keys: for the palette and for the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.help.desk import HelpDesk
from faceid_desktop.gui.languages import available_languages
from faceid_desktop.gui.palette.palette import CommandPalette, Entry
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import PersonRecord
    from faceid_desktop.gui.main_window import MainWindow
    from faceid_desktop.services.workspace import Workspace

_MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the window can do.

    Parameters
    ----------
    name
        What programs call it.
    title
        What people call it.
    run
        Does it.
    keys
        As of `QKeySequence`, empty for none.
    also
        Other words for it.
    """

    name: str
    title: str
    run: Callable[[], object] = field(compare=False)
    keys: str | QKeySequence.StandardKey = ""
    also: str = ""

    @property
    def sequence(self) -> QKeySequence:
        """The keys on this system."""
        return QKeySequence(self.keys)


class WindowCommands(QObject):
    """Owns the commands of a window, its keys and its palette.

    Parameters
    ----------
    window
        The window that they are about.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._state = window, window.state
        self._palette: CommandPalette | None = None
        self.help = HelpDesk(window.state, window)
        self.help.noticed.connect(window.notices.tell)
        self.commands = {each.name: each for each in (*self._pages(), *self._photos(), *self._window_wide())}
        for each in self.commands.values():
            self._bind(each)
        self._state.command_wanted.connect(self.run)

    @property
    def palette(self) -> CommandPalette:
        """The palette, made when it is first wanted."""
        if self._palette is None:
            self._palette = CommandPalette(self._state.theme, self._window)
            self._palette.people_wanted.connect(self._find_people)
        return self._palette

    def run(self, name: str) -> None:
        """Do something by its name; what nobody knows is nothing."""
        command = self.commands.get(name)
        if command is not None:
            command.run()

    def open_palette(self) -> None:
        """Offer everything that can be done."""
        keys = QKeySequence.SequenceFormat.NativeText
        entries = [
            Entry(each.title, each.run, each.sequence.toString(keys), each.also)
            for each in self.commands.values()
            if each.name != "palette"
        ]
        self.palette.open_with([*entries, *self._choices()])

    def retire(self) -> None:
        """Do nothing any more that is wanted from elsewhere."""
        self._state.command_wanted.disconnect(self.run)

    # ------------------------------------------------------------------ what there is
    def _pages(self) -> list[Command]:
        window = self._window
        return [
            Command(
                f"page {entry.icon}",
                entry.title,
                partial(window.sidebar.choose, place),
                f"Ctrl+{place + 1}",
                tr("page go to"),
            )
            for place, entry in enumerate(window.entries)
        ]

    def _photos(self) -> list[Command]:
        page, keys = self._window.compare, QKeySequence.StandardKey
        return [
            Command("open", tr("Open photos…"), self._on_compare(lambda: page.open_photo(None)), keys.Open),
            Command("paste", tr("Paste a photo"), self._on_compare(page.paste), keys.Paste),
            Command(
                "report", tr("Save the report…"), page.choose_report_file, keys.Save, tr("PDF PNG export")
            ),
            Command("copy", tr("Copy the evidence as text"), page.copy_text, "Ctrl+Shift+C"),
            Command("swap", tr("Swap the two photos"), self._on_compare(page.swap), "Ctrl+Shift+X"),
            Command("clear", tr("Remove the photos"), self._on_compare(lambda: page.clear(0, 1)), "Ctrl+L"),
        ]

    def _window_wide(self) -> list[Command]:
        window, keys = self._window, QKeySequence.StandardKey
        return [
            Command("palette", tr("Command palette"), self.open_palette, "Ctrl+K"),
            Command("undo", tr("Undo the last change to people"), self.undo, keys.Undo, tr("take back")),
            Command("lock", tr("Lock or unlock the gallery"), window.lock_wanted.emit, "Ctrl+Alt+L"),
            Command(
                "help", tr("Manual"), lambda: self.help.open_manual(window.page_name), "F1", tr("help F1")
            ),
            Command("welcome", tr("Welcome and set-up"), window.welcome_wanted.emit, "", tr("first start")),
            Command("licences", tr("Licences"), self.help.open_licences, "", tr("about copyright")),
            Command(
                "diagnostics", tr("Save diagnostics…"), self.help.save_diagnostics, "", tr("bug log support")
            ),
            Command("safe", tr("Start again in safe mode"), window.safe_start_wanted.emit, "", tr("restart")),
            Command("quit", tr("Quit"), window.close, keys.Quit, tr("exit close")),
        ]

    def _choices(self) -> list[Entry]:
        """Return what is worth having in the palette only: sections of the settings, themes, languages."""
        from faceid_desktop.gui.settings.catalogue import catalogue

        state, window = self._state, self._window
        settings = tr("Settings")
        entries = [
            Entry(f"{settings}: {each.title}", partial(window.open_settings, each.key), "", each.also)
            for each in catalogue()
        ]
        themes = (("light", tr("Light")), ("dark", tr("Dark")), ("high_contrast", tr("High contrast")),
                  ("system", tr("As the system")))  # fmt: skip
        entries += [
            Entry(f"{tr('Theme')}: {words}", partial(self._set, "theme", name)) for name, words in themes
        ]
        entries += [
            Entry(f"{tr('Language')}: {each.name}", partial(self._set, "language", each.code), "", "language")
            for each in available_languages()
            if each.code != state.languages.choice
        ]
        return entries

    # ------------------------------------------------------------------ doing
    def undo(self) -> None:
        """Take back the last change to people."""
        workspace, state = self._state.workspace, self._state
        if workspace is None:
            self._tell(Message(tr("Nothing to undo"), tr("There is no open gallery.")), "warn")
            return

        def done(kind: str) -> None:
            state.people_changed.emit()
            self._tell(Message(tr("Taken back"), undone_words(kind)), "good")

        state.db.run("undo", lambda: workspace.people.undo().kind, done, self._fail)

    def _set(self, name: str, value: str) -> None:
        from faceid_desktop.gui.settings.saving import put_setting

        put_setting(self._state, name, value, self._fail)

    def _on_compare(self, action: Callable[[], object]) -> Callable[[], None]:
        """Photos come and go on the Compare page, wherever the operator is: nothing goes unseen."""

        def run() -> None:
            self._window.sidebar.choose(0)
            action()

        return run

    def _find_people(self, typed: str) -> None:
        workspace = self._state.workspace
        if workspace is not None:
            work = partial(_found, workspace, typed)
            self._state.worker.run("palette people", work, partial(self._offer, typed), lambda _: None)

    def _offer(self, typed: str, found: tuple[PersonRecord, ...]) -> None:
        window = self._window
        entries = [
            Entry(each.details.name, partial(window.show_person, each.uuid), tr("Person")) for each in found
        ]
        self.palette.offer_people(typed, entries)

    def _fail(self, error: FaceIdError) -> None:
        self._tell(error_message(error), "warn")

    def _tell(self, message: Message, tone: str) -> None:
        self._window.notices.tell(message, tone)

    def _bind(self, command: Command) -> None:
        if command.sequence.isEmpty():
            return
        shortcut = QShortcut(command.sequence, self._window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(command.run)


def undone_words(kind: str) -> str:
    """Say what was taken back: the kinds of `services.undoing.KINDS`."""
    return {
        "details": tr("Name, reference and tags are as they were."),
        "watch": tr("The watch list is as it was."),
        "not_same": tr("The two are no longer noted as two people."),
        "merge": tr("The two entries are separate again."),
        "split": tr("The entry is whole again."),
        "move": tr("The photo is back where it was."),
        "remove": tr("The photo is back."),
        "add": tr("The new person is removed again."),
        "add_photos": tr("The added photos are removed again."),
    }[kind]


def _found(workspace: Workspace, typed: str) -> tuple[PersonRecord, ...]:
    from faceid_desktop.services.directory import Wanted

    return workspace.directory.search(Wanted(text=typed))[:_MOST_PEOPLE]
