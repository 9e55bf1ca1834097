"""How often a recording passes the challenge by chance, and whether the living person in it could have."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from faceid_desktop.core.liveness_metrics import ErrorRate, error_rate
from faceid_desktop.core.records import FacesInPhoto, ImageArray, PassiveScore, Template
from faceid_desktop.services.liveness.challenge import (
    ChallengeSpec,
    Phase,
    Plan,
    Seen,
    State,
    advance,
    draw_plan,
)
from faceid_desktop.services.liveness.check import follow, has_rival
from faceid_desktop.services.liveness.movement import (
    Action,
    FaceSeen,
    is_neutral,
    is_steady,
    jumped,
    mean_face,
    movement,
    see,
)
from faceid_desktop.services.liveness.passive import PassiveScorer
from faceid_desktop.services.pipeline import FacePipeline

_TEMPLATE_EVERY = 3
_LONGEST_S = 60.0

Same = Callable[[Template, Template], float]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What one frame of a clip shows; ``template`` may be a neighbouring frame's."""

    time_s: float
    face: FaceSeen | None
    rival: bool
    template: Template | None
    passive: PassiveScore | None


def watch(
    frames: Iterable[tuple[float, ImageArray]], pipeline: FacePipeline, passive: PassiveScorer | None
) -> list[Glimpse]:
    """Measure every frame of a clip: (time in seconds, RGB picture)."""
    track: list[Glimpse] = []
    template: Template | None = None
    last: FaceSeen | None = None
    for place, (time_s, image) in enumerate(frames):
        photo: FacesInPhoto = pipeline.analyse(image)
        face = follow(photo.faces, last)
        if face is None:
            track.append(Glimpse(time_s, None, False, None, None))
            continue
        last = see(photo.image, face)
        if template is None or place % _TEMPLATE_EVERY == 0:
            template = pipeline.embed([face])[0]
        score = passive.score(photo.image, [face.detection])[0] if passive is not None else None
        track.append(Glimpse(time_s, last, has_rival(photo.faces, face), template, score))
    return track


def take(plan: Plan, frames: Iterable[Glimpse], same: Same) -> State:
    """Run a challenge on what a clip shows, with templates compared as a live check would."""
    state, first = State(), None
    for each in frames:
        who = None
        if state.wants_template and each.template is not None:
            first = each.template if first is None else first
            who = same(first, each.template)
        state = advance(plan, state, Seen(each.time_s, each.face, each.rival, who))
        if state.over:
            break
    return state


def to_and_fro(track: Sequence[Glimpse], start: int) -> Iterator[Glimpse]:
    """Play a clip from a frame on, backwards at its end and forwards again: a loop without a cut.

    That is the best a thief can do with a recording, so that the chance found with it is an upper one.
    """
    step_s = (track[-1].time_s - track[0].time_s) / max(len(track) - 1, 1)
    place, direction, time_s = start, 1, 0.0
    while time_s < _LONGEST_S:
        yield replace(track[place], time_s=time_s)
        time_s += step_s
        if not 0 <= place + direction < len(track):
            direction = -direction
        place += direction


