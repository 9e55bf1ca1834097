"""LFW's View 1 test from its archive: 500 pairs of one person and 500 of two. For reporting only."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.evaluation import enrol_photos, measure_pairs, score_pairs
from faceid_desktop.services.pairs import Protocol, ScoreKind, read_pairs


def measure_lfw(engine: Engine, photos: Path, pairs: Path) -> dict[str, Mapping[str, object]]:
    """Verify the pairs through the whole pipeline, as ``faceid evaluate pairs`` does.

    Parameters
    ----------
    engine
        The engine.
    photos
        Archive of the photos.
    pairs
        The official list of pairs.

    Returns
    -------
    dict
        The figures of `faceid_desktop.services.evaluation.PairFigures`, for the calibrated Joint Bayesian
        score and for the cosine of the templates, with the share of photos that could not be enrolled.
    """
    wanted = read_pairs(pairs, Protocol.LFW)
    names = sorted({name for pair in wanted for name in (pair.first, pair.second)})
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(photos) as archive:
        archive.extractall(folder, [name for name in names if name in archive.namelist()])
        enrolled = enrol_photos(engine.pipeline, Path(folder), names, Protocol.LFW)
    return {
        f"LFW View 1, {kind}": {
            **asdict(measure_pairs(score_pairs(wanted, enrolled, engine.scorer, kind))),
            "failure_to_enrol": enrolled.failure_rate,
        }
        for kind in ScoreKind
    }
