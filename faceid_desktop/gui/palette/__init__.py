"""The command palette: every action, page and person by a few letters of its name."""
