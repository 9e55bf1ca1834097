"""The figures of the shipped check: test projects by kind of attack, and every clip one by one."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import torch

from faceid_desktop.core.liveness_metrics import error_rate
from faceid_desktop.core.records import Detection, Frame, ImageArray
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.live.video import read_video
from faceid_desktop.services.liveness.challenge import ABLE_TO_ALL, ChallengeSpec, Phase, draw_plan
from faceid_desktop.services.liveness.evaluation import (
    Glimpse,
    Repertoire,
    honest_answer,
    repertoire,
    replay_chance,
    watch,
)
from faceid_desktop.services.liveness.passive import PassiveRule, PassiveVerdict, judge_passive, rule_of
from faceid_desktop.training.liveness.data import Store
from faceid_desktop.training.liveness.evaluate import Scored, by_project
from faceid_desktop.training.liveness.produce import open_store
from faceid_desktop.training.liveness.texture import textures
from faceid_desktop.training.liveness.train import scores
from faceid_desktop.vision.liveness import PassiveLiveness, load_liveness, read_network
from faceid_desktop.vision.liveness_bundle import LivenessBundle, load_liveness_bundle

_HONEST_TRIALS = 200
_TIMED = 100
_EVERY_S = 0.15
_FRAMES_PER_S = 15


def evaluate(engine: Engine, data: Path, work: Path, model: Path, trials: int) -> dict[str, Any]:
    """Measure the passive check on the test projects, and both checks on the clips.

    Parameters
    ----------
    engine
        Finds the faces and makes the templates.
    data, work
        The pictures and clips, and the folder of the crops.
    model
        The passive model.
    trials
        Random challenges for each clip.
    """
    bundle = load_liveness_bundle(model)
    device = torch.device("cpu")
    passive, rule = load_liveness(bundle, device), rule_of(bundle)
    store = open_store(engine, data, work)
    clips = {
        path.stem: clip_figures(engine, path, passive, rule, trials)
        for kind in ("live", "replay")
        for path in sorted((data / "videos").glob(f"{kind}_?.*"))
    }
    return {
        "model_id": bundle.manifest.model_id,
        "templates": engine.bundle.model_id,
        "threshold": rule.threshold,
        "advice_only": rule.advice_only,
        "passive": passive_figures(bundle, store),
        "clips": clips,
        "together": together(clips),
        "cpu_ms_per_frame": frame_ms(passive),
    }


def passive_figures(bundle: LivenessBundle, store: Store) -> dict[str, dict[str, object]]:
    """Report the test projects with the weights as they are stored, in half precision."""
    rows = store.rows("test")
    network, spec = read_network(bundle), bundle.manifest.spec
    odds = scores(network, store, textures(store, spec), rows, spec)
    return by_project(store, Scored(rows, odds), bundle.manifest.threshold)


def clip_figures(
    engine: Engine, path: Path, passive: PassiveLiveness, rule: PassiveRule, trials: int
) -> dict[str, Any]:
    """Measure one clip: the passive verdict, a replay against random challenges, and a willing person's."""
    track = watch(paced(read_video(path)), engine.pipeline, passive)
    verdict = judge_clip(track, rule)
    passed, ends = replay_chance(track, ABLE_TO_ALL, engine.scorer.llr, trials)
    can = repertoire(track, ABLE_TO_ALL)
    return {
        "frames": len(track),
        "frames_without_a_face": sum(each.face is None for each in track),
        "passive": verdict.passed,
        "score": verdict.score,
        "reasons": [reason.value for reason in verdict.reasons],
        "replay": {"errors": passed.errors, "trials": passed.trials, "high": passed.high, "ends": ends},
        "can": sorted(action.value for action in can.ways) if can is not None else [],
        "willing": willing(engine, track, can) if can is not None and can.ways else None,
    }


def together(clips: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Count errors over the clips: each check alone, and both where one that fails rejects.

    Attacks that pass among replays; living people refused among willing ones, who show what their clip has.
    """
    counts: dict[str, dict[str, int]] = {}
    for name, each in clips.items():
        alive, judged = name.startswith("live"), each["passive"]
        trials = each["willing"] if alive else each["replay"]
        if trials is None:
            continue
        wrong = trials["refused" if alive else "errors"]
        shown = trials["trials"]
        # A passive check that could not tell does not reject.
        flat = shown if judged is False else 0
        both = (shown if judged is False else wrong) if alive else (0 if judged is False else wrong)
        kind = counts.setdefault(
            "living refused" if alive else "replays passed",
            {"passive": 0, "active": 0, "both": 0, "trials": 0},
        )
        kind["passive"] += flat if alive else shown - flat
        kind["active"] += wrong
        kind["both"] += both
        kind["trials"] += shown
    return counts


def paced(frames: Iterable[Frame]) -> Iterator[tuple[float, ImageArray]]:
    """Leave out frames that a live check on a small computer would have no time for."""
    last_s = -1.0
    for frame in frames:
        time_s = frame.captured_ns / 1e9
        # Half a millisecond: time stamps are rounded.
        if time_s - last_s >= 1 / _FRAMES_PER_S - 5e-4:
            yield time_s, frame.image
            last_s = time_s


def judge_clip(track: Sequence[Glimpse], rule: PassiveRule) -> PassiveVerdict:
    """Judge a whole clip by all of its frames, as far apart as a live check takes them."""
    chosen, last_s = [], -1.0
    for each in track:
        if each.passive is not None and each.time_s - last_s >= _EVERY_S:
            chosen.append(each.passive)
            last_s = each.time_s
    return judge_passive(chosen, replace(rule, frames=(rule.frames[0], max(len(chosen), rule.frames[0]))))


def willing(engine: Engine, track: Sequence[Glimpse], can: Repertoire) -> dict[str, Any]:
    """Let the clip's person answer random challenges with the movements that the clip shows."""
    spec: ChallengeSpec = replace(ABLE_TO_ALL, actions=tuple(can.ways))
    seconds, refused = [], 0
    for seed in range(_HONEST_TRIALS):
        chance = random.Random(seed)  # noqa: S311 - a simulation
        state = honest_answer(track, can, draw_plan(seed, spec), engine.scorer.llr, chance)
        refused += state.phase is not Phase.PASSED
        seconds.append(state.last_s - (state.begun_s or 0.0))
    rate = error_rate(refused, _HONEST_TRIALS)
    return {"refused": rate.errors, "trials": rate.trials, "median_s": round(median(seconds), 2)}


def frame_ms(passive: PassiveLiveness) -> float:
    """Median processor time of one face of one frame on one thread, cutting the views included, in ms.

    Processor time, so that whatever else the computer does has no part in it.
    """
    torch.set_num_threads(1)
    image = np.random.default_rng(0).integers(0, 256, (480, 640, 3), np.uint8)
    face = Detection(np.array([250, 150, 390, 330], np.float32), 0.9, np.zeros((5, 2), np.float32))
    spent = []
    for _ in range(_TIMED):
        begun = time.process_time()
        passive.score(image, [face])
        spent.append((time.process_time() - begun) * 1000)
    return median(spent)
