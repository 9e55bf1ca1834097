"""Where the files of a gallery lie: the database in the data folder, what watches over it in another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.paths import AppPaths


@dataclass(frozen=True, slots=True)
class GalleryPlaces:
    """The files and folders of the gallery that belongs to a user's folders; none of them need exist."""

    paths: AppPaths

    @property
    def database(self) -> Path:
        """The SQLite file; ``-wal`` and ``-shm`` lie beside it while it is open."""
        return self.paths.data / "gallery" / "gallery.db"

    @property
    def staged(self) -> Path:
        """The database that is being restored, until it takes the place of the present one."""
        return self.database.with_name(f"{self.database.name}.restoring")

    @property
    def backups(self) -> Path:
        """Folder of the backups that are made on a schedule."""
        return backups_of(self.database)

    @property
    def key_file(self) -> Path:
        """The key of single-user mode where the system offers no keyring."""
        return self.paths.config / "gallery.key"

    def anchor(self, gallery: str) -> Path:
        """Return the note on the audit chain's end."""
        return self.paths.config / "anchors" / f"{gallery}.json"

    def staged_anchor(self, gallery: str) -> Path:
        """Return the note that takes the anchor's place together with a restored database."""
        return self.paths.config / "anchors" / f"{gallery}.restoring.json"

    def ledger(self, gallery: str) -> Path:
        """Return the list of erased persons, which every restore replays."""
        return self.paths.config / "erased" / f"{gallery}.json"


def copies_of(database: Path) -> Path:
    """Return the folder of the copies made before a migration or a restore."""
    return database.parent / "copies"


def backups_of(database: Path) -> Path:
    """Return the folder of the backups that are made on a schedule."""
    return database.parent / "backups"
