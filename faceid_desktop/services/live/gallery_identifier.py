"""Who of one snapshot of the gallery a face or a whole track is (`evidence.Identifier`)."""

from __future__ import annotations

from collections.abc import Sequence

from faceid_desktop.core.records import Identification, Template
from faceid_desktop.services.recognition import RecognitionService
from faceid_desktop.services.workspace import Workspace


class GalleryIdentifier:
    """Searches the people as they were when it was made; after a change of the gallery a new one is made.

    Parameters
    ----------
    workspace
        The open gallery; what the operator has set for searches is taken from it now.
    """

    def __init__(self, workspace: Workspace) -> None:
        engine, index, settings = workspace.engine, workspace.index, workspace.search_settings()
        self._recognition = RecognitionService(
            engine.pipeline, engine.scorer, lambda: settings, lambda: index
        )

    def identify(self, template: Template, poor: bool) -> Identification:
        """Identify one face; ``poor`` if it was not accepted for its quality."""
        return self._recognition.identify_template(template, poor)

    def track_identify(self, templates: Sequence[Template], weights: Sequence[float]) -> Identification:
        """Identify the face of a track by several templates, each with a weight above 0 and at most 1."""
        return self._recognition.identify_track(templates, weights)
