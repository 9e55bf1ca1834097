"""Inference: detector, landmarks, DeepID2 networks and the model bundle they come from."""
