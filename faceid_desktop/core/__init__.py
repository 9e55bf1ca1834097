"""Numpy records and mathematics; knows nothing of Qt, torch, SQL or files."""
