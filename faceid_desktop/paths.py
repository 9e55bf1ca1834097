"""Where things lie: data, configuration and log folders of the user, and the shipped resources.

Standard library and platformdirs only, so that every other module may use it. Nothing here creates a folder
except `write_atomically`, which a caller uses when it has something to save.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "faceid-desktop"
DATA_DIR_VARIABLE = "FACEID_DATA_DIR"


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The folders that belong to the user; none of them need exist yet."""

    data: Path
    config: Path
    logs: Path

    @property
    def settings_file(self) -> Path:
        """The JSON file of `faceid_desktop.settings`."""
        return self.config / "settings.json"

    @property
    def log_file(self) -> Path:
        """The newest log file."""
        return self.logs / "faceid.log"


def app_paths(data_dir: Path | None = None) -> AppPaths:
    """Return the folders to use.

    Parameters
    ----------
    data_dir
        Keep everything below this folder (``--data-dir``); None takes the environment variable
        FACEID_DATA_DIR and, without that, the places that the operating system has for it.
    """
    variable = os.environ.get(DATA_DIR_VARIABLE)
    root = data_dir if data_dir is not None else Path(variable) if variable else None
    if root is not None:
        root = root.expanduser().absolute()
        return AppPaths(data=root, config=root / "config", logs=root / "logs")
    return AppPaths(
        data=platformdirs.user_data_path(APP_NAME, appauthor=False),
        config=platformdirs.user_config_path(APP_NAME, appauthor=False),
        logs=platformdirs.user_log_path(APP_NAME, appauthor=False),
    )


def resources() -> Path:
    """Return the folder of the shipped resources, of a frozen program, a package or a source tree."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def default_bundle() -> Path:
    """Return the model bundle of the highest version below ``resources()/models``.

    Without any bundle the models folder itself is returned, so that loading it reports where one was
    expected.
    """
    models = resources() / "models"
    bundles = [manifest.parent for manifest in models.glob("*/manifest.json")]
    return max(bundles, key=lambda folder: _version_key(folder.name), default=models)


def default_liveness() -> Path:
    """Return the passive liveness model of the highest version below ``resources()/liveness``.

    It lies beside the model bundles, as `default_bundle` takes every folder among those for one.
    """
    models = resources() / "liveness"
    found = [manifest.parent for manifest in models.glob("*/manifest.json")]
    return max(found, key=lambda folder: _version_key(folder.name), default=models)


def _version_key(name: str) -> tuple[tuple[int, ...], str]:
    """Order ``deepid2-0.10.0`` after ``deepid2-0.9.0``; the name breaks ties."""
    _, _, version = name.rpartition("-")
    return tuple(int(number) for number in re.findall(r"\d+", version)), name


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner may look into (0700), and its missing parents with it; return it.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    if not path.is_dir():
        if not path.parent.exists():
            private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    return path


def write_atomically(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a whole file or nothing: readers see the old content or the new, and a full disk spoils neither.

    Parameters
    ----------
    path
        The file; its folder is created when missing.
    content
        All of the new content.
    private
        Only the owner may read the file (0600) and look into a folder made for it (0700).

    Raises
    ------
    OSError
        If the folder or the file cannot be written.
    """
    if private:
        private_folder(path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            # mkstemp makes private files; a result should have the rights that any other new file gets.
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the file mode mask; POSIX has no call that reads it without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
