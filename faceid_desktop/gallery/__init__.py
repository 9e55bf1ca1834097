"""People, photos and templates in one encrypted SQLite file; the only place that knows SQL and keys."""
