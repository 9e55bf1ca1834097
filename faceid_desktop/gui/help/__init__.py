"""Help: the manual, the licences of all parts, and diagnostics for whoever helps."""
