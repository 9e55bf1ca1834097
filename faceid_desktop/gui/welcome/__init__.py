"""The first start: what the program does, its key, the camera, and a first try."""
