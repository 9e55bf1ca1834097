"""Two templates to calibrated evidence: Joint Bayesian, the calibration and what it was measured on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.calibration import AffineCalibration, FmrTable, ScoreHistogram
from faceid_desktop.core.decision import decide
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Decision, OperatingPoint, Template
from faceid_desktop.errors import BundleCorrupt, FaceIdError, ModelMismatchError
from faceid_desktop.vision.bundle import Bundle


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """A score and its calibration, which only together mean something.

    Parameters
    ----------
    model
        Joint Bayesian on template vectors.
    calibration
        Raw score to natural-log likelihood ratio.
    table
        False match rate by likelihood ratio.
    histogram
        Scores of the calibration pairs, for drawing.
    model_id
        The model whose templates it compares.
    """

    model: JointBayesian
    calibration: AffineCalibration
    table: FmrTable
    histogram: ScoreHistogram
    model_id: str

    def llr(self, a: Template, b: Template) -> float:
        """Natural-log likelihood ratio of "one person" against "two people".

        Raises
        ------
        ModelMismatchError
            If a template was made by another model.
        """
        for template in (a, b):
            if template.model_id != self.model_id:
                raise ModelMismatchError(first=template.model_id, second=self.model_id)
        raw = self.model.llr(a.vector[None].astype(np.float64), b.vector[None].astype(np.float64))
        return float(self.calibration.apply(raw)[0])

    def decide(self, a: Template, b: Template, point: OperatingPoint, poor: bool = False) -> Decision:
        """Judge two templates at an operating point; ``poor`` when one of the faces was not accepted.

        Raises
        ------
        ModelMismatchError
            If a template was made by another model.
        """
        return decide(self.llr(a, b), self.table, point, poor, self.model_id)


def load_scorer(bundle: Bundle) -> Scorer:
    """Read the scorer and the calibration of a bundle.

    Raises
    ------
    BundleCorrupt
        If an array is missing or the arrays do not fit together.
    """
    section = bundle.manifest.calibration
    scores, table = bundle.tensors(bundle.manifest.scorer.file), bundle.tensors(section.file)
    counts = bundle.array(table, "fmr.counts", np.int64)
    try:
        pairs, people = counts.tolist()
        return Scorer(
            model=JointBayesian(
                bundle.array(scores, "jb.between"),
                bundle.array(scores, "jb.within"),
                bundle.manifest.scorer.commonness,
            ),
            calibration=AffineCalibration(section.scale, section.offset),
            table=FmrTable(
                llr=bundle.array(table, "fmr.llr"),
                rate=bundle.array(table, "fmr.rate"),
                low=bundle.array(table, "fmr.low"),
                high=bundle.array(table, "fmr.high"),
                pairs=pairs,
                people=people,
            ),
            histogram=ScoreHistogram(
                edges=bundle.array(table, "histogram.edges"),
                genuine=bundle.array(table, "histogram.genuine"),
                impostor=bundle.array(table, "histogram.impostor"),
            ),
            model_id=bundle.model_id,
        )
    except BundleCorrupt:
        raise
    except (FaceIdError, ValueError, TypeError) as error:
        raise BundleCorrupt(path=str(bundle.directory), why=f"scorer: {error}") from error
