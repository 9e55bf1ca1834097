"""Makes the packages that a person without Python installs; `build.py` is the command."""
