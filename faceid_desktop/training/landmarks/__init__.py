"""Training and evaluation of the landmark network."""
