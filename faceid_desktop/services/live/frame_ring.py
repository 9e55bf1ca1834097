"""Shared memory that holds the last few frames of a camera, written by one process and read by another.

Each slot begins with the number of the frame in it, which the writer clears before and sets after writing. A
reader that finds another number before or after its copy has been overtaken and drops the copy (a sequence
lock), so neither side ever waits for the other.
"""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import ImageArray

SLOTS = 4
_HEADER_BYTES = 64
# mkstemp makes safe names there.
_MEMORY_FOLDERS = (Path("/dev/shm"), Path(tempfile.gettempdir()))  # noqa: S108
_ANONYMOUS = "tag:"


class FrameRing:
    """Views on shared memory; made by `create` in the reader and by `attach` in the writer.

    Parameters
    ----------
    memory
        ``SLOTS`` slots.
    name
        What the other process attaches to.
    shape
        Of a frame: (height, width, 3).
    """

    def __init__(self, memory: mmap.mmap, name: str, shape: tuple[int, int, int]) -> None:
        self._memory, self.name, self.shape = memory, name, shape
        slots = np.frombuffer(memory, np.uint8).reshape(SLOTS, -1)
        self._numbers: NDArray[np.int64] = slots[:, :8].view(np.int64)
        self._frames = [slot[_HEADER_BYTES:][: int(np.prod(shape))].reshape(shape) for slot in slots]

    @classmethod
    def create(cls, shape: tuple[int, int, int]) -> FrameRing:
        """Reserve memory for frames of a shape.

        Raises
        ------
        OSError
            If there is not enough memory.
        """
        size = _size(shape)
        if sys.platform == "win32":
            name = f"{_ANONYMOUS}faceid-{uuid.uuid4().hex}"
            return cls(mmap.mmap(-1, size, tagname=name.removeprefix(_ANONYMOUS)), name, shape)
        handle, name = _reserve(size)
        with os.fdopen(handle, "r+b") as file:
            return cls(mmap.mmap(file.fileno(), size), name, shape)

    @classmethod
    def attach(cls, name: str, shape: tuple[int, int, int]) -> FrameRing:
        """Attach to memory that another process made.

        Raises
        ------
        OSError
            If it is not there.
        """
        size = _size(shape)
        if sys.platform == "win32":
            return cls(mmap.mmap(-1, size, tagname=name.removeprefix(_ANONYMOUS)), name, shape)
        with Path(name).open("r+b") as file:
            return cls(mmap.mmap(file.fileno(), size), name, shape)

    def hide(self) -> None:
        """Remove the name once both sides are attached; the memory then goes with the last of them."""
        if not self.name.startswith(_ANONYMOUS):
            Path(self.name).unlink(missing_ok=True)

    def write(self, number: int, fill: Callable[[ImageArray], None]) -> None:
        """Let ``fill`` write frame ``number`` (from 1) into its slot."""
        slot = number % SLOTS
        self._numbers[slot] = 0
        fill(self._frames[slot])
        self._numbers[slot] = number

    def read(self, number: int) -> ImageArray | None:
        """Copy frame ``number``; None if a newer one has taken its slot."""
        slot = number % SLOTS
        if self._numbers[slot, 0] != number:
            return None
        copied = np.array(self._frames[slot])
        return copied if self._numbers[slot, 0] == number else None


def _size(shape: tuple[int, int, int]) -> int:
    return SLOTS * -(-(_HEADER_BYTES + int(np.prod(shape))) // _HEADER_BYTES) * _HEADER_BYTES


def _reserve(size: int) -> tuple[int, str]:
    """Make a file in memory if there is such a folder and it has room, else among the temporary files."""
    failure: OSError | None = None
    for folder in _MEMORY_FOLDERS:
        try:
            handle, name = tempfile.mkstemp(prefix="faceid-", dir=folder)
        except OSError as error:
            failure = error
            continue
        try:
            # Reserved now: a full folder would otherwise kill the writer by a bus error.
            os.posix_fallocate(handle, 0, size)
        except OSError as error:
            failure = error
            os.close(handle)
            Path(name).unlink()
            continue
        return handle, name
    raise failure or OSError("no folder for shared memory")
