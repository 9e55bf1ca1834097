"""The history of the schema (Alembic), one module for each revision, applied without an ini file."""
