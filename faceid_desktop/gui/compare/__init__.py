"""Compare: two photos, one verdict."""
