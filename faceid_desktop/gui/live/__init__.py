"""The live picture: the bridge from the engine threads, the view that paints, the choice of the camera."""
