"""Somebody before a camera of 20 frames a second who does what the view of a check tells him."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from faceid_desktop.core.records import Detection, FacesInPhoto, ImageArray, PassiveScore, Pose
from faceid_desktop.services.liveness.attempts import LivenessAttempts
from faceid_desktop.services.liveness.challenge import Plan
from faceid_desktop.services.liveness.check import LivenessCheck
from faceid_desktop.services.liveness.passive import PassiveRule
from faceid_desktop.services.liveness.records import LivenessView, Prompt
from tests.helpers.drawn import GOOD, DrawnPipeline, alike, face, photo

STEP_S = 0.05
REACTION_S = 0.5
RULE = PassiveRule(threshold=0.0, frames=(2, 4), limit=5.0, advice_only=True, model_id="passive-1+aa")
_POSES = {
    Prompt.TURN_LEFT: Pose(30.0, 0.0, 0.0),
    Prompt.TURN_RIGHT: Pose(-30.0, 0.0, 0.0),
    Prompt.LOOK_UP: Pose(0.0, 22.0, 0.0),
    Prompt.LOOK_DOWN: Pose(0.0, -22.0, 0.0),
}


class Passive:
    """Gives every face the same log-odds (`passive.PassiveScorer`)."""

    def __init__(self, live: float = 2.0) -> None:
        self.live = live

    def score(self, image: ImageArray, detections: Sequence[Detection]) -> list[PassiveScore]:
        """Score the faces."""
        return [PassiveScore(self.live, 0.1, 0.4) for _ in detections]


class Obeying:
    """Does what he is told, half a second after it was said."""

    def __init__(self, who: int = 7) -> None:
        self.who = who
        self._asked, self._since_s = Prompt.LOOK_STRAIGHT, 0.0

    def act(self, time_s: float, view: LivenessView | None) -> FacesInPhoto:
        """Return the picture of him at a time."""
        prompt = Prompt.LOOK_STRAIGHT if view is None else view.prompt
        if prompt is not self._asked:
            self._asked, self._since_s = prompt, time_s
        done = time_s - self._since_s >= REACTION_S
        pose = _POSES.get(prompt, GOOD.pose) if done else GOOD.pose
        mouth = 0.6 if done and prompt is Prompt.OPEN_MOUTH else GOOD.mouth_open
        return photo(face(who=self.who, quality=replace(GOOD, pose=pose, mouth_open=mouth)))


def attempts(live: float = 2.0, draw: Callable[[], int] = lambda: 5) -> LivenessAttempts:
    """Return attempts whose templates are those of the drawn faces."""

    def make(plan: Plan | None) -> LivenessCheck:
        return LivenessCheck(DrawnPipeline([]), alike, plan, (Passive(live), RULE))

    return LivenessAttempts(make, draw)
