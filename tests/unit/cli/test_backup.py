"""The commands backup, restore and unlock, from the outside."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceid_desktop.cli import words
from faceid_desktop.cli.main import main
from faceid_desktop.gallery import keyslots
from faceid_desktop.gallery.backup import Flaw
from faceid_desktop.gallery.integrity import Damage
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.opening import OpeningWarning
from faceid_desktop.gallery.queries import people
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.paths import AppPaths, app_paths
from faceid_desktop.services import operators
from faceid_desktop.services.access import Action
from faceid_desktop.services.opening import close_gallery, open_gallery
from faceid_desktop.services.unlocking import Protection
from tests.helpers.small_gallery import enrol

CHEAP = Argon2Cost(time=1, memory_kib=8, parallelism=1)

Run = Callable[..., Any]


@pytest.fixture
def paths(isolated_data: Path, monkeypatch: pytest.MonkeyPatch) -> AppPaths:
    """The folders of a user with a gallery in which Ada is, opened by a key file; secrets cost little."""
    monkeypatch.setattr(keyslots.add_slot, "__defaults__", (None, CHEAP))
    monkeypatch.setattr(keyslots.change_secret, "__defaults__", (CHEAP,))
    found = app_paths(isolated_data)
    gallery = open_gallery(found, create=True, keyring=lambda: None)
    enrol(gallery, "Ada")
    close_gallery(gallery)
    return found


@pytest.fixture
def run(paths: AppPaths, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json and return what it says; it has to succeed."""

    def call(*arguments: object) -> Any:
        assert main([*map(str, arguments), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return call


def persons(paths: AppPaths) -> int:
    """Return how many there are."""
    gallery = open_gallery(paths, keyring=lambda: None)
    with gallery.read(Action.VIEW_PEOPLE) as session:
        count = len(people.all_people(session, gallery.vault))
    close_gallery(gallery)
    return count


def test_backup_and_restore(run: Run, paths: AppPaths, tmp_path: Path) -> None:
    """What was enrolled after the backup is gone after restoring it, and kept in a copy."""
    made = run("backup", tmp_path / "mine.db")["backup"]
    assert (made["persons"], made["photos"], made["opens_elsewhere"]) == (1, 2, False)
    gallery = open_gallery(paths, keyring=lambda: None)
    enrol(gallery, "Bob")
    close_gallery(gallery)
    done = run("restore", tmp_path / "mine.db", "--yes")
    assert (done["persons"], done["erased_again"]) == (1, [])
    assert Path(done["replaced"]).exists()
    assert persons(paths) == 1


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_restore_asks_before_it_replaces(
    paths: AppPaths, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Without --yes and without a yes nothing happens."""
    run("backup", tmp_path / "mine.db")
    gallery = open_gallery(paths, keyring=lambda: None)
    enrol(gallery, "Bob")
    close_gallery(gallery)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert main(["restore", str(tmp_path / "mine.db")]) == 1
    assert persons(paths) == 2


def test_scheduled_backup(run: Run) -> None:
    """The first is due, the second is not; a file makes no sense with it."""
    assert run("backup", "--if-due")["backup"] is not None
    assert run("backup", "--if-due") == {"backup": None}
    assert main(["backup", "x.db", "--if-due"]) == 2


def test_people_read_about_it(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json there are sentences, and a warning if the backup opens on this computer only."""
    assert main(["backup", str(tmp_path / "mine.db")]) == 0
    told = capsys.readouterr()
    assert "1 person, 2 photos" in told.out.replace("\n", " ")
    assert "Only this computer" in told.err
    assert main(["restore", str(tmp_path / "mine.db"), "--yes"]) == 0
    assert "Restored 1 person with" in capsys.readouterr().out
    assert main(["unlock"]) == 0
    assert "key file of this computer" in capsys.readouterr().out.replace("\n", " ")


def test_broken_backup_is_told(tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The error says in words what is wrong with the file."""
    (tmp_path / "broken.db").write_text("nothing " * 100)
    assert main(["restore", str(tmp_path / "broken.db"), "--yes"]) == 1
    assert "it is not a database" in capsys.readouterr().err
    assert run("unlock")["protection"] == Protection.KEY_FILE


def test_ways_in(run: Run, paths: AppPaths, tmp_path: Path) -> None:
    """A recovery code and a passphrase are added, changed, used and removed; the last way stays."""
    code = run("unlock", "--add-recovery-code")["recovery_code"]
    first, second, typed = tmp_path / "first", tmp_path / "second", tmp_path / "code"
    first.write_text("a passphrase\n")
    second.write_text("another passphrase\n")
    typed.write_text(code.lower())
    kinds = [key["kind"] for key in run("unlock", "--add-passphrase", "--new-passphrase-file", first)["keys"]]
    assert kinds == ["key_file", "recovery", "passphrase"]
    run("unlock", "--passphrase-file", first, "--change-passphrase", "--new-passphrase-file", second)
    assert main(["unlock", "--passphrase-file", str(first)]) == 1
    told = run("unlock", "--recovery-code-file", typed)
    assert told["recovery_code"] is None
    for key in told["keys"]:
        if key["kind"] != SlotKind.PASSPHRASE:
            run("unlock", "--passphrase-file", second, "--remove", key["id"][:8])
    (left,) = run("unlock", "--passphrase-file", second)["keys"]
    assert main(["unlock", "--passphrase-file", str(second), "--remove", left["id"]]) == 1
    assert run("unlock", "--passphrase-file", second)["protection"] == Protection.PASSPHRASE
    (paths.config / "gallery.key").unlink()
    assert main(["unlock"]) == 1
    run("unlock", "--passphrase-file", second, "--keep")
    assert run("unlock")["protection"] == Protection.KEY_FILE


def test_login(run: Run, paths: AppPaths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there are accounts somebody logs in; an operator sees the protection and lists no keys."""
    gallery = open_gallery(paths, keyring=lambda: None)
    operators.add(gallery, "ada", Role.ADMINISTRATOR, "password of ada", CHEAP)
    operators.add(gallery, "bob", Role.OPERATOR, "password of bob", CHEAP)
    close_gallery(gallery)
    assert main(["unlock"]) == 1
    (tmp_path / "password").write_text("password of bob\n")
    capsys.readouterr()
    told = run("unlock", "--login", "bob", "--passphrase-file", tmp_path / "password")
    assert (told["protection"], told["keys"]) == (Protection.PASSWORD, [])
    assert main(["unlock", "--login", "ada", "--passphrase-file", str(tmp_path / "password")]) == 1


def test_short_passphrase_is_refused(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says how long it has to be."""
    (tmp_path / "short").write_text("secret")
    arguments = ["unlock", "--add-passphrase", "--new-passphrase-file", str(tmp_path / "short")]
    assert main(arguments) == 1
    assert "8 characters" in capsys.readouterr().err
    assert [key["kind"] for key in run("unlock")["keys"]] == ["key_file"]


def test_secret_file_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    """A mistyped file name is told as such, not as a wrong key."""
    assert main(["unlock", "--passphrase-file", str(tmp_path / "nowhere")]) == 2
    assert run("unlock")


def test_every_code_has_words() -> None:
    """What is wrong with a file, warnings, ways in and protection are all told in words, and nothing else."""
    assert set(words.DAMAGE) | {"missing"} == {*map(str, Damage), *map(str, Flaw)}
    assert set(words.GALLERY_WARNINGS) == set(OpeningWarning)
    assert set(words.WAYS_IN) == set(SlotKind)
    assert set(words.PROTECTION) == set(Protection)
