#!/usr/bin/env python3
"""From a fresh clone to a running program, with nothing but Python 3.11 or newer.

::

    python3 bootstrap.py run  [arguments of faceid-desktop]     set everything up, open the application
    python3 bootstrap.py test [arguments of pytest]             set everything up, run the whole test suite

On Windows: ``py bootstrap.py run``. Everything lands in ``.venv`` and ``.bootstrap`` beside this file; only
missing system libraries are installed outside, after saying which and why. A second start finds the stamp in
``.venv`` and skips all of it. This file needs the standard library only.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYPROJECT = ROOT / "pyproject.toml"
STAMP = VENV / "bootstrap.stamp"
SCREENSHOT = ROOT / ".bootstrap" / "screenshot.png"

WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
OFFSCREEN_LIMIT_S = 300

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".pfb")


class SetupError(Exception):
    """Something that the person at the keyboard has to solve; the text says how."""


@dataclass(frozen=True)
class Need:
    """One thing that the program expects of the operating system.

    Parameters
    ----------
    what
        The shared library's file name, or one of the words ``"fonts"`` and ``"venv"``.
    why
        What does not work without it.
    apt, dnf
        The package that brings it on Debian and Ubuntu, and on Fedora; empty where Python itself has it.
    """

    what: str
    why: str
    apt: str
    dnf: str


NEEDS = (
    Need("venv", "an environment of its own for this program", "python3-venv", ""),
    Need("fonts", "letters in the window", "fonts-dejavu-core", "dejavu-sans-fonts"),
    Need("libEGL.so.1", "Qt draws windows", "libegl1", "libglvnd-egl"),
    Need("libGL.so.1", "Qt draws windows", "libgl1", "libglvnd-glx"),
    Need("libOpenGL.so.0", "Qt draws windows", "libopengl0", "libglvnd-opengl"),
    Need("libglib-2.0.so.0", "Qt's event loop", "libglib2.0-0", "glib2"),
    Need("libfontconfig.so.1", "Qt finds fonts", "libfontconfig1", "fontconfig"),
    Need("libfreetype.so.6", "Qt draws letters", "libfreetype6", "freetype"),
    Need("libdbus-1.so.3", "Qt asks the desktop for its theme and file dialogs", "libdbus-1-3", "dbus-libs"),
    Need("libxkbcommon.so.0", "keyboard layouts", "libxkbcommon0", "libxkbcommon"),
    Need("libxkbcommon-x11.so.0", "keyboard layouts under X11", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Need("libX11-xcb.so.1", "windows under X11", "libx11-xcb1", "libX11-xcb"),
    Need("libxcb-cursor.so.0", "windows under X11", "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "windows under X11", "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-image.so.0", "windows under X11", "libxcb-image0", "xcb-util-image"),
    Need("libxcb-keysyms.so.1", "windows under X11", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-randr.so.0", "windows under X11", "libxcb-randr0", "libxcb"),
    Need("libxcb-render-util.so.0", "windows under X11", "libxcb-render-util0", "xcb-util-renderutil"),
    Need("libxcb-shape.so.0", "windows under X11", "libxcb-shape0", "libxcb"),
    Need("libxcb-shm.so.0", "windows under X11", "libxcb-shm0", "libxcb"),
    Need("libxcb-sync.so.1", "windows under X11", "libxcb-sync1", "libxcb"),
    Need("libxcb-xfixes.so.0", "windows under X11", "libxcb-xfixes0", "libxcb"),
    Need("libxcb-xkb.so.1", "windows under X11", "libxcb-xkb1", "libxcb"),
    Need("libwayland-client.so.0", "windows under Wayland", "libwayland-client0", "libwayland-client"),
    Need("libwayland-cursor.so.0", "windows under Wayland", "libwayland-cursor0", "libwayland-cursor"),
    Need("libwayland-egl.so.1", "windows under Wayland", "libwayland-egl1", "libwayland-egl"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up what is missing, then run the application or the tests.

    Parameters
    ----------
    arguments
        The command line without the program's name; by default the real one.

    Returns
    -------
    int
        The exit status: that of the application or the tests, or 1 when the set-up stopped.
    """
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("command", choices=("run", "test"), help="open the application, or run the tests")
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, help="arguments passed on to faceid-desktop or pytest"
    )
    options = parser.parse_args(arguments)
    try:
        prepare()
        return run_application(options.rest) if options.command == "run" else run_tests(options.rest)
    except SetupError as error:
        say(str(error), to_error=True)
        return 1
    except KeyboardInterrupt:
        return 130


