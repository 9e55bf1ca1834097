"""Presentation attack detection: an active challenge, a passive network, and both together."""
