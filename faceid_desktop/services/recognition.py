"""Who of the gallery a face is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.open_set import SearchPoint, identify, search_point
from faceid_desktop.core.records import Face, FacesInPhoto, Identification, OperatingPoint, Template
from faceid_desktop.core.track_evidence import track_llr, track_probe
from faceid_desktop.services.index import GalleryIndex
from faceid_desktop.services.pipeline import FacePipeline
from faceid_desktop.services.scoring import Scorer

CANDIDATES = 5
SHORTLIST = 100
"""So many persons, the best for the average of a track's frames, are scored with all frames."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What the operator sets: for comparisons, and the share of strangers' searches that may alarm."""

    point: OperatingPoint
    fpir: float = 0.01


class RecognitionService:
    """Identifies faces; safe for threads.

    Parameters
    ----------
    pipeline
        Makes the templates.
    scorer
        Its calibration says what the scores mean.
    settings
        Returns what the operator has set now.
    index
        Returns the present snapshot of the gallery.
    """

    def __init__(
        self,
        pipeline: FacePipeline,
        scorer: Scorer,
        settings: Callable[[], SearchSettings],
        index: Callable[[], GalleryIndex],
    ) -> None:
        self._pipeline = pipeline
        self._scorer = scorer
        self._settings = settings
        self._index = index

    @property
    def point(self) -> SearchPoint:
        """The threshold that the present gallery needs, and the miss rate that it costs."""
        return self._point(self._index())

    def identify(
        self, photo: FacesInPhoto, top: int = CANDIDATES, exclude: Collection[str] = ()
    ) -> list[tuple[int, Identification]]:
        """Identify all faces of a photo.

        Parameters
        ----------
        photo
            An analysed photo.
        top
            How many candidates at most.
        exclude
            Ids of persons that somebody has ruled out.

        Returns
        -------
        list
            The place of each face in ``photo.faces`` and the verdict on it.

        Raises
        ------
        ModelMismatchError
            If the gallery is of another model.
        """
        if not photo.faces:
            return []
        templates = self._pipeline.embed(photo.faces)
        index = self._index()
        at = self._point(index)
        found = index.search_batch(templates, top + len(exclude))
        return [
            (place, self._verdict(_kept(persons, exclude, top), at, _is_poor(face)))
            for place, (face, persons) in enumerate(zip(photo.faces, found, strict=True))
        ]

    def identify_template(
        self, template: Template, poor: bool, top: int = CANDIDATES, exclude: Collection[str] = ()
    ) -> Identification:
        """Identify one face; ``poor`` if it was not accepted for its quality.

        Raises
        ------
        ModelMismatchError
            If the gallery is of another model.
        """
        index = self._index()
        return self._verdict(index.search(template, top, exclude), self._point(index), poor)

    def identify_track(
        self, templates: Sequence[Template], weights: Sequence[float], top: int = CANDIDATES
    ) -> Identification:
        """Identify the face of a track by several templates (`faceid_desktop.core.track_evidence`).

        The frames' average is searched as if it were one photo, and the best `SHORTLIST` are scored with
        what the frames together are worth.

        Raises
        ------
        ModelMismatchError
            If the gallery is of another model.
        ShapeError
            If there is no template or a weight is not in 0..1.
        """
        index, scorer = self._index(), self._scorer
        probe = track_probe(np.stack([each.vector for each in templates]), np.asarray(weights, np.float64))
        average = Template(probe.mean.astype(np.float32), templates[0].model_id)
        listed = [
            (person, vectors)
            for person, _ in index.search(average, SHORTLIST)
            if (vectors := index.person_vectors(person)) is not None
        ]
        if not listed:
            return self._verdict([], self._point(index), poor=False)
        means = np.stack([vectors.mean(axis=0, dtype=np.float64) for _, vectors in listed])
        counts = np.array([len(vectors) for _, vectors in listed], np.float64)
        scores = scorer.calibration.apply(track_llr(scorer.model, probe, means, counts))
        order = np.argsort(-scores, kind="stable")[:top]
        found = [(listed[place][0], float(scores[place])) for place in order.tolist()]
        return self._verdict(found, self._point(index), poor=False)

    def _point(self, index: GalleryIndex) -> SearchPoint:
        settings, scorer = self._settings(), self._scorer
        return search_point(scorer.table, scorer.histogram, settings.point, settings.fpir, len(index))

    def _verdict(self, found: list[tuple[str, float]], at: SearchPoint, poor: bool) -> Identification:
        return identify(found, self._scorer.table, at, poor, self._scorer.model_id)


def _kept(found: list[tuple[str, float]], exclude: Collection[str], top: int) -> list[tuple[str, float]]:
    return [each for each in found if each[0] not in exclude][:top]


def _is_poor(face: Face) -> bool:
    return bool(face.quality.reasons)
