"""Evidence on screen, the same on every page."""
