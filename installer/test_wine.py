#!/usr/bin/env python3
"""Runs the Windows installer and uninstaller under wine64, around a stand-in for the program.

``python installer/test_wine.py`` prints what it did and saw, and exits with 1 at the first thing that is
wrong. It needs Debian's packages ``nsis`` and ``wine64``, no network and no display, and takes a few minutes.
What it cannot show is the program itself: that is built and tried on Windows
(``.github/workflows/packages.yml``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from installer.product import TITLE
from installer.windows import make_installer

USER = "Žaneta 李"
WINE = next((path for path in ("/usr/lib/wine/wine64", "/usr/bin/wine64") if Path(path).exists()), "wine64")
WINESERVER = str(Path(WINE).with_name("wineserver"))
FOLDERS = {
    "Local AppData": "AppData\\Local",
    "Programs": "AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs",
    "SendTo": "AppData\\Roaming\\Microsoft\\Windows\\SendTo",
}
LISTED = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\FaceIDDesktop"
JPEG = "HKCU\\Software\\Classes\\.jpg"
SLEEPER = """
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "@OUT@"
Section
  FileOpen $0 "$LOCALAPPDATA\\faceid-desktop\\running" w
  FileClose $0
  Sleep 120000
SectionEnd
"""

# Started the usual way an uninstaller goes on as a copy of itself, and its exit code is lost; `_?=` keeps it.
RUNNER = """
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "@OUT@"
Section
  StrCpy $1 "$LOCALAPPDATA\\Programs\\FaceID Desktop"
  ExecWait '"$1\\uninstall.exe" /S _?=$1' $0
  SetErrorLevel $0
SectionEnd
"""


class Windows:
    """A Wine prefix whose user has a name that no code page of Europe holds.

    Parameters
    ----------
    folder
        An empty folder for it.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / "prefix" / "drive_c" / "users" / USER
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "DISPLAY"},
            "WINEPREFIX": str(folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "LC_ALL": "C.UTF-8",
        }

    def begin(self) -> None:
        """Make the prefix and move the user's folders."""
        self.run("wineboot", "--init")
        (self.home / "AppData/Local/Microsoft/WindowsApps").mkdir(parents=True)
        key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders"
        for name, place in FOLDERS.items():
            self.run("reg", "add", key, "/v", name, "/d", f"C:\\users\\{USER}\\{place}", "/f")

    def become(self, version: str) -> None:
        """Be another Windows, ``win7`` or ``win10``."""
        self.run("reg", "add", "HKCU\\Software\\Wine", "/v", "Version", "/d", version, "/f")

    def run(self, *command: str) -> int:
        """Run a Windows program to its end and return its exit code, of which Unix leaves eight bits."""
        return subprocess.run(
            [WINE, *command], env=self._environment, check=False, capture_output=True
        ).returncode

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a Windows program."""
        return subprocess.Popen([WINE, *command], env=self._environment, stdout=subprocess.DEVNULL)

    def registry(self, key: str) -> str:
        """Return what stands below a key of the registry, nothing if it is not there."""
        command = [WINE, "reg", "query", key, "/s"]
        done = subprocess.run(command, env=self._environment, check=False, capture_output=True)
        return done.stdout.decode("utf-8", "replace")

    def run_to_the_end(self, *command: str) -> None:
        """Run a Windows program and wait for everything that it has started."""
        self.run(*command)
        subprocess.run([WINESERVER, "--wait"], env=self._environment, check=False, timeout=120)

    def end(self) -> None:
        """Stop everything that runs in the prefix."""
        subprocess.run([WINESERVER, "--kill"], env=self._environment, check=False)


def expect(holds: bool, what: str) -> None:
    """Print what was looked at; stop if it is not so."""
    print(f"  {'ok' if holds else 'WRONG'}: {what}", flush=True)
    if not holds:
        sys.exit(1)


def stand_in(folder: Path, version: str) -> Path:
    """Make a folder like the frozen program's, with two executables that do nothing for two minutes."""
    payload = folder / f"payload-{version}"
    (payload / "_internal" / "torch").mkdir(parents=True)
    shutil.copyfile(compiled(SLEEPER, payload / "faceid-desktop.exe"), payload / "faceid.exe")
    (payload / "_internal" / "version.txt").write_text(version, encoding="ascii")
    (payload / "_internal" / "größe 大.txt").write_text("a name beyond ASCII", encoding="utf-8")
    (payload / "_internal" / f"only-in-{version}.txt").touch()
    return payload


def compiled(script: str, program: Path) -> Path:
    """Compile a few lines of NSIS into a program of ours; returns its path."""
    source = program.with_suffix(".nsi")
    source.write_text(script.replace("@OUT@", str(program)), encoding="utf-8")
    subprocess.run(["makensis", "-V1", str(source)], check=True)
    source.unlink()
    return program


