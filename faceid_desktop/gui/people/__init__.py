"""People: everybody who is enrolled, as faces or as a table, and the page of one person."""
