"""The commands on people in one process, with an engine that needs no network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.gallery_words import IDENTITIES, UNDONE
from faceid_desktop.cli.main import main
from faceid_desktop.core.records import IdentifyOutcome
from faceid_desktop.services.undoing import KINDS
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import picture, tiny_engine

Ask = Callable[..., Any]
ADA, BEN, EVE = (10, 80, 160, 240), (240, 160, 80, 10), (10, 240, 240, 10)


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put a small engine in the place of the real one, and no keyring."""
    made = tiny_engine(write_tiny_bundle(tmp_path / "bundle"))
    monkeypatch.setattr(Common, "engine", lambda _self: made)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Give a function that runs a command which must succeed, and returns its JSON."""

    def run(*words: object) -> Any:
        status = main([*map(str, words), "--json"])
        told = capsys.readouterr()
        assert status == 0, told.err
        return json.loads(told.out)

    return run


def paint(path: Path, colours: tuple[int, ...], seed: int = 0) -> Path:
    """Write a picture with one face."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture(colours, seed)).save(path, compress_level=1)
    return path


@pytest.fixture
def enrolled(ask: Ask, tmp_path: Path) -> dict[str, str]:
    """Ada with two photos and Ben with one; their ids."""
    photos = [paint(tmp_path / f"a{seed}.png", ADA, seed) for seed in range(2)]
    ada = ask("enrol", "--name", "Ada", "--reference", "R1", "--tag", "staff", "--tag", "night", *photos)
    ben = ask("enrol", "--name", "Ben", paint(tmp_path / "b.png", BEN))
    return {"ada": ada["person"], "ben": ben["person"]}


