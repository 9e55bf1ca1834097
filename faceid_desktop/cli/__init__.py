"""The ``faceid`` command line: one module per command."""
