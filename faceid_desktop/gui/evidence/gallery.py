"""Evidence about people of the gallery, opened from any page with one call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from faceid_desktop.core.records import AlignedFace, Candidate
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.evidence.dialog import EvidenceDialog
from faceid_desktop.gui.evidence.facts import evidence_of_candidate
from faceid_desktop.gui.evidence.prior import Prior
from faceid_desktop.gui.state import AppState
from faceid_desktop.logs import logger

if TYPE_CHECKING:
    from faceid_desktop.services.explanation import PatchEvidence
    from faceid_desktop.services.workspace import Workspace

_log = logger("gui")


def open_evidence(
    state: AppState, title: str, candidate: Candidate, parent: QWidget
) -> EvidenceDialog | None:
    """Open all evidence for a candidate; None while no model is loaded that could have made it."""
    if state.ready is None:
        return None
    prior = Prior(state)
    evidence = evidence_of_candidate(candidate, state.ready.plot)
    dialog = EvidenceDialog(state.theme, prior, title, evidence, parent)
    prior.setParent(dialog)
    dialog.open()
    return dialog


def show_regions_of(state: AppState, dialog: EvidenceDialog, first: str, second: str) -> None:
    """Add to a dialogue which regions of two people agree, by their first photos' stored crops."""
    workspace = state.workspace
    if workspace is not None:
        faces = partial(_faces, workspace, (first, second))
        state.db.run("stored faces", faces, partial(_explain, state, dialog), _untold)


def _faces(workspace: Workspace, people: Sequence[str]) -> list[AlignedFace]:
    from faceid_desktop.services.stored_faces import stored_face

    spec = workspace.engine.bundle.manifest.alignment
    firsts = [workspace.people.photos(person)[0].uuid for person in people]
    return [stored_face(workspace.gallery, photo, spec) for photo in firsts]


def _explain(state: AppState, dialog: EvidenceDialog, faces: list[AlignedFace]) -> None:
    explainer = None if state.ready is None else state.ready.engine.explainer
    if explainer is not None and isValid(dialog):
        work = partial(explainer.explain, *faces)
        state.worker.run("explain people", work, partial(_show, dialog), _untold)


def _show(dialog: EvidenceDialog, regions: tuple[PatchEvidence, ...]) -> None:
    if isValid(dialog):
        dialog.show_regions(regions)


def _untold(error: FaceIdError) -> None:
    _log.info("no regions of two people: %s", error)
