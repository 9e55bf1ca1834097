"""Questions to the database: functions ``(session, vault, ...) -> records``, one module a table."""
