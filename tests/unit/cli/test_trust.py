"""The commands of trust, end to end on a small gallery: erase, consent, audit, operators, rules."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceid_desktop.cli import trust_words
from faceid_desktop.cli.main import main
from faceid_desktop.gallery import keyslots
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.needles import NeedleKind
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.paths import app_paths
from faceid_desktop.services.audit import FindingKind
from faceid_desktop.services.certificate import UnreachedKind
from faceid_desktop.services.opening import close_gallery, open_gallery
from faceid_desktop.services.retention import DueReason
from tests.helpers.small_gallery import enrol

Run = Callable[..., Any]

ADA_PASSWORD, OTTO_PASSWORD = "correct horse", "battery staple"


@pytest.fixture(autouse=True)
def people(isolated_data: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Begin a gallery that the key file opens, with Ada and Eve; return their ids."""
    monkeypatch.setattr("faceid_desktop.services.opening.system_keyring", lambda: None)
    monkeypatch.setattr("faceid_desktop.gallery.keyring_slot.system_keyring", lambda: None)
    dear = keyslots._argon2id
    cheap = Argon2Cost(time=1, memory_kib=8, parallelism=1)
    monkeypatch.setattr(keyslots, "_argon2id", lambda secret, salt, _cost: dear(secret, salt, cheap))
    gallery = open_gallery(app_paths(isolated_data), create=True, keyring=lambda: None)
    found = {name: enrol(gallery, name).uuid for name in ("Ada", "Eve")}
    close_gallery(gallery)
    return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs a command with --json and returns what it wrote."""

    def call(*words: str, status: int = 0) -> Any:
        capsys.readouterr()
        assert main([*words, "--json"]) == status, capsys.readouterr().err
        told = capsys.readouterr()
        return json.loads(told.out) if told.out else told.err

    return call


@pytest.fixture
def secret_file(tmp_path: Path) -> Callable[[str], str]:
    """Give a function that writes a secret into a file and returns its name."""

    def write(text: str) -> str:
        path = tmp_path / f"secret-{abs(hash(text))}"
        path.write_text(f"{text}\n")
        return str(path)

    return write


def test_erase_proves_itself(run: Run, people: dict[str, str], tmp_path: Path) -> None:
    """The certificate is complete, lies in both forms where it was asked for, and the gallery checks it."""
    paper, record = tmp_path / "erased.pdf", tmp_path / "erased.json"
    told = run("erase", "Ada", "--certificate", str(paper))
    assert (told["person"], told["complete"], told["found_after"]) == (people["Ada"], True, 0)
    assert told["found_before"] > 10
    content = paper.read_bytes()
    assert content.startswith(b"%PDF-1.4")
    assert content.endswith(b"%%EOF\n")
    run("erase", "Eve", "--certificate", str(record))
    assert run("audit", "verify", "--certificate", str(record))["genuine"] is True
    record.write_text(record.read_text().replace('"copies": 0', '"copies": 9'))
    assert run("audit", "verify", "--certificate", str(record), status=1)["genuine"] is False
    if os.name != "nt":
        assert paper.stat().st_mode & 0o777 == 0o600


def test_erase_says_when_something_is_left(run: Run, isolated_data: Path) -> None:
    """A copy that somebody put there by hand makes the exit status 1."""
    file = GalleryPlaces(app_paths(isolated_data)).database
    (isolated_data / "my-copy.db").write_bytes(file.read_bytes())
    told = run("erase", "Ada", status=1)
    assert not told["complete"]
    assert {"kind": "still_there", "where": "my-copy.db"} in told["unreached"]


def test_erase_asks_and_speaks_plainly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person at the terminal is asked first and gets sentences."""
    monkeypatch.setattr("typer.confirm", lambda *_args, **_options: True)
    assert main(["erase", "Ada"]) == 0
    told = capsys.readouterr().out
    assert "none afterwards" in told
    assert "Not reached" in told


def test_grace_can_be_taken_back(run: Run) -> None:
    """With a period set nothing is erased at once; --cancel takes it back, --at-once does not wait."""
    assert run("rules", "change", "grace_days", "7")["grace_days"] == 7
    assert "erase_after" in run("erase", "Ada")
    assert run("erase", "Ada", "--cancel")["cancelled"] is True
    assert run("erase", "Ada", "--at-once")["complete"] is True
    assert [each["name"] for each in run("people", "list")] == ["Eve"]


@pytest.mark.parametrize(
    "words", [("erase", "Nobody"), ("erase", "Ada", "--cancel"), ("consent", "show", "Nobody")]
)
def test_what_is_not_there_is_a_known_error(run: Run, words: tuple[str, ...]) -> None:
    """Message and hint on standard error, status 1."""
    assert run(*words, status=1).startswith("Error: ")


def test_a_certificate_has_a_known_form(run: Run, people: dict[str, str], tmp_path: Path) -> None:
    """Another suffix is a wrong usage, and nothing is erased."""
    run("erase", "Ada", "--certificate", str(tmp_path / "x.docx"), status=2)
    assert len(run("people", "list")) == len(people)


