"""From analysed frames to tracks, verdicts and events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from faceid_desktop.core.records import (
    Candidate,
    FacesInPhoto,
    FalseMatchRate,
    Frame,
    Identification,
    IdentifyOutcome,
    Template,
)
from faceid_desktop.services.live.analyser import LiveAnalyser, LiveOptions
from faceid_desktop.services.live.records import LiveResult, TrackEvent, TrackEventKind
from faceid_desktop.services.liveness.records import CheckSet
from faceid_desktop.services.liveness.tracks import TrackLiveness
from tests.helpers.drawn import DrawnPipeline, alike, face, photo, rejected, turned
from tests.unit.services.liveness.stage import RULE, Obeying, Passive, attempts

FRAME_NS = 40_000_000
RATE = FalseMatchRate(1e-4, 1e-5, 1e-3, supported=True, pairs=1000, people=100)


class Book:
    """Identifies drawn faces by their number; one frame is not enough to be sure (`evidence.Identifier`)."""

    def __init__(self, known: Sequence[int], needed: int = 2) -> None:
        self.known, self.needed = set(known), needed

    def identify(self, template: Template, poor: bool) -> Identification:
        """Judge one poor face."""
        return self._verdict(template, IdentifyOutcome.POOR_QUALITY)

    def track_identify(self, templates: Sequence[Template], weights: Sequence[float]) -> Identification:
        """Judge several faces; all must be of one person."""
        assert len({float(each.vector[0]) for each in templates}) == 1
        assert len(weights) == len(templates)
        known = int(templates[0].vector[0]) in self.known
        sure = len(templates) >= self.needed
        outcome = IdentifyOutcome.IDENTIFIED if known else IdentifyOutcome.UNKNOWN
        return self._verdict(templates[0], outcome if sure else IdentifyOutcome.UNCERTAIN)

    def _verdict(self, template: Template, outcome: IdentifyOutcome) -> Identification:
        candidate = Candidate(f"person {int(template.vector[0])}", 5.0, 5.0, 0.99, RATE)
        return Identification(outcome, (candidate,), 0.01, 3.0, None, len(self.known), template.model_id)


def play(
    photos: Sequence[FacesInPhoto], book: Book | None = None, options: LiveOptions | None = None
) -> tuple[list[LiveResult], list[TrackEvent], DrawnPipeline]:
    """Run an analyser over photos, 25 a second; returns its results and all events."""
    pipeline = DrawnPipeline(photos)
    analyser = LiveAnalyser(pipeline, alike, book, options)
    results = [
        analyser.analyse(Frame(each.image[:], number, number * FRAME_NS))
        for number, each in enumerate(photos)
    ]
    events = [event for result in results for event in result.events]
    return results, events + list(analyser.finish()), pipeline


def test_a_known_face_is_identified_once() -> None:
    """Evidence grows from uncertain to identified; two events of verdict and one of leaving are told."""
    _, events, _ = play([photo(face(who=7))] * 50, Book([7]))
    assert [event.kind for event in events] == [TrackEventKind.VERDICT] * 2 + [TrackEventKind.GONE]
    first, second, gone = events
    assert first.previous is None
    assert second.previous is first.verdict
    assert second.verdict is not None
    assert second.verdict.person == "person 7"
    assert gone.verdict is not None
    assert gone.verdict.person == "person 7"
    assert gone.at_ns == 49 * FRAME_NS


def test_a_stranger_is_unknown() -> None:
    """Somebody who is not enrolled gets a verdict without a person, and a picture for the list."""
    _, events, _ = play([photo(face(who=9))] * 50, Book([7]))
    assert events[-1].verdict is not None
    assert events[-1].verdict.identification.outcome is IdentifyOutcome.UNKNOWN
    assert events[-1].verdict.person is None
    assert events[-1].thumbnail is not None


def test_equal_frames_are_embedded_a_few_times_only() -> None:
    """Four seconds of one still face cost three embeddings."""
    _, _, pipeline = play([photo(face(who=1))] * 100)
    assert len(pipeline.embedded) == 3


def test_a_new_pose_is_embedded() -> None:
    """Who turns his head gives new evidence."""
    still, turn = photo(face(who=1)), photo(face(who=1, quality=turned(yaw=25)))
    _, _, pipeline = play([still] * 60 + [turn] * 40)
    assert len(pipeline.embedded) == 4


def test_poor_frames_are_tried_seldom_and_said_to_be_poor() -> None:
    """A blurred face is embedded once a second and its verdict is that of its quality."""
    _, events, pipeline = play([photo(face(who=7, quality=rejected()))] * 60, Book([7]))
    assert len(pipeline.embedded) == 3
    assert events[0].verdict is not None
    assert events[0].verdict.identification.outcome is IdentifyOutcome.POOR_QUALITY


def test_a_face_of_one_frame_is_nobody() -> None:
    """What flashes up once is neither embedded nor reported."""
    _, events, pipeline = play([photo(), photo(face(who=1)), photo(), photo()], Book([1]))
    assert pipeline.embedded == []
    assert events == []


def test_two_people_who_cross_keep_their_names() -> None:
    """Where motion mistakes two people for each other when they part, their templates put it right."""
    meeting = [photo(face((200 + 8 * n, 240), who=1), face((440 - 8 * n, 240), who=2)) for n in range(12)]
    together = [photo(face((310, 240), who=1), face((330, 240), who=2))] * 10
    # They turn round: each goes back to where it came from, against the motion of its filter.
    parting = [photo(face((310 - 14 * n, 240), who=1), face((330 + 14 * n, 240), who=2)) for n in range(30)]
    results, events, _ = play(meeting + together + parting, Book([1, 2], needed=1))
    ends = {
        view.track_id: int(view.face.aligned.image[0, 0, 0])
        for view in results[-1].tracks
        if view.face is not None
    }
    starts = {
        view.track_id: int(view.face.aligned.image[0, 0, 0])
        for view in results[0].tracks
        if view.face is not None
    }
    assert ends == starts
    assert sum(event.kind is TrackEventKind.VERDICT for event in events) == 2


def test_overlapping_faces_are_not_embedded() -> None:
    """While two faces overlap nobody knows whose is whose, so neither tells anything."""
    both = photo(face((300, 240), who=1), face((340, 240), who=2))
    _, _, pipeline = play([both] * 25)
    assert pipeline.embedded == []


def test_parted_faces_wait_for_each_other_to_be_confirmed() -> None:
    """If one of two that have parted is too poor to tell, the other is not embedded again and again."""
    apart = [photo(face((200, 240), who=1), face((440, 240), who=2))] * 30
    together = [photo(face((300, 240), who=1), face((340, 240), who=2))] * 10
    poor = [photo(face((200, 240), who=1), face((440, 240), who=2, quality=rejected()))] * 30
    _, _, pipeline = play(apart + together + poor)
    assert len(pipeline.embedded) == 6


def test_who_comes_back_after_seconds_is_the_same_track() -> None:
    """Somebody who left the picture for three seconds is recalled by his template, wherever he comes in."""
    photos = [photo(face((100, 200), who=1))] * 20 + [photo()] * 75 + [photo(face((500, 300), who=1))] * 20
    results, events, _ = play(photos, Book([1]))
    assert {view.track_id for result in results for view in result.tracks if view.verdict} == {1}
    assert [event.kind for event in events].count(TrackEventKind.GONE) == 1


def test_who_comes_instead_is_another_track() -> None:
    """Another person who enters after one has left gets a track and a verdict of his own."""
    photos = [photo(face((100, 200), who=1))] * 20 + [photo()] * 75 + [photo(face((100, 200), who=2))] * 20
    _, events, _ = play(photos, Book([1], needed=1))
    gone = {
        event.track_id: event.verdict.person
        for event in events
        if event.kind is TrackEventKind.GONE and event.verdict
    }
    assert sorted(gone.values(), key=str) == [None, "person 1"]


def test_a_person_replaced_in_place_is_noticed() -> None:
    """A face that becomes another person without leaving its place ends the track and begins a new one."""
    photos = [photo(face(who=1))] * 30 + [photo(face(who=2, quality=turned(yaw=30)))] * 30
    results, events, _ = play(photos, Book([1, 2], needed=1))
    people = {event.verdict.person for event in events if event.verdict}
    assert people == {"person 1", "person 2"}
    assert results[0].tracks[0].track_id != results[-1].tracks[0].track_id


def test_a_cut_ends_all_places() -> None:
    """After a cut the face at the same place is not taken for the one before."""
    photos = [photo(face(who=1), shade=30)] * 20 + [photo(face(who=2), shade=220)] * 20
    results, _, _ = play(photos, Book([1, 2], needed=1))
    assert results[19].tracks[0].track_id != results[20].tracks[0].track_id


def test_a_new_gallery_judges_without_embedding() -> None:
    """After the gallery has changed, the track in view gets its new verdict at the next frame."""
    photos = [photo(face(who=7))] * 60
    pipeline = DrawnPipeline(photos)
    analyser = LiveAnalyser(pipeline, alike, Book([]))
    for number in range(30):
        analyser.analyse(Frame(photos[0].image[:], number, number * FRAME_NS))
    before = len(pipeline.embedded)
    analyser.use(Book([7]))
    result = analyser.analyse(Frame(photos[0].image[:], 30, 30 * FRAME_NS))
    assert len(pipeline.embedded) == before
    assert [event.verdict.person for event in result.events if event.verdict] == ["person 7"]


def test_a_crowd_is_embedded_a_few_at_a_time() -> None:
    """Of eight people two are embedded in each frame, and everybody has his turn."""
    crowd = [face((40 + 75 * n, 240), 50.0, who=n) for n in range(8)]
    results, _, pipeline = play([photo(*crowd)] * 5, Book(range(8)), LiveOptions(batch=2))
    assert sorted(pipeline.embedded) == list(range(8))
    assert all(view.verdict is not None for view in results[-1].tracks)


def test_events_of_a_result_nobody_took_are_kept() -> None:
    """A newer result takes over the events of the one that it replaces."""
    results, _, _ = play([photo(face(who=1))] * 5, Book([1], needed=1))
    analyser = LiveAnalyser(DrawnPipeline([]), alike)
    with_event = next(result for result in results if result.events)
    merged = analyser.merge(with_event, results[-1])
    assert merged.events == with_event.events
    assert merged.frame is results[-1].frame


def test_unsure_detections_on_a_face_are_no_people() -> None:
    """A neck that the detector takes for a face gets no track; a sure face next to it does."""
    ghost = face((320, 340), 90.0, who=3, score=0.76)
    neighbour = face((440, 240), 90.0, who=4, score=0.93)
    results, _, _ = play([photo(face(who=1), ghost, neighbour)] * 3)
    assert len(results[-1].tracks) == 2


def test_a_track_view_tells_where_its_face_is() -> None:
    """The place leads to the face in the photo; a hidden face has none, but a box."""
    results, _, _ = play([photo(face(who=1), face((100, 100), 60.0, who=2))] * 3 + [photo()])
    for view in results[2].tracks:
        assert view.place is not None
        assert results[2].photo.faces[view.place] is view.face
    assert [view.place for view in results[3].tracks] == [None, None]
    assert all(np.isfinite(view.box).all() for view in results[3].tracks)


@pytest.mark.parametrize("name", ["track", "embed", "identify", "total"])
def test_every_stage_is_timed(name: str) -> None:
    """The time of each stage is told with each result."""
    results, _, _ = play([photo(face(who=1))])
    assert results[0].timings_ms[name] >= 0


def _checked(who_answers: int) -> list[LiveResult]:
    """Follow person 7, of whom a challenge is asked; somebody answers it."""
    actor, photos = Obeying(who=who_answers), [photo(face(who=7))] * 25
    liveness = TrackLiveness(attempts(), (Passive(), RULE))
    pipeline = DrawnPipeline(photos)
    analyser = LiveAnalyser(pipeline, alike, Book([7]), liveness=liveness)
    results = [analyser.analyse(Frame(each.image[:], n, n * FRAME_NS)) for n, each in enumerate(photos)]
    liveness.ask(CheckSet.WITHOUT_EYES)
    for number in range(25, 300):
        view = results[-1].tracks[0].liveness
        pipeline._photos = iter([actor.act(number / 25, view)])
        results.append(analyser.analyse(Frame(photos[0].image[:], number, number * FRAME_NS)))
        if any(event.kind is TrackEventKind.LIVENESS for event in results[-1].events):
            break
    return results


def test_a_passed_challenge_is_told_of_the_track() -> None:
    """The prompts go with the track, and its end is an event with the verdict that it is about."""
    results = _checked(who_answers=7)
    (event,) = (each for each in results[-1].events if each.kind is TrackEventKind.LIVENESS)
    assert event.verdict is not None
    assert event.verdict.person == "person 7"
    assert event.liveness is not None
    assert event.liveness.result is not None
    assert event.liveness.result.passed
    assert results[-1].tracks[0].liveness is event.liveness
    steps = {each.tracks[0].liveness.step for each in results if each.tracks[0].liveness is not None}
    assert steps == {0, 1, 2, 3}
    assert results[-1].timings_ms["liveness"] >= 0


def test_a_challenge_that_somebody_else_takes_counts_for_nobody() -> None:
    """Whoever steps in is another track, of which no challenge was asked; that of the first ends with him."""
    results = _checked(who_answers=8)
    assert len({view.track_id for result in results for view in result.tracks}) == 2
    seen = [view.liveness for result in results for view in result.tracks if view.liveness is not None]
    assert any(view.attempt for view in seen)
    assert not any(view.result is not None and view.result.passed for view in seen)