def files_below(folder: Path) -> set[str]:
    """Return the files below a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    """Install, upgrade, refuse, uninstall, and look at what is left after each."""
    with tempfile.TemporaryDirectory(prefix="faceid-wine-") as name:
        folder = Path(name)
        windows = Windows(folder)
        print("wine prefix")
        windows.begin()
        try:
            Trial(windows, folder).run()
        finally:
            windows.end()
    print("all as it should be")
    return 0


class Trial:
    """The life of an installation, in the order in which the methods stand.

    Parameters
    ----------
    windows
        Where it takes place.
    folder
        For payloads and installers.
    """

    def __init__(self, windows: Windows, folder: Path) -> None:
        self._windows, self._folder = windows, folder
        local = windows.home / "AppData/Local"
        self._place = local / "Programs" / TITLE
        self._data = local / "faceid-desktop"
        self._shim = local / "Microsoft/WindowsApps/faceid.cmd"

    def run(self) -> None:
        """Try everything."""
        self._old, self._new = (
            str(make_installer(stand_in(self._folder, version), self._folder / "out", version))
            for version in ("0.1.0", "0.2.0")
        )
        self._before = files_below(self._windows.home)
        self._refuse_an_old_windows()
        self._install()
        self._upgrade()
        self._refuse_while_running()
        self._uninstall()
        self._purge()

    def _refuse_an_old_windows(self) -> None:
        print("refuse an old Windows")
        self._windows.become("win7")
        expect(self._windows.run(self._old, "/S") == 4, "exit code 4 on Windows 7")
        expect(not self._place.exists(), "nothing was put anywhere")
        self._windows.become("win10")

    def _install(self) -> None:
        print("install 0.1.0 with /S")
        expect(self._windows.run(self._old, "/S") == 0, "exit code 0")
        inside = files_below(self._place)
        program = {"app/faceid.exe", "app/faceid-desktop.exe", "uninstall.exe"}
        expect(program <= inside, f"the program lies in {self._place.name}")
        expect("app/_internal/größe 大.txt" in inside, "names beyond ASCII are kept")
        links = sorted(path.name for path in self._windows.home.rglob("*.lnk"))
        wanted = ["FaceID Desktop.lnk", "FaceID Desktop.lnk", "FaceID command line.lnk"]
        expect(links == wanted, f"links in Start menu and Send to: {links}")
        line = '@"%LOCALAPPDATA%\\Programs\\FaceID Desktop\\app\\faceid.exe" %*\r\n'
        expect(self._shim.read_bytes() == line.encode(), "faceid in the PATH")
        expect("0.1.0" in self._windows.registry(LISTED), "listed among the installed programs")
        expect("FaceIDDesktop.Photo" in self._windows.registry(JPEG), "offered for .jpg")

    def _upgrade(self) -> None:
        print("upgrade to 0.2.0 in place")
        self._data.mkdir()
        (self._data / "gallery.db").write_text("precious", encoding="ascii")
        expect(self._windows.run(self._new, "/S") == 0, "exit code 0")
        app = self._place / "app"
        expect((app / "_internal/version.txt").read_text() == "0.2.0", "the new files are there")
        expect(not (app / "_internal/only-in-0.1.0.txt").exists(), "nothing of the old version is left")
        folders = [path.name for path in self._place.iterdir() if path.is_dir()]
        expect(folders == ["app"], f"no half-way folders: {folders}")
        expect("0.2.0" in self._windows.registry(LISTED), "listed with the new version")

    def _refuse_while_running(self) -> None:
        print("refuse while the program runs")
        running = self._windows.start(str(self._place / "app/faceid-desktop.exe"))
        while not (self._data / "running").exists() and running.poll() is None:
            time.sleep(0.1)
        expect(self._windows.run(self._new, "/S") == 3, "installer: exit code 3")
        runner = compiled(RUNNER, self._folder / "runner.exe")
        expect(self._windows.run(str(runner)) == 3, "uninstaller: exit code 3")
        expect(running.poll() is None, "the program still runs")
        self._windows.end()
        running.wait()
        (self._data / "running").unlink()
        expect((self._place / "app/faceid-desktop.exe").is_file(), "everything is still in place")

    def _uninstall(self) -> None:
        print("uninstall with /S")
        (self._place / "notes.txt").write_text("somebody's", encoding="ascii")
        self._windows.run_to_the_end(str(self._place / "uninstall.exe"), "/S")
        left = sorted(files_below(self._windows.home) - self._before)
        kept = ["AppData/Local/Programs/FaceID Desktop/notes.txt", "AppData/Local/faceid-desktop/gallery.db"]
        expect(left == kept, f"left: {left}")
        keys = "".join(self._windows.registry(key) for key in (LISTED, f"HKCU\\Software\\{TITLE}", JPEG))
        expect("FaceID" not in keys, "nothing left in the registry")

    def _purge(self) -> None:
        print("uninstall with /S /PURGE")
        expect(self._windows.run(self._new, "/S") == 0, "installed again")
        self._windows.run_to_the_end(str(self._place / "uninstall.exe"), "/S", "/PURGE")
        left = sorted(files_below(self._windows.home) - self._before)
        expect(left == ["AppData/Local/Programs/FaceID Desktop/notes.txt"], f"left: {left}")


if __name__ == "__main__":
    sys.exit(main())
