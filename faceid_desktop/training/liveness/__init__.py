"""Trains and evaluates the passive liveness check."""
