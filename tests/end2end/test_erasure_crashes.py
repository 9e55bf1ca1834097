"""Erasures are killed; `tests.campaign.erasure` does the same a hundred times."""

from __future__ import annotations

import random

import pytest

from tests.campaign.erasure import kill_once
from tests.campaign.erasure_workload import PEOPLE
from tests.campaign.runs import Campaign

_WITHIN_S = 1.5


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """A gallery with a backup and a copy, prepared once."""
    return Campaign(tmp_path_factory.mktemp("erasure"))


@pytest.mark.parametrize("seed", range(10))
def test_a_killed_erasure_leaves_nothing_half(campaign: Campaign, seed: int) -> None:
    """After the next opening everybody is whole or gone, and of the latter no byte is left anywhere."""
    moment = random.Random(seed).uniform(0, _WITHIN_S)  # noqa: S311
    found, wrong = kill_once(campaign, moment)
    assert wrong == ()
    assert found.present + found.gone == PEOPLE
    assert found.after == 0
