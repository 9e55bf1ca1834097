"""Training of the DeepID2 networks: data, augmentation, objectives, loop, evaluation."""
