"""Identify: who stands before the camera, with the evidence growing."""
