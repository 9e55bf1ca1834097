#!/usr/bin/env python3
"""Tries the Debian package in a new root without Python: install, run, look at the window, remove, purge.

``sudo python installer/test_clean_root.py PACKAGE.deb`` prints what it did and saw and exits with 1 at the
first thing that is wrong. It needs root, ``debootstrap``, ``xvfb`` and a Debian mirror, and takes several
minutes; it is therefore a command of its own and no part of the test suite. ``--suite trixie`` tries a system
whose libraries have the package names of Ubuntu 24.04.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

NAME = "faceid-desktop"
SAMPLES = f"/usr/lib/{NAME}/_internal/resources/samples"
USER = "tester"
DATA = f"home/{USER}/.local/share/{NAME}"
_SOCKETS = "/tmp/.X11-unix"  # noqa: S108 - where X servers listen
DISPLAY_NUMBER = 97


class Root:
    """A Debian system in a folder.

    Parameters
    ----------
    folder
        An empty folder for it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, suite: str, mirror: str | None) -> None:
        """Fetch the smallest system that there is, and a user; without a mirror debootstrap chooses one."""
        command = [
            "debootstrap",
            "--variant=minbase",
            "--include=ca-certificates",
            suite,
            str(self.folder),
            *([] if mirror is None else [mirror]),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for each in ("etc/resolv.conf", "etc/apt/apt.conf.d"):
            source = Path("/") / each
            if source.is_dir():
                shutil.copytree(source, self.folder / each, dirs_exist_ok=True)
            elif source.is_file():
                shutil.copyfile(source, self.folder / each)
        # Services must not start in here.
        policy = self.folder / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
        policy.chmod(0o755)
        self.run("useradd", "--create-home", USER)

    def run(self, *command: str, env: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        """Run a command in it as root, with nothing of this process's environment."""
        variables = [
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL=C.UTF-8",
            "DEBIAN_FRONTEND=noninteractive",
            *env,
        ]
        whole = ["chroot", str(self.folder), "/usr/bin/env", "-i", *variables, *command]
        return subprocess.run(whole, check=False, capture_output=True, text=True)

    def as_user(self, *command: str, env: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        """Run a command in it as an ordinary user."""
        drop = ("setpriv", "--reuid", USER, "--regid", USER, "--init-groups", "--no-new-privs")
        return self.run(*drop, *command, env=[f"HOME=/home/{USER}", *env])

    def files(self, word: str) -> list[str]:
        """Return the files and folders whose path contains a word, as seen from inside."""
        found = []
        for folder, folders, files in os.walk(self.folder):
            if folder == str(self.folder):
                folders[:] = [each for each in folders if each not in ("proc", "dev", "sys", "tmp")]
            inside = Path("/") / Path(folder).relative_to(self.folder)
            found += [str(inside / each) for each in (*files, *folders) if word in each]
        return sorted(found)


def expect(holds: object, what: str, done: subprocess.CompletedProcess[str] | None = None) -> None:
    """Print what was looked at; stop with what a program printed if it is not so."""
    print(f"  {'ok' if holds else 'WRONG'}: {what}", flush=True)
    if not holds:
        if done is not None:
            print(done.stdout[-3000:], done.stderr[-3000:], sep="\n")
        sys.exit(1)


@contextmanager
def mounted(root: Path) -> Iterator[None]:
    """Give the root processes, devices and the sockets of X servers."""
    places = (("proc", "/proc", "proc"), ("none", "/dev", "dev"), ("none", _SOCKETS, "tmp/.X11-unix"))
    with ExitStack() as stack:
        for kind, source, target in places:
            (root / target).mkdir(parents=True, exist_ok=True)
            options = ["-t", "proc"] if kind == "proc" else ["--rbind"]
            subprocess.run(["mount", *options, source, str(root / target)], check=True)
            stack.callback(
                subprocess.run, ["umount", "--recursive", "--lazy", str(root / target)], check=False
            )
        yield


@contextmanager
def screen() -> Iterator[str]:
    """Run an X server outside of the root, which then has no libraries but those that the package needs."""
    Path(_SOCKETS).mkdir(mode=0o1777, exist_ok=True)
    command = ["Xvfb", f":{DISPLAY_NUMBER}", "-screen", "0", "1600x1000x24", "-ac", "-nolisten", "tcp"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        while not Path(f"{_SOCKETS}/X{DISPLAY_NUMBER}").exists() and server.poll() is None:
            time.sleep(0.1)
        try:
            yield f":{DISPLAY_NUMBER}"
        finally:
            server.terminate()


def install(root: Root, package: str) -> None:
    """Install the package with what it depends on, and nothing else."""
    done = root.run("apt-get", "install", "-y", "--no-install-recommends", f"/{package}")
    expect(done.returncode == 0, "installed", done)


def try_commands(root: Root) -> None:
    """Run the command line as a user would."""
    doctor = root.as_user("faceid", "doctor", "--json")
    expect(doctor.returncode == 0, "faceid doctor", doctor)
    print("   ", json.dumps(json.loads(doctor.stdout)["versions"]))
    pair = (f"{SAMPLES}/ada-daylight.png", f"{SAMPLES}/ada-evening.png")
    same = root.as_user("faceid", "compare", *pair, "--json")
    expect(
        same.returncode == 0 and json.loads(same.stdout)["verdict"] == "same",
        "compare: the same person",
        same,
    )
    print(
        "   ", {name: json.loads(same.stdout)[name] for name in ("verdict", "llr", "model_id", "timings_ms")}
    )
    other = root.as_user("faceid", "compare", pair[0], f"{SAMPLES}/ben-daylight.png", "--json")
    verdict = json.loads(other.stdout)["verdict"]
    expect(verdict != "same", f"compare: different people ({verdict})", other)
    expect(not same.stderr and not other.stderr, "no warning on standard error", same)
    enrol = root.as_user("faceid", "enrol", "--name", "Ada", "--basis", "consent", pair[0])
    expect(enrol.returncode == 0, "enrol into a new gallery (migrations run frozen)", enrol)
    identify = root.as_user("faceid", "identify", pair[1], "--json")
    expect(identify.returncode == 0 and "Ada" in identify.stdout, "identify", identify)
    train = root.as_user("faceid", "train", "detector", "--data", "/etc", "--teacher", "/etc/passwd")
    expect(train.returncode == 1 and "not installed" in train.stderr, "training is told to be missing", train)
    gone = root.as_user("faceid", "watch", "/dev/video99")
    expect(gone.returncode == 1, "a camera that is not there is told", gone)
    manual = root.run("sh", "-c", "zcat /usr/share/man/man1/faceid.1.gz | head -1")
    expect("FACEID" in manual.stdout, "man page", manual)


def try_window(root: Root, picture: Path) -> None:
    """Open the window with two photos and keep a picture of it; then measure how fast it opens."""
    with screen() as display:
        variables = [f"DISPLAY={display}", "QT_QPA_PLATFORM=xcb"]
        photos = [f"{SAMPLES}/ada-daylight.png", f"{SAMPLES}/ada-evening.png"]
        inside = f"/home/{USER}/window.png"
        done = root.as_user(NAME, "--size", "1360x860", "--screenshot", inside, *photos, env=variables)
        expect(done.returncode == 0 and (root.folder / inside[1:]).is_file(), "window", done)
        shutil.copyfile(root.folder / inside[1:], picture)
        for start in ("first", "second", "third"):
            done = root.as_user(NAME, "--measure-startup", env=variables)
            expect(done.returncode == 0, f"{start} start: {done.stdout.strip()}", done)


def try_removal(root: Root, package: str) -> None:
    """Remove and purge, with and without a yes, and look at what is left."""
    database = root.folder / DATA / "gallery" / "gallery.db"
    expect(database.is_file(), "there is a gallery")
    done = root.run("apt-get", "remove", "-y", NAME)
    expect(done.returncode == 0 and database.is_file(), "removed; the gallery is still there", done)
    program = [
        each
        for each in root.files("faceid")
        if not each.startswith(("/home", "/var/lib/dpkg", f"/{package}"))
    ]
    expect(not program, f"left outside of the home folder: {program}")
    done = root.run("apt-get", "purge", "-y", NAME)
    expect(
        done.returncode == 0 and database.is_file(),
        "purged without an answer; the gallery is still there",
        done,
    )
    expect(f"Kept: /home/{USER}/.local/share/{NAME}" in done.stderr + done.stdout, "and it is told", done)
    install(root, package)
    root.run("sh", "-c", f"echo '{NAME} {NAME}/purge-data boolean true' | debconf-set-selections")
    done = root.run("apt-get", "purge", "-y", NAME)
    expect(done.returncode == 0 and not database.exists(), "purged with a yes; the gallery is gone", done)
    left = [each for each in root.files("faceid") if each != f"/{package}"]
    expect(not left, f"left: {left}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a package; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("package", type=Path)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--mirror", help="where to fetch the system; debootstrap knows one")
    parser.add_argument("--screenshot", type=Path, default=Path("window.png"))
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="faceid-root-") as name:
        root = Root(Path(name))
        root.folder.chmod(0o755)
        begin = time.monotonic()
        print(f"{options.suite}, made by debootstrap")
        root.make(options.suite, options.mirror)
        shutil.copyfile(options.package, root.folder / options.package.name)
        with mounted(root.folder):
            done = root.run("sh", "-c", "command -v python3 python")
            expect(done.returncode != 0, f"no Python in it ({time.monotonic() - begin:.0f} s)", done)
            root.run("apt-get", "update")
            install(root, options.package.name)
            expect(root.run("sh", "-c", "command -v python3 python").returncode != 0, "still no Python in it")
            try_commands(root)
            try_window(root, options.screenshot)
            try_removal(root, options.package.name)
    print(f"all as it should be ({time.monotonic() - begin:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
