"""Audit: what was done, by whom, and whether the gallery is what its audit chain says."""
