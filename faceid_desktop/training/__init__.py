"""Training of every model in the bundle; an optional extra, imported lazily by the command line."""