def test_consent_is_given_shown_and_withdrawn(run: Run, people: dict[str, str]) -> None:
    """The history has all statements; who withdrew is due, with the reason."""
    given = run(
        "consent", "give", "Ada", "--basis", "contract", "--purpose", "door", "--expires", "2100-01-01"
    )
    assert (given["basis"], given["purpose"]) == ("contract", "door")
    assert run("consent", "show", "Ada")["in_force"] is True
    run("consent", "withdraw", "Ada", "--how", "by letter")
    shown = run("consent", "show", "Ada")
    assert shown["in_force"] is False
    assert [each["status"] for each in shown["statements"]] == ["given", "given", "withdrawn"]
    assert shown["statements"][-1]["how"] == "by letter"
    (due,) = run("consent", "due")["due"]
    assert (due["person"], due["reason"]) == (people["Ada"], "withdrawn")
    ran = run("consent", "due", "--run")
    assert (ran["sightings_removed"], ran["erased"], len(ran["due"])) == (0, [], 1)


def test_texts_are_added(run: Run, tmp_path: Path) -> None:
    """The shipped one is version 1."""
    text = tmp_path / "text.txt"
    text.write_text("I agree.\n")
    assert list(run("consent", "texts")) == ["1"]
    assert run("consent", "texts", "--add", str(text))["2"] == "I agree."


def test_audit_tells_and_exports(run: Run, people: dict[str, str], tmp_path: Path) -> None:
    """Events are filtered and written as lines of JSON or as a table."""
    assert run("audit", "verify")["holds"] is True
    listed = run("audit", "list", "--subject", people["Ada"])
    assert (listed["total"], listed["events"][0]["kind"]) == (1, "person.added")
    for name in ("all.jsonl", "all.csv"):
        out = tmp_path / name
        count = run("audit", "export", "--out", str(out))["events"]
        text = out.read_text(encoding="utf-8")
        rows = list(csv.DictReader(text.splitlines())) if name.endswith("csv") else text.splitlines()
        assert len(rows) == count
    run("audit", "export", "--out", str(tmp_path / "all.xml"), status=2)


def test_audit_finds_tampering(run: Run, isolated_data: Path, people: dict[str, str]) -> None:
    """Status 1, with the kind, the person and words for it."""
    with sqlite3.connect(GalleryPlaces(app_paths(isolated_data)).database) as connection:
        connection.execute("UPDATE person SET watch = 1 WHERE uuid = ?", (people["Ada"],))
    connection.close()
    (found,) = run("audit", "verify", "--depth", "state", status=1)["findings"]
    assert (found["kind"], found["subject"]) == ("person_changed", people["Ada"])
    assert people["Ada"] in found["message"]


def test_accounts_from_the_first_to_the_last(run: Run, secret_file: Callable[[str], str]) -> None:
    """Single-user mode ends and comes back; roles and passwords change in between."""
    ada = ("--login", "ada", "--passphrase-file", secret_file(ADA_PASSWORD))
    otto = ("--login", "otto", "--passphrase-file", secret_file(OTTO_PASSWORD))
    new = secret_file("another one of mine")
    assert run("operators", "list") == []
    first = run("operators", "add", "ada", "--role", "administrator", "--new-password-file", ada[3])
    assert len(first["recovery_code"].replace("-", "")) == 40
    assert run("operators", "list", status=1).startswith("Error: ")
    second = run("operators", "add", "otto", "--new-password-file", otto[3], *ada)
    assert second["recovery_code"] is None
    assert run("operators", "login-check", *otto)["role"] == "operator"
    assert run("operators", "list", *otto, status=1).startswith("Error: ")
    assert run("operators", "role", "otto", "auditor", *ada)["role"] == "auditor"
    assert run("audit", "verify", *otto)["holds"] is True
    run("operators", "password", "--new-password-file", new, *otto)
    run("operators", "login-check", *otto, status=1)
    run("operators", "password", "otto", "--new-password-file", otto[3], *ada)
    assert run("operators", "login-check", *otto)["role"] == "auditor"
    assert run("operators", "remove", "otto", *ada)["login"] == "otto"
    assert run("operators", "remove", "ada", *ada, status=1).startswith("Error: ")
    assert run("operators", "turn-off", *ada)["opened_by"] == "key_file"
    assert run("operators", "list") == []


def test_rules_are_shown_and_checked(run: Run) -> None:
    """A forbidden value and an unknown name are known errors."""
    assert run("rules", "show")["people_retention_days"] == 1095
    assert run("rules", "change", "record_strangers", "true")["record_strangers"] is True
    run("rules", "change", "grace_days", "soon", status=1)
    run("rules", "change", "nonsense", "1", status=1)


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "verify"),
        ("audit", "list"),
        ("audit", "accept", "--yes"),
        ("consent", "show", "Ada"),
        ("consent", "due", "--run"),
        ("consent", "texts"),
        ("consent", "give", "Ada"),
        ("consent", "withdraw", "Ada"),
        ("operators", "list"),
        ("rules", "show"),
    ],
)
def test_every_command_speaks_to_people_too(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --json there are tables and sentences."""
    assert main(list(words)) == 0
    assert capsys.readouterr().out.strip()


def test_every_code_has_words() -> None:
    """Nothing that the services report is shown as a code."""
    tables = (
        (trust_words.FINDINGS, FindingKind),
        (trust_words.DUE, DueReason),
        (trust_words.NEEDLES, NeedleKind),
        (trust_words.UNREACHED, UnreachedKind),
    )
    for table, codes in tables:
        assert set(table) == set(codes)
        assert all(" " in sentence for sentence in table.values())