def say(text: str, *, to_error: bool = False) -> None:
    """Tell the person at the keyboard, in the order in which things happen."""
    print(f"bootstrap: {text}", file=sys.stderr if to_error else sys.stdout, flush=True)


# ---------------------------------------------------------------------------------------------------- set-up


def prepare() -> None:
    """Make the environment, unless the stamp says that exactly this one is there already.

    Raises
    ------
    SetupError
        If something is missing that only the user can bring.
    """
    key = environment_key((LOCK, PYPROJECT, Path(__file__)), sys.version)
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == key:
        return
    if LINUX:
        install_needs([need for need in NEEDS if not is_there(need)])
    make_venv()
    install_packages(torch_requirement(PYPROJECT.read_text(encoding="utf-8")))
    STAMP.write_text(key, encoding="ascii")
    say("everything is set up")


def environment_key(files: Iterable[Path], python: str) -> str:
    """Return a hash that changes when the environment has to be made anew.

    Parameters
    ----------
    files
        The files that decide what is installed.
    python
        The version of the interpreter.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256(python.encode())
    for path in files:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def torch_requirement(pyproject: str) -> str:
    """Return the one torch requirement of the project file, such as ``torch==2.13.0``.

    Raises
    ------
    SetupError
        If the project file names no exact version.
    """
    import tomllib  # here, so that an older Python gets as far as the line that says so

    for requirement in tomllib.loads(pyproject)["project"]["dependencies"]:
        if requirement.startswith("torch=="):
            return str(requirement)
    raise SetupError("pyproject.toml names no exact version of torch")


def make_venv() -> None:
    """Make ``.venv`` with pip in it; one of another Python version, or a broken one, is made anew."""
    probe = "import sys, pip; print(sys.version, end='')"
    python = venv_program("python")
    if python.is_file():
        found = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=False)
        if found.stdout == sys.version:
            return
    say(f"making {VENV.name} with Python {sys.version.split()[0]}")
    call([sys.executable, "-m", "venv", "--clear", str(VENV)], "the virtual environment cannot be made")


def install_packages(torch: str) -> None:
    """Install the locked packages, torch and this project, in this order.

    Torch comes without what it asks for: its pure Python dependencies are in the lock, with hashes. Only the
    CUDA build needs more, and only it is given more.
    """
    pip = [str(venv_program("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    hint = "pip could not install it; its own lines above say why. Is the machine on line?"
    say(f"installing the packages of {LOCK.name}, each checked against its hash")
    call([*pip, "--require-hashes", "--requirement", str(LOCK)], hint)
    say(f"installing {torch}")
    call([*pip, "--no-deps", torch], hint)
    if not imports_torch():
        say(f"this build of {torch} is for NVIDIA cards: installing the CUDA libraries that it asks for")
        call([*pip, torch], hint)
        if not imports_torch():
            raise SetupError("torch is installed but cannot be imported: python -c 'import torch' says why")
    say("installing faceid-desktop")
    call([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], hint)


def imports_torch() -> bool:
    """Say whether torch loads in the environment."""
    command = [str(venv_program("python")), "-W", "ignore", "-c", "import torch"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def venv_program(name: str) -> Path:
    """Return the path of a program of the environment."""
    return VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name


def call(command: Sequence[str], otherwise: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a command to its end, or stop with a sentence that says what failed."""
    status = subprocess.run(command, env=environment, check=False).returncode
    if status != 0:
        raise SetupError(f"{otherwise} (status {status} from: {shlex.join(command)})")


# ------------------------------------------------------------------------------------------ system libraries


def is_there(need: Need) -> bool:
    """Say whether the operating system has what is needed."""
    if need.what == "venv":
        importlib.invalidate_caches()  # it may have been installed a moment ago
        return importlib.util.find_spec("ensurepip") is not None
    if need.what == "fonts":
        return any_font(Path(folder).expanduser() for folder in FONT_FOLDERS)
    try:
        ctypes.CDLL(need.what)
    except OSError:
        return False
    return True


