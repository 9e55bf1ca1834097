"""Open-set identification figures."""

from __future__ import annotations

import numpy as np
import pytest

from faceid_desktop.training.identification import identification_figures

PEOPLE = np.repeat(np.arange(60), 4)


def test_faces_that_are_told_apart_are_all_found() -> None:
    """Everybody ranks first and nobody is missed where persons do not overlap."""
    scores = np.where(PEOPLE[:, None] == PEOPLE[None, :], 9.0, -9.0)
    figures = identification_figures(scores, PEOPLE, PEOPLE)
    assert (figures["rank_1"], figures["fnir_at_fpir_1e-2"]) == (1.0, 0.0)
    assert (figures["gallery_people"], figures["searches"]) == (60, 180)


def test_scores_that_say_nothing_find_by_chance() -> None:
    """Of 60 people a random one ranks first, and at FPIR 1 % nearly all are missed."""
    scores = np.random.default_rng(0).normal(size=(240, 240))
    figures = identification_figures(scores, PEOPLE, PEOPLE)
    assert figures["rank_1"] < 0.08
    assert figures["fnir_at_fpir_1e-2"] > 0.9


def test_a_mate_below_the_threshold_is_missed_even_at_rank_one() -> None:
    """The threshold is set by people who are not enrolled."""
    scores = np.where(PEOPLE[:, None] == PEOPLE[None, :], 1.0, 0.0)
    stranger = PEOPLE == 7  # two of 60 people look like the one beside them
    scores[np.ix_(stranger, PEOPLE == 8)] = scores[np.ix_(PEOPLE == 8, stranger)] = 5.0
    figures = identification_figures(scores, PEOPLE, PEOPLE)
    assert figures["rank_1"] == pytest.approx(58 / 60)
    assert figures["fnir_at_fpir_1e-2"] == 1.0


def test_relatives_are_no_strangers() -> None:
    """A look-alike of the same family sets no threshold."""
    families = np.where(PEOPLE == 8, 7, PEOPLE)
    scores = np.where(families[:, None] == families[None, :], 5.0, 0.0)
    scores[PEOPLE[:, None] == PEOPLE[None, :]] = 6.0
    figures = identification_figures(scores, PEOPLE, families)
    assert figures["threshold_llr"] < 1
    assert figures["fnir_at_fpir_1e-2"] == 0.0
