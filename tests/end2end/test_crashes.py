"""Programs are killed while they work on a gallery; `tests.campaign` does the same hundreds of times."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from faceid_desktop.paths import app_paths
from tests.campaign import promises
from tests.campaign.runs import Campaign, kill_after, let_go
from tests.campaign.workloads import WORKLOADS, opened
from tests.helpers.small_gallery import enrol

_WITHIN_S = 0.6


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Workloads that are prepared once."""
    method = "spawn" if sys.platform == "win32" else "forkserver"
    return Campaign(tmp_path_factory.mktemp("campaign"), method)


@pytest.mark.parametrize(
    ("name", "seed"),
    [(name, seed) for seed in (1, 2) for name in ("enrol", "begin", "backup", "restore", "migrate")],
)
def test_killed_program_loses_nothing(campaign: Campaign, name: str, seed: int) -> None:
    """After kill -9 everything that was reported as saved is there, whole, and told in the audit chain."""
    moment = random.Random(f"{name} {seed}").uniform(0, _WITHIN_S)  # noqa: S311
    outcome = campaign.run(name, kill_after(moment))
    assert outcome.wrong == ()


def test_program_that_is_let_go_finishes(campaign: Campaign) -> None:
    """The workload itself is right: undisturbed it comes to its end."""
    outcome = campaign.run("keys", let_go)
    assert (outcome.finished, outcome.wrong) == (True, ())


def _lose_a_person(query: Callable[[str], object], first: str) -> None:
    query(f"DELETE FROM person WHERE uuid = '{first}'")  # noqa: S608


def _lose_a_template(query: Callable[[str], object], _first: str) -> None:
    query("DELETE FROM template WHERE photo_id = 1")


def _lose_a_crop(query: Callable[[str], object], _first: str) -> None:
    query("DELETE FROM media WHERE photo_id = 1")


def _leave_an_orphan(query: Callable[[str], object], _first: str) -> None:
    query("PRAGMA foreign_keys=OFF")
    query("INSERT INTO media VALUES (99, 'crop', x'00')")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_lose_a_person, "person lost"),
        (_lose_a_template, "photo without a template"),
        (_lose_a_crop, "photo without a crop"),
        (_leave_an_orphan, "foreign_key_check"),
    ],
)
def test_the_check_finds_what_is_wrong(
    campaign: Campaign, harm: Callable[[Callable[[str], object], str], None], told: str
) -> None:
    """A check that never fails would prove nothing: each kind of loss is noticed."""
    paths = app_paths(campaign.new_folder("enrol"))
    with opened(paths) as gallery:
        first = enrol(gallery, "somebody").uuid
        with gallery.store.raw() as connection:
            harm(connection.execute, first)
    promised = promises.read([f'{{"persons": ["{first}"]}}\n'])
    assert any(found.startswith(told) for found in promises.broken(paths, promised))


def test_reports_are_read_as_far_as_they_were_written() -> None:
    """A last line that was cut off promises nothing; what is about to change is not promised either."""
    lines = ['{"persons": ["a", "b"], "photos": ["p"]}\n', '{"touching": ["a"]}\n', '{"persons": ["c"]']
    assert promises.read(lines).persons == {"b"}
    assert promises.read([*lines[:2], '{"persons": ["a"], "gone": ["p"]}\n']).persons == {"a", "b"}
    assert promises.read(lines).photos == {"p"}


def test_workloads_are_those_that_are_documented() -> None:
    """Enrolment, backup, restore, migration and changes of keys are among them."""
    assert {"begin", "enrol", "backup", "restore", "migrate", "keys"} <= set(WORKLOADS)


def test_lost_backup_and_unopened_gallery_are_told(campaign: Campaign, tmp_path: Path) -> None:
    """A promised backup that is not there, and a gallery that does not open, count as losses."""
    paths = app_paths(campaign.new_folder("enrol"))
    promised = promises.Promises(backups={str(tmp_path / "lost.db")})
    assert [found.split(":")[0] for found in promises.broken(paths, promised)] == ["backup not whole"]
    (paths.config / "gallery.key").unlink()
    assert promises.broken(paths, promised)[0].startswith("does not open")
