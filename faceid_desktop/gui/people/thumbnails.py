"""Faces of people for the grid: decrypted off the GUI thread, the newest wish first, and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.tasks import Worker

KEPT = 1500
"""About as many faces as ten screens of a large monitor show; 96 px each, some 40 MB."""

_BATCH = 24
_Loader = Callable[[str], bytes | None]


class ThumbnailStore(QObject):
    """Keeps decoded faces, and loads those that are asked for.

    Parameters
    ----------
    worker
        Reads and decrypts (the database thread).
    """

    arrived = Signal(str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._loader: _Loader | None = None
        self._faces: OrderedDict[str, tuple[int, QImage | None]] = OrderedDict()
        self._wishes: OrderedDict[str, int] = OrderedDict()
        self._busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._load)

    def use(self, loader: _Loader | None) -> None:
        """Load from another gallery from now on; what was kept is forgotten."""
        self._loader = loader
        self._faces.clear()
        self._wishes.clear()

    def face_of(self, person: str, revision: int) -> QImage | None:
        """Return a face if it is here; otherwise `arrived` follows once it is."""
        kept = self._faces.get(person)
        if kept is not None:
            self._faces.move_to_end(person)
            if kept[0] == revision:
                return kept[1]
        self._wishes[person] = revision
        self._wishes.move_to_end(person)
        while len(self._wishes) > 4 * _BATCH:
            self._wishes.popitem(last=False)  # scrolled past long ago
        self._soon.start()
        return kept[1] if kept is not None else None

    def _load(self) -> None:
        loader = self._loader
        if self._busy or loader is None or not self._wishes:
            return
        batch = [self._wishes.popitem() for _ in range(min(_BATCH, len(self._wishes)))]
        self._busy = True

        def work() -> list[tuple[str, int, QImage | None]]:
            return [(person, revision, _decoded(loader(person))) for person, revision in batch]

        self._worker.run("thumbnails", work, self._take, self._fail)

    def _take(self, loaded: list[tuple[str, int, QImage | None]]) -> None:
        self._busy = False
        for person, revision, face in loaded:
            self._faces[person] = (revision, face)
            self.arrived.emit(person)
        while len(self._faces) > KEPT:
            self._faces.popitem(last=False)
        self._load()

    def _fail(self, error: FaceIdError) -> None:
        # A locked gallery or a person erased meanwhile: the cards stay without a face.
        self._busy = False


def _decoded(content: bytes | None) -> QImage | None:
    if content is None:
        return None
    image = QImage.fromData(content)
    return None if image.isNull() else image
