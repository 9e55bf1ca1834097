"""What the window remembers from one run to the next: size, place, and that it has said welcome."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from faceid_desktop.logs import logger
from faceid_desktop.paths import write_atomically

_log = logger("gui")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the window stood.

    ``geometry`` is Qt's (`QWidget.saveGeometry`), in hexadecimal; Qt itself moves a window back onto a screen
    that is there.
    """

    geometry: str = ""
    welcomed: bool = False


def load_layout(path: Path) -> Layout:
    """Read what is remembered; what cannot be read is as if it had never been."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        known = {name: content[name] for name in asdict(Layout()) if name in content}
        if all(type(value) is type(getattr(Layout(), name)) for name, value in known.items()):
            return Layout(**known)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError, TypeError) as error:
        _log.info("the layout of the window cannot be read: %s", error)
    return Layout()


def save_layout(path: Path, layout: Layout) -> None:
    """Remember; a folder that cannot be written is no reason to bother anybody."""
    try:
        write_atomically(path, (json.dumps(asdict(layout)) + "\n").encode(), private=True)
    except OSError as error:
        _log.info("the layout of the window cannot be kept: %s", error)