def any_font(folders: Iterable[Path]) -> bool:
    """Say whether there is at least one font file in one of the folders."""
    # os.walk passes over folders that may not be read, such as another user's home.
    return any(
        name.endswith(FONT_SUFFIXES)
        for folder in folders
        for _, _, names in os.walk(folder)
        for name in names
    )


def install_needs(missing: Sequence[Need]) -> None:
    """Install missing system packages as root or through sudo, or say how and stop.

    Raises
    ------
    SetupError
        If they cannot be installed from here; the text holds the exact line to type.
    """
    if not missing:
        return
    say("the system lacks:")
    for need in missing:
        say(f"  {need.what:<24} {need.why}")
    manager = next((name for name in ("apt-get", "dnf") if shutil.which(name)), None)
    if manager is None:
        raise SetupError("please install these with the package manager of your system, then start again")
    commands = install_commands(manager, missing)
    line = " && ".join(f"sudo {shlex.join(command)}" for command in commands)
    prefix = become_root()
    if prefix is None:
        raise SetupError(f"please run this line as an administrator, then start again:\n\n    {line}\n")
    for command in commands:
        say(shlex.join([*prefix, *command]))
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        call([*prefix, *command], f"that failed; solve it, then type:\n\n    {line}\n\n", environment)
    left = [need.what for need in missing if not is_there(need)]
    if left:
        raise SetupError(f"still missing after the installation: {', '.join(left)}")


def install_commands(manager: str, missing: Sequence[Need]) -> list[list[str]]:
    """Return the commands that install the packages of what is missing, without ``sudo``.

    Parameters
    ----------
    manager
        ``"apt-get"`` or ``"dnf"``.
    missing
        What has to come.

    Returns
    -------
    list of list of str
        Each command as a list of arguments; every package once, in order.
    """
    if manager == "apt-get":
        packages = dict.fromkeys(need.apt for need in missing)
        return [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]]
    packages = dict.fromkeys(need.dnf for need in missing if need.dnf)
    return [["dnf", "install", "-y", *packages]]


def become_root() -> list[str] | None:
    """Return what goes before a command that needs root: nothing, sudo, or None if there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    # Without a terminal sudo could not ask for a password and would hang or fail: then it must not need one.
    quiet = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo"] if quiet or sys.stdin.isatty() else None


# --------------------------------------------------------------------------------------------------- running


def run_application(arguments: Sequence[str]) -> int:
    """Open the application; without a display start it off-screen and keep a picture of its window.

    Returns
    -------
    int
        The application's exit status.
    """
    program = str(venv_program("faceid-desktop"))
    if not LINUX or has_display(os.environ):
        return subprocess.run([program, *arguments], check=False).returncode
    say("no display here: starting off-screen and saving a picture of the window")
    SCREENSHOT.parent.mkdir(exist_ok=True)
    SCREENSHOT.unlink(missing_ok=True)
    command = [program, "--screenshot", str(SCREENSHOT), *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        status = subprocess.run(command, env=environment, check=False, timeout=OFFSCREEN_LIMIT_S).returncode
    except subprocess.TimeoutExpired:
        raise SetupError(f"the application gave no picture within {OFFSCREEN_LIMIT_S} s") from None
    if status == 0 and not SCREENSHOT.is_file():
        raise SetupError("the application ended without saving a picture of its window")
    if status == 0:
        say(f"screenshot: {SCREENSHOT}")
    return status


def has_display(environment: Mapping[str, str]) -> bool:
    """Say whether a window can be shown: a Wayland socket that exists or an X server that answers."""
    if environment.get("QT_QPA_PLATFORM"):
        return True
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland and (Path(environment.get("XDG_RUNTIME_DIR", "")) / wayland).exists():
        return True
    display = environment.get("DISPLAY")
    return bool(display) and x_server_answers(str(display))


def x_server_answers(display: str) -> bool:
    """Say whether an X server accepts a connection; a DISPLAY left over from another session does not."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)


def run_tests(arguments: Sequence[str]) -> int:
    """Run the test suite and return pytest's exit status."""
    command = [str(venv_program("python")), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is what this line is for
        sys.exit("bootstrap: Python 3.11 or newer is needed")
    sys.exit(main())
