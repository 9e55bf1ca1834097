"""FaceID Desktop: enrol, compare and identify faces with evidence that can be explained."""

__version__ = "0.1.0"
