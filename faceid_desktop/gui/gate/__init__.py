"""The gate: unlocking the gallery."""