def replay_chance(
    track: Sequence[Glimpse], spec: ChallengeSpec, same: Same, trials: int, seed: int = 0
) -> tuple[ErrorRate, dict[str, int]]:
    """Play a recording to many random challenges, from random places, and count how often it passes.

    Returns
    -------
    ErrorRate
        Passes among trials.
    dict
        How often each reason ended a challenge; ``unfinished`` if none did.
    """
    chance = random.Random(seed)  # noqa: S311 - a simulation
    passed, ends = 0, dict[str, int]()
    for _ in range(trials):
        start = chance.randrange(max(len(track) - 1, 1))
        state = take(draw_plan(chance.getrandbits(64), spec), to_and_fro(track, start), same)
        passed += state.phase is Phase.PASSED
        end = state.phase.value if state.phase is Phase.PASSED else (state.reason or "unfinished")
        ends[str(end)] = ends.get(str(end), 0) + 1
    return error_rate(passed, trials), ends


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What the person of a clip can be made to do: places of still frames, and of each movement's way out.

    A way starts at a still frame, and ends where the movement is made; it is walked back afterwards.
    """

    still: tuple[int, ...]
    ways: Mapping[Action, tuple[int, ...]]


def repertoire(track: Sequence[Glimpse], spec: ChallengeSpec) -> Repertoire | None:
    """Find a still stretch of a clip and the movements that start from the same neutral face."""
    stretch = next((s for start in range(len(track)) if (s := _still_from(track, start, spec))), None)
    if stretch is None:
        return None
    neutral = mean_face(tuple(g.face for place in stretch if (g := track[place]).face is not None))
    ways: dict[Action, tuple[int, ...]] = {}
    resting: tuple[int, int] | None = None  # a still frame, and the clip's own frame that continues it
    for place, each in enumerate(track):
        made = None if each.face is None else movement(each.face, neutral, spec.movement)
        if each.face is None or (place and _breaks(track[place - 1], each, spec)):
            resting = None
        elif is_neutral(each.face, neutral, spec.movement):
            near = (at for at in stretch if not _breaks(replace(track[at], time_s=each.time_s), each, spec))
            beside = next(near, None)
            resting = None if beside is None else (beside, place)
        elif made is not None and resting is not None:
            end = _holds(track, place, made, neutral, spec)
            if end is not None:
                ways.setdefault(made, (resting[0], *range(resting[1], end)))
            # A head that swings on passes other movements on its way: not an answer to anything.
            resting = None if made is not Action.CLOSE_EYES else resting
    return Repertoire(stretch, ways)


def honest_answer(
    track: Sequence[Glimpse], can: Repertoire, plan: Plan, same: Same, chance: random.Random
) -> State:
    """Let the person of a clip take a challenge: still until asked, then the movement after a reaction time.

    The frames are the clip's own; only their order and time are made, so this tells whether thresholds and
    noise let a willing person pass, not whether people understand the prompts.
    """
    step_s = (track[-1].time_s - track[0].time_s) / max(len(track) - 1, 1)
    state, first, time_s, tick = State(), None, 0.0, 0
    script: list[int] = []
    asked = -1
    while not state.over and time_s < _LONGEST_S:
        if state.phase is Phase.ASKED and asked != state.step:
            asked = state.step
            way = can.ways[plan.steps[state.step].action]
            wait = round(chance.uniform(0.3, 0.8) / step_s)
            script = [*(_idle(can, tick + i) for i in range(wait)), *way, *reversed(way)]
        place = script.pop(0) if script else _idle(can, tick)
        glimpse = replace(track[place], time_s=time_s)
        who = None
        if state.wants_template and glimpse.template is not None:
            first = first or glimpse.template
            who = same(first, glimpse.template)
        state = advance(plan, state, Seen(time_s, glimpse.face, glimpse.rival, who))
        time_s, tick = time_s + step_s, tick + 1
    return state


def _idle(can: Repertoire, tick: int) -> int:
    """Walk to and fro over the still frames."""
    period = max(2 * (len(can.still) - 1), 1)
    return can.still[min(tick % period, period - tick % period) if period > 1 else 0]


def _still_from(track: Sequence[Glimpse], start: int, spec: ChallengeSpec) -> tuple[int, ...]:
    """Places of a stretch that is steady for long enough to settle, or nothing."""
    faces: list[FaceSeen] = []
    for place in range(start, len(track)):
        face = track[place].face
        if face is None or not is_steady((*faces, face), spec.movement):
            break
        faces.append(face)
        if track[place].time_s - track[start].time_s >= spec.settle_s:
            return tuple(range(start, place + 1))
    return ()


def _holds(
    track: Sequence[Glimpse], start: int, made: Action, neutral: FaceSeen, spec: ChallengeSpec
) -> int | None:
    """Place after a movement's hold, or None if it is not held."""
    for place in range(start, len(track)):
        face = track[place].face
        broken = place > start and _breaks(track[place - 1], track[place], spec)
        if face is None or broken or movement(face, neutral, spec.movement) is not made:
            return None
        if track[place].time_s - track[start].time_s > spec.hold_s:
            return place + 1
    return None


def _breaks(before: Glimpse, now: Glimpse, spec: ChallengeSpec) -> bool:
    if before.face is None or now.face is None:
        return True
    return jumped(before.face, now.face, now.time_s - before.time_s, spec.movement)
