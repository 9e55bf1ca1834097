"""One frame after the other to faces that keep a name, and to verdicts on who they are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from faceid_desktop.core.blur import thumbnail
from faceid_desktop.core.records import Face, FacesInPhoto, Floats, Frame, ImageArray, Template
from faceid_desktop.services.live.evidence import EvidenceOptions, Identifier, Sample, weight_of
from faceid_desktop.services.live.ghosts import real_places
from faceid_desktop.services.live.identity import (
    EndedTrack,
    IdentityKeeper,
    IdentityOptions,
    Similarity,
)
from faceid_desktop.services.live.records import LiveResult, TrackEvent, TrackEventKind, TrackView
from faceid_desktop.services.live.scene import SceneCut
from faceid_desktop.services.live.tracking import Track, Tracker, TrackerOptions
from faceid_desktop.services.liveness.attempts import bound
from faceid_desktop.services.liveness.records import LivenessView
from faceid_desktop.services.liveness.tracks import TrackLiveness
from faceid_desktop.services.pipeline import StageClock

_LEAST_HITS = 2


class Pipeline(Protocol):
    """Finds faces and makes templates (`services.pipeline.FacePipeline`)."""

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Find all faces of a picture."""

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Make templates of faces."""


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """How faces are followed and judged.

    At most ``batch`` faces of a frame are embedded, so that a crowd does not hold up the picture.
    """

    tracker: TrackerOptions = field(default_factory=TrackerOptions)
    evidence: EvidenceOptions = field(default_factory=EvidenceOptions)
    identity: IdentityOptions = field(default_factory=IdentityOptions)
    batch: int = 4


class LiveAnalyser:
    """Makes a `LiveResult` of each frame; used by one thread, its identifier may be set by another.

    Parameters
    ----------
    pipeline
        Finds and embeds faces.
    similarity
        Compares two templates: whether a face that comes back is one that was there before.
    identifier
        Who is who; None follows faces without a verdict.
    options
        How.
    liveness
        Whether people are alive; None asks nobody.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        similarity: Similarity,
        identifier: Identifier | None = None,
        options: LiveOptions | None = None,
        liveness: TrackLiveness | None = None,
    ) -> None:
        self._pipeline, self._similarity = pipeline, similarity
        self._options = options or LiveOptions()
        self._identifier = self._judged_by = identifier
        self._keeper = IdentityKeeper(
            Tracker(self._options.tracker), similarity, self._options.identity, self._options.evidence
        )
        self._scene = SceneCut()
        self._liveness = liveness

    @property
    def liveness(self) -> TrackLiveness | None:
        """The liveness checks, if there are any."""
        return self._liveness

    def use(self, identifier: Identifier | None) -> None:
        """Judge by another gallery from the next frame on; every track is judged anew, without embedding."""
        self._identifier = identifier

    def analyse(self, frame: Frame) -> LiveResult:
        """Find, follow and judge the faces of a frame; frames come in the order of their time."""
        begin = time.perf_counter()
        clock, at_ns = StageClock(), frame.captured_ns
        photo = self._pipeline.analyse(frame.image)
        with clock.stage("track"):
            ended = self._keeper.update(_boxes(photo), at_ns, cut=self._scene.is_cut(photo.image))
        chosen = self._worth_embedding(photo, at_ns)
        with clock.stage("embed"):
            samples = self._samples(photo, chosen)
        with clock.stage("identify"):
            events = [self._gone(each) for each in ended if each.evidence.embedded]
            events += self._judge(self._keeper.add(samples, at_ns), at_ns)
        with clock.stage("liveness"):
            events += self._alive(photo, at_ns)
        total_ms = (time.perf_counter() - begin) * 1000
        return LiveResult(
            frame=frame,
            photo=photo,
            tracks=tuple(self._view(track, photo) for track in self._keeper.tracks),
            events=tuple(events),
            timings_ms={**photo.timings_ms, **clock.timings_ms, "total": total_ms},
            latency_ms=(time.monotonic_ns() - at_ns) / 1e6,
        )

    def finish(self) -> tuple[TrackEvent, ...]:
        """End all tracks, those out of sight too; returns their last events."""
        return tuple(self._gone(each) for each in self._keeper.end_all() if each.evidence.embedded)

    def timings(self, result: LiveResult) -> dict[str, float]:
        """Return the time of each stage in milliseconds."""
        return dict(result.timings_ms)

    def merge(self, untaken: LiveResult, newer: LiveResult) -> LiveResult:
        """Return ``newer`` with the events of ``untaken`` before its own."""
        return replace(newer, events=untaken.events + newer.events)

    def _worth_embedding(self, photo: FacesInPhoto, at_ns: int) -> dict[int, int]:
        """Choose the tracks whose face tells something new, as {track: place in the photo}."""
        certain = {
            track.track_id: track.place
            for track in self._keeper.tracks
            if track.place is not None and track.hits >= _LEAST_HITS and self._keeper.may_embed(track)
        }
        quality = {track_id: photo.faces[place].quality for track_id, place in certain.items()}
        confirm = self._keeper.to_confirm({each for each in certain if not quality[each].reasons})
        chosen = {
            track_id: place
            for track_id, place in certain.items()
            if track_id in confirm or self._keeper.evidence[track_id].wants(quality[track_id], at_ns)
        }
        if len(chosen) <= self._options.batch:
            return chosen
        # Whoever was embedded least comes first, so that nobody in a crowd waits for ever.
        least = sorted(chosen, key=lambda track_id: self._keeper.evidence[track_id].embedded)
        return {track_id: chosen[track_id] for track_id in least[: self._options.batch]}

    def _samples(self, photo: FacesInPhoto, chosen: dict[int, int]) -> dict[int, Sample]:
        if not chosen:
            return {}
        faces = [photo.faces[place] for place in chosen.values()]
        templates = self._pipeline.embed(faces)
        return {
            track_id: Sample(
                template=template,
                weight=weight_of(face.quality),
                quality=face.quality,
                thumbnail=thumbnail(photo.image, face.detection.box),
            )
            for track_id, face, template in zip(chosen, faces, templates, strict=True)
        }

    def _judge(self, embedded: list[int], at_ns: int) -> list[TrackEvent]:
        """Identify the tracks that have a new sample, or all of them if the gallery is another."""
        identifier = self._identifier
        everybody = identifier is not self._judged_by
        self._judged_by = identifier
        if identifier is None:
            return []
        events = []
        for track_id in list(self._keeper.evidence) if everybody else embedded:
            evidence = self._keeper.evidence[track_id]
            if evidence.judge(identifier, at_ns):
                events.append(self._event(TrackEventKind.VERDICT, track_id, at_ns))
        return events

    def _alive(self, photo: FacesInPhoto, at_ns: int) -> list[TrackEvent]:
        """Let the liveness checks see the frame; returns what they have to tell."""
        if self._liveness is None:
            return []
        evidence = self._keeper.evidence
        places = {each.track_id: each.place for each in self._keeper.tracks if each.place is not None}
        identified = {
            track_id
            for track_id, each in evidence.items()
            if each.verdict is not None and each.verdict.person is not None
        }
        changed = self._liveness.feed(at_ns / 1e9, photo, places, identified)
        for track_id in changed:
            view = self._liveness.view(track_id)
            if view is not None and track_id in evidence:
                best = evidence[track_id].best
                faces = [] if best is None else [best.template]
                self._liveness.put(track_id, bound(view, faces, self._similarity))
        return [self._event(TrackEventKind.LIVENESS, each, at_ns) for each in changed if each in evidence]

    def _event(self, kind: TrackEventKind, track_id: int, at_ns: int) -> TrackEvent:
        evidence = self._keeper.evidence[track_id]
        return TrackEvent(
            kind=kind,
            track_id=track_id,
            at_ns=at_ns,
            verdict=evidence.verdict,
            previous=evidence.previous,
            thumbnail=None if evidence.best is None else evidence.best.thumbnail,
            first_ns=self._keeper.first_ns(track_id),
            liveness=self._view_of(track_id),
        )

    def _view_of(self, track_id: int) -> LivenessView | None:
        return None if self._liveness is None else self._liveness.view(track_id)

    def _gone(self, ended: EndedTrack) -> TrackEvent:
        best, liveness = ended.evidence.best, self._view_of(ended.track_id)
        if self._liveness is not None:
            self._liveness.forget(ended.track_id)
        return TrackEvent(
            kind=TrackEventKind.GONE,
            track_id=ended.track_id,
            at_ns=ended.seen_ns,
            verdict=ended.evidence.verdict,
            thumbnail=None if best is None else best.thumbnail,
            first_ns=ended.first_ns,
            liveness=liveness,
        )

    def _view(self, track: Track, photo: FacesInPhoto) -> TrackView:
        return TrackView(
            track_id=track.track_id,
            box=track.box if track.place is None else photo.faces[track.place].detection.box,
            first_ns=track.first_ns,
            seen_ns=track.seen_ns,
            face=None if track.place is None else photo.faces[track.place],
            place=track.place,
            verdict=self._keeper.evidence[track.track_id].verdict,
            liveness=self._view_of(track.track_id),
        )


def _boxes(photo: FacesInPhoto) -> dict[int, Floats]:
    """Return the boxes of the real faces, by their places in the photo."""
    return {place: photo.faces[place].detection.box for place in real_places(photo)}
