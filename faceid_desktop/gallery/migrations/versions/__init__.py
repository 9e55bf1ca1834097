"""One module a revision; each is listed in `migrations.runner` and is never changed once released."""
