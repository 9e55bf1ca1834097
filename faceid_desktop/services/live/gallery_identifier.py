"""Who of the gallery a face or a whole track is (`evidence.Identifier` over an open gallery)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.open_set import SearchPoint, identify, search_point
from faceid_desktop.core.records import Identification, OperatingPoint, Template
from faceid_desktop.core.track_evidence import track_llr, track_probe
from faceid_desktop.services.index import Found, GalleryIndex
from faceid_desktop.services.scoring import Scorer

CANDIDATES = 5
_SHORTLIST = 50
"""So many people, those nearest to the average of a track's frames, are scored with all its frames. The order
by the average differs from the final one only in how much each frame is trusted."""


@dataclass(frozen=True, slots=True, eq=False)
class GalleryIdentifier:
    """Searches one snapshot of a gallery; after a change of the gallery a new one is made.

    Parameters
    ----------
    index
        Who is enrolled.
    scorer
        Of the same model.
    point
        The operator's setting for comparisons of two faces.
    fpir
        Share of searches for strangers that may raise a false alarm.
    """

    index: GalleryIndex
    scorer: Scorer
    point: OperatingPoint
    fpir: float

    def identify(self, template: Template, poor: bool) -> Identification:
        """Identify one face; ``poor`` if it was not accepted for its quality.

        Raises
        ------
        ModelMismatchError
            If another model made the template.
        """
        return self._judge(self.index.search(template, CANDIDATES), poor)

    def track_identify(self, templates: Sequence[Template], weights: Sequence[float]) -> Identification:
        """Identify the face of a track by several templates, each with a weight above 0 and at most 1.

        Raises
        ------
        ModelMismatchError
            If another model made a template.
        """
        probe = track_probe(np.stack([each.vector for each in templates]), np.asarray(weights, np.float64))
        average = Template(probe.mean.astype(np.float32), templates[0].model_id)
        shortlist = [person for person, _ in self.index.search(average, _SHORTLIST)]
        if not shortlist:
            return self._judge([], poor=False)
        photos = [self.index.person_vectors(person) for person in shortlist]
        found = [(person, each) for person, each in zip(shortlist, photos, strict=True) if each is not None]
        means = np.stack([each.mean(axis=0, dtype=np.float64) for _, each in found])
        counts = np.array([len(each) for _, each in found])
        raw = track_llr(self.scorer.model, probe, means, counts)
        scores = self.scorer.calibration.apply(raw)
        order = np.argsort(-scores, kind="stable")[:CANDIDATES]
        return self._judge([(found[place][0], float(scores[place])) for place in order], poor=False)

    def _judge(self, found: Found, poor: bool) -> Identification:
        return identify(found, self.scorer.table, self._search_point(), poor, self.index.model_id)

    def _search_point(self) -> SearchPoint:
        return search_point(self.scorer.table, self.scorer.histogram, self.point, self.fpir, len(self.index))
