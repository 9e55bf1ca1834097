"""Liveness of the people whom a live session follows: advice on each, a challenge for one at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from faceid_desktop.core.records import FacesInPhoto, LivenessResult, PassiveScore
from faceid_desktop.services.liveness.attempts import LivenessAttempts
from faceid_desktop.services.liveness.check import PASSIVE_EVERY_S, combine, has_rival
from faceid_desktop.services.liveness.passive import PassiveRule, PassiveScorer, judge_passive
from faceid_desktop.services.liveness.records import CheckSet, LivenessView

AWAY_S = 1.0
"""Whoever was out of sight for longer is checked anew: a picture of him may have taken his place."""


class TrackLiveness:
    """Knows of each track whether a living person was seen; belongs to the thread that analyses.

    Parameters
    ----------
    attempts
        Runs the challenges.
    passive
        The network and its rule.
    required
        Ask everybody who is identified to take a challenge, one person at a time.
    """

    def __init__(
        self,
        attempts: LivenessAttempts,
        passive: tuple[PassiveScorer, PassiveRule],
        *,
        required: bool = False,
    ) -> None:
        self._attempts, self._passive, self._required = attempts, passive, required
        self._scores: dict[int, list[PassiveScore]] = {}
        self._views: dict[int, LivenessView] = {}
        self._asked: set[int] = set()
        self._who: int | None = None
        self._wanted: CheckSet | None = None
        self._scored_s: float | None = None
        self._seen_s: dict[int, float] = {}

    @property
    def required(self) -> bool:
        """Whether nobody counts as identified before he passed a challenge."""
        return self._required

    def ask(self, chosen: CheckSet) -> None:
        """Begin a check of whoever stands in front, at the next frame; any thread may call it.

        Choosing OPERATOR is the operator's word: he looks at the picture while he says so.
        """
        self._wanted = chosen

    def view(self, track_id: int) -> LivenessView | None:
        """Return where the check of a track stands; None while nothing is known."""
        return self._views.get(track_id)

    def feed(
        self, time_s: float, photo: FacesInPhoto, places: Mapping[int, int], identified: Collection[int]
    ) -> list[int]:
        """Take in an analysed frame.

        Parameters
        ----------
        time_s
            When it was captured, in seconds.
        photo
            The frame with its faces.
        places
            The tracks that are seen in it, and the places of their faces in the photo.
        identified
            The tracks whose people are identified.

        Returns
        -------
        list of int
            The tracks of which something else is to be said than before.
        """
        self._note(time_s, places)
        before = {track: _gist(view.result) for track, view in self._views.items()}
        self._look(time_s, photo, places)
        self._choose(photo, places, identified)
        if self._who is not None:
            self._attempts.feed(time_s, photo)
            view = self._attempts.view
            if view is not None:
                self._views[self._who] = view
                self._who = None if view.over else self._who
        return [
            track
            for track, view in self._views.items()
            if _gist(view.result) != before.get(track, _gist(None))
        ]

    def put(self, track_id: int, view: LivenessView) -> None:
        """Replace what is known of a track: somebody else may have passed the check (`attempts.bound`)."""
        self._views[track_id] = view

    def forget(self, track_id: int) -> None:
        """Drop what is known of a track that has ended."""
        self._views.pop(track_id, None)
        self._scores.pop(track_id, None)
        self._seen_s.pop(track_id, None)
        self._asked.discard(track_id)
        self._who = None if self._who == track_id else self._who

    def _note(self, time_s: float, places: Mapping[int, int]) -> None:
        for track in [each for each, seen_s in self._seen_s.items() if time_s - seen_s > AWAY_S]:
            self.forget(track)
        self._seen_s.update(dict.fromkeys(places, time_s))

    def _look(self, time_s: float, photo: FacesInPhoto, places: Mapping[int, int]) -> None:
        """Score the faces by the passive network, and judge those that no challenge was asked of."""
        if not places or (self._scored_s is not None and time_s - self._scored_s < PASSIVE_EVERY_S):
            return
        self._scored_s = time_s
        scorer, rule = self._passive
        detections = [photo.faces[place].detection for place in places.values()]
        for track, score in zip(places, scorer.score(photo.image, detections), strict=True):
            scores = [*self._scores.get(track, ()), score][-rule.frames[1] :]
            self._scores[track] = scores
            if len(scores) >= rule.frames[0] and track not in self._asked:
                self._advise(track, combine(None, judge_passive(scores, rule), rule))

    def _advise(self, track: int, result: LivenessResult) -> None:
        """Keep what the frames alone tell; what once spoke against somebody stays, or it would flicker."""
        known = self._views.get(track, LivenessView(CheckSet.ALL))
        if known.result is None or known.result.passive is not False:
            self._views[track] = replace(known, result=result)

    def _choose(self, photo: FacesInPhoto, places: Mapping[int, int], identified: Collection[int]) -> None:
        """Begin the check that the operator asks for, or the one that the rule asks for."""
        front = _in_front(photo, places)
        if front is None or (self._who is not None and self._wanted is None):
            return
        due = self._required and front in identified and front not in self._asked
        if self._wanted is None and not due:
            return
        chosen, self._wanted = self._wanted or CheckSet.ALL, None
        self._who = front
        self._asked.add(front)
        self._views[front] = self._attempts.begin(chosen)
        if chosen is CheckSet.OPERATOR:
            self._attempts.confirm(seen=True)


def _in_front(photo: FacesInPhoto, places: Mapping[int, int]) -> int | None:
    """Return the track of the largest face, if no other one of like size stands beside it."""
    if not places:
        return None
    track = min(places, key=lambda each: places[each])  # photos list the largest face first
    return None if has_rival(photo.faces, photo.faces[places[track]]) else track


def _gist(result: LivenessResult | None) -> tuple[object, ...]:
    """Return what a change of the result is a change of; frames that only look alive are no news."""
    if result is None or (result.active is None and not result.reasons):
        return ()
    return result.passed, result.active, result.passive, result.reasons
