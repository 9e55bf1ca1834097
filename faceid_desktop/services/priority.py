"""A low priority for threads that work for minutes, so that the window and the camera come first."""

from __future__ import annotations

import ctypes
import os
import sys
import threading

_NICE = 10
_BELOW_NORMAL = -1


def lower_thread_priority() -> bool:
    """Let the calling thread wait for others that have something to do; tells whether the system does that.

    On Linux threads have a niceness each, on Windows a priority each. Elsewhere nothing is changed: there
    the whole process would be slowed.
    """
    system: str = sys.platform  # a plain string, so that every system's branch is checked everywhere
    if system == "win32":
        kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]  # Windows only
        # Otherwise ctypes would cut the handle to 32 bits.
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
        return bool(kernel.SetThreadPriority(kernel.GetCurrentThread(), _BELOW_NORMAL))
    if system.startswith("linux"):
        thread = threading.get_native_id()
        try:
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _NICE)
        except OSError:
            return False
        return True
    return False
