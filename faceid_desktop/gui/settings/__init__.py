"""Settings: everything that can be set, found by word, with help and a way back to the default."""
