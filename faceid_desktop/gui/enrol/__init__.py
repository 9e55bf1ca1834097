"""Enrol: details and consent, the guided capture, the review, and one save."""
