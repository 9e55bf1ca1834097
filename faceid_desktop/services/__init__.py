"""Use cases, Qt-free: the same code serves the window, the command line, evaluation and training."""
