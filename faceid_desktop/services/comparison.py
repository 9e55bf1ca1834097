"""Two photos to one verdict."""

from __future__ import annotations

from faceid_desktop.core.records import Comparison, Face, FacesInPhoto, OperatingPoint
from faceid_desktop.errors import NoFaceFound, NoSuchFace, SeveralFacesFound
from faceid_desktop.services.pipeline import FacePipeline, StageClock
from faceid_desktop.services.scoring import Scorer

CLEARLY_LARGER = 1.5
"""A face is meant without being chosen if its box has this many times the area of any other."""


def choose_face(photo: FacesInPhoto, chosen: int | None, path: str = "") -> int:
    """Settle which face of a photo is meant.

    Parameters
    ----------
    photo
        An analysed photo, the largest face first.
    chosen
        The place of the face in ``photo.faces``; None takes the largest if it clearly is the largest.
    path
        What errors call the photo.

    Returns
    -------
    int
        The place of the face.

    Raises
    ------
    NoFaceFound
        If there is none.
    SeveralFacesFound
        If none is chosen and none is clearly the largest.
    NoSuchFace
        If the chosen one does not exist.
    """
    count = len(photo.faces)
    if count == 0:
        raise NoFaceFound(path=path)
    if chosen is not None:
        if not 0 <= chosen < count:
            raise NoSuchFace(path=path, chosen=chosen, count=count)
        return chosen
    areas = [_box_area(face) for face in photo.faces]
    largest = areas.index(max(areas))
    if any(areas[largest] < CLEARLY_LARGER * area for place, area in enumerate(areas) if place != largest):
        raise SeveralFacesFound(path=path, count=count)
    return largest


class ComparisonService:
    """Compares faces of analysed photos.

    Parameters
    ----------
    pipeline
        Makes the templates.
    scorer
        Scores them.
    point
        Where "same" and "different" begin.
    """

    def __init__(self, pipeline: FacePipeline, scorer: Scorer, point: OperatingPoint) -> None:
        self._pipeline = pipeline
        self._scorer = scorer
        self._point = point

    @property
    def point(self) -> OperatingPoint:
        """Where "same" and "different" begin."""
        return self._point

    def compare(
        self, a: FacesInPhoto, b: FacesInPhoto, face_a: int | None = None, face_b: int | None = None
    ) -> Comparison:
        """Compare a face of one photo with a face of another (or of the same).

        Parameters
        ----------
        a, b
            Analysed photos.
        face_a, face_b
            Which face of each, see `choose_face`.

        Returns
        -------
        Comparison
            The verdict; ``timings_ms`` has embed and score.

        Raises
        ------
        NoFaceFound, SeveralFacesFound, NoSuchFace
            If a face cannot be settled; ``path`` is then "a" or "b".
        """
        place_a, place_b = choose_face(a, face_a, "a"), choose_face(b, face_b, "b")
        first, second = a.faces[place_a], b.faces[place_b]
        clock = StageClock()
        with clock.stage("embed"):
            template_a, template_b = self._pipeline.embed([first, second])
        reasons_a, reasons_b = first.quality.reasons, second.quality.reasons
        with clock.stage("score"):
            decision = self._scorer.decide(
                template_a, template_b, self._point, poor=bool(reasons_a or reasons_b)
            )
        return Comparison(
            decision=decision,
            face_a=place_a,
            face_b=place_b,
            reasons_a=reasons_a,
            reasons_b=reasons_b,
            timings_ms=clock.timings_ms,
        )


def _box_area(face: Face) -> float:
    x1, y1, x2, y2 = face.detection.box.tolist()
    return float((x2 - x1) * (y2 - y1))