def test_enrol_says_what_it_recorded(
    enrolled: dict[str, str], ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lawful basis stands in the answer; a photo without use is told and does not stop the others."""
    nothing = tmp_path / "nothing.png"
    nothing.write_bytes(b"no picture")
    words = ("--name", "Eve", "--expires", "2030-01-01", "--basis", "contract", nothing)
    report = ask("enrol", *words, paint(tmp_path / "e.png", EVE))
    assert (report["photos"], report["basis"], report["gallery_size"]) == (1, "contract", 3)
    assert report["basis_expires"] == "2030-01-01T00:00:00+00:00"
    assert report["basis_how"] == "stated by the operator at the command line"
    assert [each["code"] for each in report["failures"]] == ["image_unreadable"]
    assert main(["enrol", "--name", "Zoe", str(paint(tmp_path / "z.png", (128, 10, 10, 128)))]) == 0
    told = capsys.readouterr().out
    assert "Lawful basis: consent" in told
    assert "stated by the operator at the command line" in told


def test_a_known_face_is_refused_until_somebody_decides(
    enrolled: dict[str, str], ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error names the other person; --not-same enrols and remembers."""
    photo = str(paint(tmp_path / "twin.png", ADA, 9))
    assert main(["enrol", "--name", "Twin", photo]) == 1
    assert "enrolled already as Ada" in capsys.readouterr().err
    report = ask("enrol", "--name", "Twin", photo, "--not-same")
    assert report["told_apart"] == [enrolled["ada"]]


def test_identify_answers_in_the_agreed_form(enrolled: dict[str, str], ask: Ask, tmp_path: Path) -> None:
    """Per face outcome, candidates, rate, size and model, nothing else; a bad file is told beside them."""
    missing = tmp_path / "missing.png"
    good, bad = ask("identify", paint(tmp_path / "probe.png", ADA, 7), missing, "--top", 1)
    (face,) = good["faces"]
    assert set(face) == {"outcome", "candidates", "fpir", "gallery_size", "model_id"}
    assert (face["outcome"], face["fpir"], face["gallery_size"]) == ("identified", 0.01, 2)
    (candidate,) = face["candidates"]
    assert set(candidate) == {"person", "name", "llr", "probability", "fmr"}
    assert (candidate["person"], candidate["name"]) == (enrolled["ada"], "Ada")
    assert bad["error"]["code"] == "image_unreadable"


def test_identify_knows_nobody_without_a_gallery(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to search, and the hint says how to begin."""
    assert main(["identify", str(paint(tmp_path / "x.png", EVE))]) == 1
    assert "faceid enrol" in capsys.readouterr().err


def test_people_are_listed_and_shown(enrolled: dict[str, str], ask: Ask) -> None:
    """By words, tags and days; a person with photos."""
    assert [person["name"] for person in ask("people", "list")] == ["Ada", "Ben"]
    assert [person["name"] for person in ask("people", "list", "r1")] == ["Ada"]
    assert [person["name"] for person in ask("people", "list", "--tag", "staff")] == ["Ada"]
    assert ask("people", "list", "--until", "2020-01-01") == []
    shown = ask("people", "show", "R1")
    assert (shown["person"], shown["tags"]) == (enrolled["ada"], ["staff", "night"])
    assert [photo["source"] for photo in shown["photo_list"]] == ["a0.png", "a1.png"]


def test_changes_and_their_undoing(enrolled: dict[str, str], ask: Ask, tmp_path: Path) -> None:
    """Every change on people is seen by the next command, and undo takes it back."""
    assert ask("people", "rename", "Ada", "--name", "Ada L", "--notes", "x")["name"] == "Ada L"
    assert ask("people", "undo")["undone"] == "details"
    assert ask("people", "tag", "Ada", "day", "--remove", "night")["tags"] == ["staff", "day"]
    assert ask("people", "watch", "Ben")["watch"] is True
    assert ask("people", "watch", "Ben", "--off")["watch"] is False
    assert ask("people", "add-photo", "Ben", paint(tmp_path / "b2.png", BEN, 4))["photos"] == 2
    first, _ = (photo["photo"] for photo in ask("people", "show", "Ben")["photo_list"])
    assert ask("people", "move", first[:8], "Ada")["photos"] == 3
    assert ask("people", "undo")["undone"] == "move"
    assert ask("people", "remove-photo", first) == {"removed": first}
    assert ask("people", "undo")["undone"] == "remove"
    new = ask("people", "split", "Ben", first, "--name", "Carl")
    assert (new["name"], new["photos"]) == ("Carl", 1)
    merged = ask("people", "merge", "Carl", "Ben")
    assert (merged["person"], merged["photos"]) == (enrolled["ben"], 2)
    assert ask("people", "undo")["undone"] == "merge"
    assert [person["name"] for person in ask("people", "list")] == ["Ada", "Ben", "Carl"]
    ask("people", "not-same", "Ada", "Ben")
    assert set(ask("people", "show", "Ben")["told_apart"]) == {enrolled["ada"], new["person"]}


def test_undo_says_when_there_is_nothing(enrolled: dict[str, str], ask: Ask) -> None:
    """An enrolment can be undone, and then nothing more."""
    assert ask("people", "undo")["undone"] == "add"
    assert main(["people", "undo"]) == 1


def test_import_check_export_and_import_again(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder comes in once, mistakes in it are found, and the export opens in another gallery."""
    for name, colours in (("Ada", ADA), ("Ada again", ADA), ("Ben", BEN), ("Eve", EVE)):
        for seed in range(2):
            paint(tmp_path / "in" / name / f"{seed}.png", colours, seed + len(name))
    (tmp_path / "in" / "Ben" / "bad.jpg").write_bytes(b"x")
    assert main(["import", str(tmp_path / "in")]) == 1
    assert "--basis" in capsys.readouterr().err
    failures = tmp_path / "failures.csv"
    report = ask("import", tmp_path / "in", "--basis", "consent", "--failures", failures)
    assert (report["imported"], report["new_people"], len(report["failures"])) == (8, 4, 1)
    assert "bad.jpg" in failures.read_text("utf-8-sig")
    again = ask("import", tmp_path / "in", "--basis", "consent")
    assert (again["imported"], again["already"]) == (0, 8)
    (pair,) = ask("people", "check")["pairs"]
    people = {person["person"]: person["name"] for person in ask("people", "list")}
    assert {people[pair["first"]], people[pair["second"]]} == {"Ada", "Ada again"}
    out = tmp_path / "all.zip"
    assert ask("export", "--out", out) == {"out": str(out), "people": 4, "encrypted": False}
    other = ("--data-dir", tmp_path / "other")
    assert ask("import", out, *other)["imported"] == 4
    assert [person["name"] for person in ask("people", "list", *other)] == sorted(people.values())


def test_import_of_a_table(ask: Ask, tmp_path: Path) -> None:
    """Names, references and basis come from the table; its lines stand in the report."""
    paint(tmp_path / "a.png", ADA)
    table = tmp_path / "list.csv"
    table.write_text("name;path;reference;basis\nAda;a.png;R9;contract\nBen;b.png;;consent\n", "utf-8-sig")
    report = ask("import", table)
    assert (report["imported"], [each["line"] for each in report["failures"]]) == (1, [3])
    (person,) = ask("people", "list")
    assert (person["name"], person["reference"], person["basis"]) == ("Ada", "R9", "contract")


def test_reembed_changes_the_model(
    enrolled: dict[str, str], ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it has run the new model is refused; afterwards the same face is found with it."""
    probe = paint(tmp_path / "probe.png", ADA, 7)
    later = tiny_engine(write_tiny_bundle(tmp_path / "later", seed=8))
    monkeypatch.setattr(Common, "engine", lambda _self: later)
    assert main(["identify", str(probe)]) == 1
    report = ask("people", "reembed")
    assert (report["made"], report["switched"], report["after"]) == (3, True, later.bundle.model_id)
    ((face,),) = [each["faces"] for each in ask("identify", probe)]
    assert face["model_id"] == later.bundle.model_id
    assert face["candidates"][0]["name"] == "Ada"


@pytest.mark.parametrize(
    "words",
    [
        ("people", "list"),
        ("people", "show", "Ada"),
        ("people", "check"),
        ("people", "tag", "Ada", "x"),
        ("people", "watch", "Ada"),
        ("identify", "{}"),
    ],
)
def test_people_can_read_the_answers(
    enrolled: dict[str, str], words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --json there are tables and sentences, no ids of codes."""
    probe = str(paint(tmp_path / "probe.png", ADA, 7))
    assert main([word.format(probe) for word in words]) == 0
    told = capsys.readouterr().out
    assert told.strip()
    assert "{" not in told


def test_every_outcome_and_step_has_words() -> None:
    """Nothing is told as a code."""
    assert set(IDENTITIES) == set(IdentifyOutcome)
    assert set(UNDONE) == KINDS


def test_wrong_names_are_known_errors(enrolled: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody, no photo, no archive: exit status 1 with a hint."""
    for words in (
        ["people", "show", "Nobody"],
        ["people", "remove-photo", "123456"],
        ["people", "merge", "Ada", "Nobody"],
        ["import", "nothing.zip"],
        ["import", "nothing.csv", "--basis", "consent"],
        ["export", "--out", "/nowhere/x.zip"],
    ):
        assert main(words) == 1, words
        assert capsys.readouterr().err.startswith("Error: ")


def test_numbers_in_the_answers_are_finite(enrolled: dict[str, str], ask: Ask, tmp_path: Path) -> None:
    """JSON has no "not a number": what could not be measured is null."""
    shown = ask("people", "show", "Ada")
    assert all(np.isfinite(photo["quality"]["sharpness"]) for photo in shown["photo_list"])
